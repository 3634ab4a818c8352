using System.Buffers.Binary;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Dubbing;

/// <summary>The head of a WAV file of 32-bit floats, which holds what a decoder gives bit for bit.</summary>
internal static class FloatWave
{
    /// <summary>Bytes of the head.</summary>
    public const int HeadBytes = 58;

    /// <summary>Makes the head.</summary>
    /// <param name="channels">Channels.</param>
    /// <param name="rateHz">Samples a second.</param>
    /// <param name="frames">Samples of each channel.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.MediaTooLarge"/>: a WAV file ends at 4 GB.</exception>
    public static byte[] Head(int channels, int rateHz, long frames)
    {
        var dataBytes = frames * channels * sizeof(float);
        if (dataBytes > uint.MaxValue - HeadBytes)
        {
            throw new HeyGemException(
                ErrorCode.MediaTooLarge, $"{frames / rateHz / 60} minutes of {channels} channels are more than a WAV file holds.");
        }

        var head = new byte[HeadBytes];
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), (uint)(HeadBytes - 8 + dataBytes));
        "WAVEfmt "u8.CopyTo(head.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(16), 18);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(20), 3);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(24), rateHz);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), rateHz * channels * sizeof(float));
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(32), (short)(channels * sizeof(float)));
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(34), 8 * sizeof(float));
        "fact"u8.CopyTo(head.AsSpan(38));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(42), 4);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(46), (uint)frames);
        "data"u8.CopyTo(head.AsSpan(50));
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(54), (uint)dataBytes);
        return head;
    }
}
