using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace HeyGem.Core.Storage;

/// <summary>
/// Small files that stand for work already done (face tracks, mouth references, voice curves), named by content key. Each begins with the
/// version of the analysis that made it and the SHA-256 of what follows: what another version made, or a disk changed, is worked out
/// again. Losing it costs time, never a result.
/// </summary>
public sealed class AnalysisCache
{
    /// <summary>
    /// The version of the analyses: raised with every change of what a tracker, a mesher or a listener finds, so that no result depends on
    /// when its cache was filled.
    /// </summary>
    public const int AnalysisVersion = 6;

    private const int SumAt = 8;
    private const int HeadBytes = SumAt + SHA256.HashSizeInBytes;

    private readonly int _version;
    private readonly ConcurrentDictionary<string, bool>? _used;

    /// <summary>Uses a folder, which is created when first written to.</summary>
    public AnalysisCache(string folder)
        : this(folder, AnalysisVersion)
    {
    }

    internal AnalysisCache(string folder, int version)
        : this(folder, version, null)
    {
    }

    private AnalysisCache(string folder, int version, ConcurrentDictionary<string, bool>? used) =>
        (Folder, _version, _used) = (folder, version, used);

    /// <summary>Where the entries are.</summary>
    internal string Folder { get; }

    /// <summary>The files of the entries that were found or written since <see cref="Noting"/>; empty without it.</summary>
    internal IReadOnlyList<string> Used => _used is null ? [] : [.. _used.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The same folder, for one render, of which <see cref="Used"/> tells what it took.</summary>
    internal AnalysisCache Noting() => new(Folder, _version, []);

    private static ReadOnlySpan<byte> Magic => "HGAC"u8;

    /// <summary>Opens an entry for reading, or null when there is none that is whole and of this version. The caller disposes it.</summary>
    public Stream? TryOpen(string key, string kind)
    {
        var path = PathOf(key, kind);
        FileStream? stream = null;
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            File.SetLastAccessTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
            if (IsWhole(stream))
            {
                _used?.TryAdd(path, true);
                return stream;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }

        stream?.Dispose();
        return null;
    }

    /// <summary>
    /// Writes an entry under a temporary name and renames it; readers never see half of one. False when the disk refuses.
    /// </summary>
    public bool TryStore(string key, string kind, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var path = PathOf(key, kind);
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            Directory.CreateDirectory(Folder);
            using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                stream.Write(Head());
                write(stream);
                stream.Position = HeadBytes;
                var sum = SHA256.HashData(stream);
                stream.Position = SumAt;
                stream.Write(sum);
            }

            File.Move(part, path, overwrite: true);
            _used?.TryAdd(path, true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        finally
        {
            Discard(part);
        }
    }

    private byte[] Head()
    {
        var head = new byte[HeadBytes];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(Magic.Length), _version);
        return head;
    }

    /// <summary>Whether the entry is of this version and its sum is right; leaves the stream at what follows the head.</summary>
    private bool IsWhole(FileStream stream)
    {
        var head = new byte[HeadBytes];
        if (stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes
            || !head.AsSpan(0, SumAt).SequenceEqual(Head().AsSpan(0, SumAt)))
        {
            return false;
        }

        var sum = SHA256.HashData(stream);
        stream.Position = HeadBytes;
        return sum.AsSpan().SequenceEqual(head.AsSpan(SumAt));
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder vanished or became read-only meanwhile; the clean command removes what is left.
        }
    }

    private string PathOf(string key, string kind) => Path.Combine(Folder, $"{key}.{kind}");
}
