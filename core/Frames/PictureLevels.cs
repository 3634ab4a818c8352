using System.Runtime.InteropServices;

namespace HeyGem.Core.Frames;

/// <summary>How dark a picture's darkest parts are, and how bright it is on the whole: what a veil over all of it changes.</summary>
/// <param name="Dark">Luma that 2 % of the picture lie below.</param>
/// <param name="Mean">Mean luma.</param>
internal readonly record struct PictureLevels(float Dark, float Mean)
{
    private const int Bins = 256;
    private const int DarkPart = 50;

    // About so many places of a grid tell it as well as every sample does.
    private const int Places = 2048;

    /// <summary>Measures a picture, in luma samples of 8 bits; deeper ones count by their upper eight.</summary>
    /// <param name="frame">The picture.</param>
    public static PictureLevels Of(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Span<int> bins = stackalloc int[Bins];
        var step = Math.Max(1, (int)Math.Sqrt((double)frame.Width * frame.Height / Places));
        var deep = frame.Layout.BytesPerSample > 1;
        var samples = frame.Plane(0);
        var words = MemoryMarshal.Cast<byte, ushort>(samples);
        var shift = frame.Layout.BitDepth - 8;
        var (sum, count) = (0L, 0);
        for (var y = step / 2; y < frame.Height; y += step)
        {
            for (var at = (y * frame.Width) + (step / 2); at < (y + 1) * frame.Width; at += step)
            {
                var luma = deep ? words[at] >> shift : samples[at];
                bins[Math.Min(luma, Bins - 1)]++;
                sum += luma;
                count++;
            }
        }

        var (dark, below) = (0, bins[0]);
        while (below * DarkPart < count)
        {
            below += bins[++dark];
        }

        return new PictureLevels(dark, (float)sum / count);
    }

    /// <summary>The same as gamma-encoded grey levels, 0 black and 255 white.</summary>
    /// <param name="space">What the samples mean.</param>
    public PictureLevels In(YuvSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        var (zero, scale) = (space.LumaZero(8), 255f / space.LumaSpan(8));
        return new PictureLevels((Dark - zero) * scale, (Mean - zero) * scale);
    }
}
