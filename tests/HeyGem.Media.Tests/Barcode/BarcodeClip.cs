using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests.Barcode;

/// <summary>Pictures that carry their number: ten bars from left to right, the lowest bit first, white for 1.</summary>
internal static class BarcodeClip
{
    public const int Width = 320, Height = 128, Frames = 48;

    private const int Bits = 10;

    /// <summary>The pictures 0 to <see cref="Frames"/> as raw 4:2:0.</summary>
    public static byte[] Raw()
    {
        var layout = PixelLayout.Yuv420P8;
        var frameBytes = layout.FrameBytes(Width, Height);
        var raw = new byte[Frames * frameBytes];
        raw.AsSpan().Fill(128);
        for (var n = 0; n < Frames; n++)
        {
            for (var i = 0; i < Width * Height; i++)
            {
                raw[(n * frameBytes) + i] = (byte)(((n >> (i % Width * Bits / Width)) & 1) == 1 ? 220 : 30);
            }
        }

        return raw;
    }

    /// <summary>The number that a decoded picture carries; -1 where a bar is neither black nor white.</summary>
    public static int Read(byte[] frame, PixelLayout layout, int width, int height)
    {
        var number = 0;
        for (var bit = 0; bit < Bits; bit++)
        {
            var at = (height / 2 * width) + (width * ((2 * bit) + 1) / (2 * Bits));
            var luma = layout.BytesPerSample == 1 ? frame[at] : (frame[2 * at] | (frame[(2 * at) + 1] << 8)) >> (layout.BitDepth - 8);
            if (luma is > 80 and < 170)
            {
                return -1;
            }

            number |= luma >= 170 ? 1 << bit : 0;
        }

        return number;
    }

    /// <summary>Numbers as ranges, such as <c>0-17, 19-24</c>, for a message.</summary>
    public static string Say(IEnumerable<int> numbers) => string.Join(' ', numbers);

    /// <summary>When a click of 2 ms is heard in samples at 48 kHz, seconds from the first; negative where there is none.</summary>
    public static double Click(float[] samples)
    {
        var peak = samples.Length == 0 ? 0 : samples.Max(Math.Abs);
        if (peak < 0.1f)
        {
            return -1;
        }

        // The middle of what is at least half as loud as the loudest: a codec smears a click to both sides.
        var loud = Enumerable.Range(0, samples.Length).Where(i => Math.Abs(samples[i]) > peak / 2).ToList();
        return (loud[0] + loud[^1]) / 2.0 / 48_000;
    }

    /// <summary>The middle of the click that goes with a clip of a rate: in the middle of its sound.</summary>
    public static double ClickAt(FrameRate rate) => Math.Round(rate.StartOf(Frames / 2).Seconds * 48_000) / 48_000;
}
