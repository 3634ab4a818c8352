using HeyGem.Core.Errors;

namespace HeyGem.Core.Ffmpeg.Splice;

/// <summary>AAC packets one after the other, each with a head that tells its length (ADTS, ISO/IEC 13818-7).</summary>
internal static class AdtsFile
{
    /// <summary>Samples of each channel that a packet stands for. A decoder makes them of it and of the packet before.</summary>
    public const int PacketSamples = 1024;

    private const int HeadBytes = 7;

    /// <summary>Where each packet begins, and last where the file ends.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputFailed"/>: it is none.</exception>
    public static IReadOnlyList<long> Places(string path)
    {
        List<long> places = [0];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        Span<byte> head = stackalloc byte[HeadBytes];
        while (file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) is var read && read > 0)
        {
            var bytes = read < HeadBytes ? 0 : ((head[3] & 3) << 11) | (head[4] << 3) | (head[5] >> 5);
            if (head[0] != 0xFF || (head[1] & 0xF6) != 0xF0 || bytes < HeadBytes || places[^1] + bytes > file.Length)
            {
                throw new HeyGemException(ErrorCode.OutputFailed, $"The sound's packet {places.Count - 1} is not whole.");
            }

            places.Add(places[^1] + bytes);
            file.Position = places[^1];
        }

        return places;
    }

    /// <summary>
    /// Samples of the last packet that are heard, where so many packets stand for so many samples: the first one primes the decoder.
    /// </summary>
    /// <returns>1 .. <see cref="PacketSamples"/>; null where the packets are not as many.</returns>
    public static int? LastSamples(long packets, long samples) =>
        samples - ((packets - 2) * PacketSamples) is >= 1 and <= PacketSamples and var last ? (int)last : null;

    /// <summary>Copies bytes from one file to the end of another.</summary>
    public static void Copy(string from, long start, long end, Stream to)
    {
        using var file = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        file.Position = start;
        var block = new byte[1 << 17];
        for (var left = end - start; left > 0;)
        {
            var read = file.Read(block, 0, (int)Math.Min(left, block.Length));
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            to.Write(block, 0, read);
            left -= read;
        }
    }
}
