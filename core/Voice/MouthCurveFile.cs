using System.Runtime.InteropServices;

namespace HeyGem.Core.Voice;

/// <summary>
/// A <see cref="MouthCurve"/> as the cache keeps it: a mark, the length, then the arrays one after the other, little endian.
/// </summary>
public static class MouthCurveFile
{
    private const int Mark = 0x31434D48; // "HMC1"
    private const int MaxLength = 100 * 3600 * MouthCurve.RateHz;

    /// <summary>Writes a curve; the stream stays open.</summary>
    public static void Save(MouthCurve curve, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(stream);
        Span<int> head = [Mark, curve.Length];
        stream.Write(MemoryMarshal.AsBytes(head));
        foreach (var values in Arrays(curve))
        {
            stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote, or null when the stream holds something else.</summary>
    public static MouthCurve? TryLoad(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<int> head = stackalloc int[2];
        try
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(head));
            if (head[0] != Mark || head[1] is < 0 or > MaxLength)
            {
                return null;
            }

            var curve = Empty(head[1]);
            foreach (var values in Arrays(curve))
            {
                stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            }

            return curve;
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private static float[][] Arrays(MouthCurve c) => [c.Opening, c.Width, c.Rounding, c.Closure, c.Labiodental, c.Silence];

    private static MouthCurve Empty(int length) => new()
    {
        Opening = new float[length],
        Width = new float[length],
        Rounding = new float[length],
        Closure = new float[length],
        Labiodental = new float[length],
        Silence = new float[length],
    };
}
