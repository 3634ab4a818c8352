namespace HeyGem.Core.Storage;

/// <summary>
/// Small files that stand for work already done (face tracks, mouth references, voice curves), named by content key. Losing it
/// costs time, never a result: what cannot be read or written is worked out again.
/// </summary>
public sealed class AnalysisCache
{
    private readonly string _folder;

    /// <summary>Uses a folder, which is created when first written to.</summary>
    public AnalysisCache(string folder) => _folder = folder;

    /// <summary>Opens an entry for reading, or null when there is none. The caller disposes it.</summary>
    public Stream? TryOpen(string key, string kind)
    {
        try
        {
            var path = PathOf(key, kind);
            if (!File.Exists(path))
            {
                return null;
            }

            File.SetLastAccessTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes an entry under a temporary name and renames it; readers never see half of one. False when the disk refuses.</summary>
    public bool TryStore(string key, string kind, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var path = PathOf(key, kind);
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            Directory.CreateDirectory(_folder);
            using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
            }

            File.Move(part, path, overwrite: true);
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

    private string PathOf(string key, string kind) => Path.Combine(_folder, $"{key}.{kind}");
}
