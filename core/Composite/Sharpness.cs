using System.Runtime.Intrinsics;

namespace HeyGem.Core.Composite;

/// <summary>
/// How crisp a picture is: the mean size of its Laplacian, in grey levels. Only ratios between like pictures mean something.
/// </summary>
internal static class Sharpness
{
    /// <summary>Luma (BT.601 weights) of a region, 0..255.</summary>
    /// <param name="region">Read.</param>
    /// <param name="luma">The region's pixels, row-major; overwritten.</param>
    public static void Luma(RgbRegion region, Span<float> luma)
    {
        ReadOnlySpan<float> r = region.R, g = region.G, b = region.B;
        var target = luma[..r.Length];
        var i = 0;
        for (; i <= r.Length - 8; i += 8)
        {
            var value = (Vector256.Create(r.Slice(i, 8)) * 0.299f) + (Vector256.Create(g.Slice(i, 8)) * 0.587f) +
                (Vector256.Create(b.Slice(i, 8)) * 0.114f);
            value.CopyTo(target.Slice(i, 8));
        }

        for (; i < r.Length; i++)
        {
            target[i] = (r[i] * 0.299f) + (g[i] * 0.587f) + (b[i] * 0.114f);
        }
    }

    /// <summary>Weighted mean of |left + right + above + below - 4 middle| over a plane's inner pixels.</summary>
    /// <param name="luma">Row-major, <paramref name="width"/> x <paramref name="height"/>.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="weights">One weight a pixel, at least 0, or empty for 1 everywhere.</param>
    /// <returns>0 where nothing has weight.</returns>
    public static float MeanLaplacian(ReadOnlySpan<float> luma, int width, int height, ReadOnlySpan<float> weights)
    {
        double total = 0;
        double weight = 0;
        for (var y = 1; y < height - 1; y++)
        {
            var at = y * width;
            var sums = Row(luma.Slice(at - width, 3 * width), width, weights.IsEmpty ? weights : weights.Slice(at, width));
            total += sums.Total;
            weight += sums.Weight;
        }

        return weight > 0 ? (float)(total / weight) : 0;
    }

    private static (float Total, float Weight) Row(ReadOnlySpan<float> rows, int width, ReadOnlySpan<float> weights)
    {
        var above = rows[..width];
        var middle = rows.Slice(width, width);
        var below = rows[(2 * width)..];
        var total = Vector256<float>.Zero;
        var weight = Vector256<float>.Zero;
        var x = 1;
        for (; x <= width - 9; x += 8)
        {
            var around = Vector256.Create(middle.Slice(x - 1, 8)) + Vector256.Create(middle.Slice(x + 1, 8))
                + Vector256.Create(above.Slice(x, 8)) + Vector256.Create(below.Slice(x, 8));
            var size = Vector256.Abs(around - (Vector256.Create(middle.Slice(x, 8)) * 4f));
            var w = weights.IsEmpty ? Vector256<float>.One : Vector256.Create(weights.Slice(x, 8));
            total = Vector256.FusedMultiplyAdd(size, w, total);
            weight += w;
        }

        var sum = Vector256.Sum(total);
        var sumOfWeights = Vector256.Sum(weight);
        for (; x < width - 1; x++)
        {
            var w = weights.IsEmpty ? 1 : weights[x];
            sum += w * MathF.Abs(middle[x - 1] + middle[x + 1] + above[x] + below[x] - (4 * middle[x]));
            sumOfWeights += w;
        }

        return (sum, sumOfWeights);
    }
}
