using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HeyGem.Core.Storage;

/// <summary>A name for what is inside a file, so that a moved or copied clip is recognised and a changed one is not.</summary>
internal static class ContentKey
{
    private const long WholeFileLimit = 64 << 20;
    private const int SampleBytes = 1 << 20;

    /// <summary>
    /// 64 lower-case hex digits. Files up to 64 MiB are hashed whole; of larger ones the length, the time of the last change and
    /// nine spread samples of 1 MiB.
    /// </summary>
    public static async Task<string> OfFileAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.Asynchronous);
        if (stream.Length <= WholeFileLimit)
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var head = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(head, stream.Length);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(8), File.GetLastWriteTimeUtc(path).Ticks);
        hash.AppendData(head);
        var buffer = new byte[SampleBytes];
        for (var i = 0; i < 9; i++)
        {
            stream.Position = (stream.Length - SampleBytes) / 8 * i;
            var read = await stream.ReadAtLeastAsync(buffer, SampleBytes, throwOnEndOfStream: false, cancellationToken);
            hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A key for a thing made from others: the same parts in the same order give the same key.</summary>
    public static string Of(params ReadOnlySpan<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts.ToArray()))));
}
