using System.Runtime.InteropServices;

namespace HeyGem.Core.Voice.Features;

/// <summary>
/// A <see cref="Wav2LipMel"/> as the cache keeps it: a mark, the columns, the factor to one loudness, then the band magnitudes column after
/// column, little endian. 1.5 MB a minute.
/// </summary>
public static class Wav2LipMelFile
{
    private const int Mark = 0x314D5748; // "HWM1"
    private const int MaxColumns = 100 * 3600 * Wav2LipMel.ColumnsPerSecond;

    /// <summary>Writes a spectrogram; the stream stays open.</summary>
    public static void Save(Wav2LipMel mel, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(mel);
        ArgumentNullException.ThrowIfNull(stream);
        Span<int> head = [Mark, mel.Columns, BitConverter.SingleToInt32Bits(mel.Gain)];
        stream.Write(MemoryMarshal.AsBytes(head));
        foreach (var column in mel.Magnitudes)
        {
            stream.Write(MemoryMarshal.AsBytes(column.AsSpan()));
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote, or null when the stream holds something else.</summary>
    public static Wav2LipMel? TryLoad(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<int> head = stackalloc int[3];
        try
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(head));
            var gain = BitConverter.Int32BitsToSingle(head[2]);
            if (head[0] != Mark || head[1] is < 1 or > MaxColumns || gain is not (> 0 and < 1e6f))
            {
                return null;
            }

            var columns = new List<float[]>();
            for (var t = 0; t < head[1]; t++)
            {
                var column = new float[Wav2LipMel.Bands];
                stream.ReadExactly(MemoryMarshal.AsBytes(column.AsSpan()));
                columns.Add(column);
            }

            return new Wav2LipMel(columns, gain);
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }
}
