using System.Buffers.Binary;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>The head of a sound file that ffmpeg reads, of 32-bit floats.</summary>
internal static class Wave64
{
    /// <summary>Bytes before the samples.</summary>
    public const int HeadBytes = 128;

    /// <summary>The head of a Wave64 file, which has no limit of 4 GB.</summary>
    public static byte[] Head(int channels, int speakers, int rateHz, long dataBytes)
    {
        const string Common = "F3ACD3118CD100C04F8EDB8A";
        var head = new byte[HeadBytes];
        Put(0, "726966662E91CF11A5D628DB04C10000", HeadBytes + dataBytes);
        Put(24, "77617665" + Common, null);
        Put(40, "666D7420" + Common, 64);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(64), unchecked((short)0xFFFE));
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(66), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(68), rateHz);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(72), rateHz * channels * sizeof(float));
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(76), (short)(channels * sizeof(float)));
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(78), 8 * sizeof(float));
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(80), 22);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(82), 8 * sizeof(float));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(84), speakers);
        Convert.FromHexString("0300000000001000800000AA00389B71").CopyTo(head, 88);
        Put(104, "64617461" + Common, 24 + dataBytes);
        return head;

        void Put(int at, string id, long? size)
        {
            Convert.FromHexString(id).CopyTo(head, at);
            if (size is { } bytes)
            {
                BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(at + 16), bytes);
            }
        }
    }

    /// <summary>The speakers of a surround sound, one bit each, by ffmpeg's name of them; 0 for another.</summary>
    public static int Speakers(string? layout) => layout switch
    {
        "2.1" => 0xB,
        "3.0" => 0x7,
        "quad" => 0x33,
        "4.0" => 0x107,
        "5.0" => 0x37,
        "5.0(side)" => 0x607,
        "5.1" => 0x3F,
        "5.1(side)" => 0x60F,
        "7.1" => 0x63F,
        _ => 0,
    };
}
