using System.Runtime.CompilerServices;
using HeyGem.Core.Composite;
using HeyGem.Core.Frames;

namespace HeyGem.Benchmarks.Drawing;

/// <summary>The drawing kernels as one would write them first: one pixel after the other, compiled
/// with full optimisation from the first call. The mark that the fast ones are held against.</summary>
internal static class PlainKernels
{
    /// <summary>8-bit 4:2:0, left siting, limited range, to R'G'B'.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(Frame frame, YuvSpace space, PixelRect rect, RgbRegion region)
    {
        region.Resize(rect);
        ReadOnlySpan<byte> luma = frame.Plane(0), blue = frame.Plane(1), red = frame.Plane(2);
        Span<float> reds = region.R, greens = region.G, blues = region.B;
        var columns = frame.Layout.PlaneWidth(1, frame.Width);
        var rows = frame.Layout.PlaneHeight(1, frame.Height);
        for (var y = rect.Y; y < rect.Bottom; y++)
        {
            for (var x = rect.X; x < rect.Right; x++)
            {
                var l = (luma[(y * frame.Width) + x] - 16) * 255f / 219;
                var cb = Chroma(blue, x, y, columns, rows) * 255 / 224;
                var cr = Chroma(red, x, y, columns, rows) * 255 / 224;
                var at = ((y - rect.Y) * rect.Width) + x - rect.X;
                var r = l + (2 * (1 - space.Kr) * cr);
                var b = l + (2 * (1 - space.Kb) * cb);
                reds[at] = r;
                greens[at] = (l - (space.Kr * r) - (space.Kb * b)) / space.Kg;
                blues[at] = b;
            }
        }
    }

    /// <summary>Catmull-Rom at mapped places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Cubic(RgbRegion source, float[] mapX, float[] mapY, RgbRegion target)
    {
        var rect = source.Rect;
        for (var n = 0; n < mapX.Length; n++)
        {
            var x = Math.Clamp(mapX[n] - rect.X, 0, rect.Width - 1);
            var y = Math.Clamp(mapY[n] - rect.Y, 0, rect.Height - 1);
            for (var plane = 0; plane < 3; plane++)
            {
                var samples = source.Plane(plane);
                var sum = 0f;
                for (var j = -1; j <= 2; j++)
                {
                    var line = Math.Clamp((int)y + j, 0, rect.Height - 1) * rect.Width;
                    for (var i = -1; i <= 2; i++)
                    {
                        sum += Weight(x - (int)x - i) * Weight(y - (int)y - j) * samples[line + Math.Clamp((int)x + i, 0, rect.Width - 1)];
                    }
                }

                target.Plane(plane)[n] = sum;
            }
        }
    }

    /// <summary>Separable Gaussian with its kernel to 3.2 sigma.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Blur(float[] source, float[] target, int width, int height, float sigma)
    {
        var radius = (int)MathF.Ceiling(3.2f * sigma);
        var taps = Enumerable.Range(-radius, (2 * radius) + 1).Select(k => MathF.Exp(-0.5f * k * k / (sigma * sigma))).ToArray();
        var total = taps.Sum();
        var rows = new float[source.Length];
        for (var i = 0; i < source.Length; i++)
        {
            for (var k = -radius; k <= radius; k++)
            {
                rows[i] += taps[k + radius] / total * source[(i / width * width) + Math.Clamp((i % width) + k, 0, width - 1)];
            }
        }

        for (var i = 0; i < source.Length; i++)
        {
            target[i] = 0;
            for (var k = -radius; k <= radius; k++)
            {
                target[i] += taps[k + radius] / total * rows[(Math.Clamp((i / width) + k, 0, height - 1) * width) + (i % width)];
            }
        }
    }

    private static float Chroma(ReadOnlySpan<byte> plane, int x, int y, int columns, int rows)
    {
        var cx = x / 2f;
        var cy = (y - 0.5f) / 2;
        var left = (int)MathF.Floor(cx);
        var top = (int)MathF.Floor(cy);
        var sum = 0f;
        for (var k = 0; k < 4; k++)
        {
            var column = left + (k & 1);
            var row = top + (k >> 1);
            var weight = (1 - MathF.Abs(cx - column)) * (1 - MathF.Abs(cy - row));
            sum += weight * plane[(Math.Clamp(row, 0, rows - 1) * columns) + Math.Clamp(column, 0, columns - 1)];
        }

        return sum - 128;
    }

    private static float Weight(float distance)
    {
        var d = MathF.Abs(distance);
        return d < 1 ? (1.5f * d * d * d) - (2.5f * d * d) + 1 : d < 2 ? (-0.5f * d * d * d) + (2.5f * d * d) - (4 * d) + 2 : 0;
    }
}
