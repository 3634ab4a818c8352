using System.Buffers.Binary;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>What a WAV file's first bytes say of its size. ffmpeg takes the file as it is and keeps silent about a missing end.</summary>
internal static class WaveHeader
{
    /// <summary>The share of the file that is there, 0..1; 1 where its header states no size, as a recorder's that could not go back to write it.</summary>
    public static double PresentShare(string path)
    {
        Span<byte> head = stackalloc byte[8];
        using var stream = RegularFile.Open(path);
        stream.ReadExactly(head);
        var stated = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        return stated is 0 or >= int.MaxValue || !head.StartsWith("RIFF"u8) ? 1 : Math.Min(1, stream.Length / (stated + 8.0));
    }
}
