using System.Buffers.Binary;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>
/// What a file's own bytes say of where it should end. ffmpeg reads a file as far as it goes and often keeps silent about a missing end.
/// </summary>
internal static class ContainerEnd
{
    private const uint EbmlHeader = 0x1A45DFA3, Segment = 0x18538067;
    private const int MostBoxes = 1_000_000;

    /// <summary>
    /// The share of a WAV file that is there, 0..1; 1 where its header states no size, as a recorder's that could not go back to write it.
    /// </summary>
    public static double PresentShareOfWave(string path)
    {
        Span<byte> head = stackalloc byte[8];
        using var stream = RegularFile.Open(path);
        stream.ReadExactly(head);
        var stated = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        return stated is 0 or >= int.MaxValue || !head.StartsWith("RIFF"u8) ? 1 : Math.Min(1, stream.Length / (stated + 8.0));
    }

    /// <summary>Whether the outermost structure of a file goes on after its last byte.</summary>
    /// <param name="path">The file.</param>
    /// <param name="container">ffmpeg's names of its container.</param>
    public static bool IsCut(string path, string container)
    {
        using var stream = RegularFile.Open(path);
        return container switch
        {
            "matroska,webm" => IsSegmentCut(stream),
            "mpegts" => IsTransportCut(stream),
            _ when container.StartsWith("mov,", StringComparison.Ordinal) => IsBoxCut(stream),
            _ => false,
        };
    }

    /// <summary>Matroska: the segment states its size, unless it was written by something that could not go back.</summary>
    private static bool IsSegmentCut(FileStream stream)
    {
        if (!TryReadElement(stream, out var id, out var size) || id != EbmlHeader || size is null)
        {
            return false;
        }

        stream.Position += (long)size.Value;
        return TryReadElement(stream, out id, out size) && id == Segment && size is { } bytes
            && (ulong)stream.Position + bytes > (ulong)stream.Length;
    }

    private static bool TryReadElement(FileStream stream, out uint id, out ulong? size)
    {
        (id, size) = (0, null);
        Span<byte> bytes = stackalloc byte[9];
        if (stream.ReadAtLeast(bytes[..5], 5, throwOnEndOfStream: false) < 5)
        {
            return false;
        }

        id = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var rest = System.Numerics.BitOperations.LeadingZeroCount((uint)bytes[4] << 24);
        if (rest > 7 || stream.ReadAtLeast(bytes[..rest], rest, throwOnEndOfStream: false) < rest)
        {
            return false;
        }

        stream.Position -= rest + 1;
        stream.ReadExactly(bytes[..(rest + 1)]);
        var value = (ulong)(bytes[0] & ((0x80 >> rest) - 1));
        for (var i = 1; i <= rest; i++)
        {
            value = (value << 8) | bytes[i];
        }

        var unknown = (1UL << (7 * (rest + 1))) - 1;
        size = value == unknown ? null : value;
        return true;
    }

    /// <summary>MPEG-TS: whole packets of 188 bytes, of 192 on a camera's disk, of 204 with error correction.</summary>
    private static bool IsTransportCut(FileStream stream)
    {
        Span<byte> head = stackalloc byte[5 * 204];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
        {
            return false;
        }

        foreach (var (packet, first) in (ReadOnlySpan<(int, int)>)[(188, 0), (192, 4), (204, 0)])
        {
            var isPacket = true;
            for (var i = 0; i < 4; i++)
            {
                isPacket &= head[first + (i * packet)] == 0x47;
            }

            if (isPacket)
            {
                return stream.Length % packet != 0;
            }
        }

        return false;
    }

    /// <summary>MP4 and MOV: every box states its size; 0 means up to the end of the file.</summary>
    private static bool IsBoxCut(FileStream stream)
    {
        Span<byte> head = stackalloc byte[16];
        var at = 0L;
        for (var i = 0; i < MostBoxes && at < stream.Length; i++)
        {
            stream.Position = at;
            var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (read < 8)
            {
                return true;
            }

            var size = (ulong)BinaryPrimitives.ReadUInt32BigEndian(head);
            size = size == 1 && read == 16 ? BinaryPrimitives.ReadUInt64BigEndian(head[8..]) : size;
            if (size < 8)
            {
                return false;
            }

            if (size > (ulong)(stream.Length - at))
            {
                return true;
            }

            at += (long)size;
        }

        return false;
    }
}
