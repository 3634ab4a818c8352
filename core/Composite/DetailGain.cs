using System.Runtime.Intrinsics;

namespace HeyGem.Core.Composite;

/// <summary>
/// Gives a mix of several pictures back the fine texture that averaging took: detail that differs between them shrinks
/// by the root of the summed squares of the weights. Owns its buffers: one object a thread.
/// </summary>
internal sealed class DetailGain
{
    private readonly GaussianBlur _blur = new();
    private float[] _smooth = [];

    /// <summary>The gain that makes up for mixing with these weights (which sum to 1): at least 1.</summary>
    public static float For(ReadOnlySpan<float> weights)
    {
        var squares = 0f;
        foreach (var weight in weights)
        {
            squares += weight * weight;
        }

        return squares > 0 ? MathF.Max(1, 1 / MathF.Sqrt(squares)) : 1;
    }

    /// <summary>x += (gain - 1) (x - Gauss(x)) on all three planes; gain 1 leaves the region as it is.</summary>
    /// <param name="region">Changed in place.</param>
    /// <param name="gain">What <see cref="For"/> says.</param>
    /// <param name="sigma">Detail finer than this many pixels is lifted.</param>
    public void Apply(RgbRegion region, float gain, float sigma)
    {
        if (gain == 1 || region.Rect.IsEmpty)
        {
            return;
        }

        if (_smooth.Length < region.Count)
        {
            _smooth = new float[BufferSize.Grow(region.Count, _smooth.Length)];
        }

        var smooth = _smooth.AsSpan(0, region.Count);
        for (var plane = 0; plane < 3; plane++)
        {
            var values = region.Plane(plane);
            _blur.Blur(values, smooth, region.Rect.Width, region.Rect.Height, sigma);
            Lift(values, smooth, gain - 1);
        }
    }

    private static void Lift(Span<float> values, ReadOnlySpan<float> smooth, float share)
    {
        var i = 0;
        for (; i <= values.Length - 8; i += 8)
        {
            var x = Vector256.Create<float>(values.Slice(i, 8));
            Vector256.FusedMultiplyAdd(x - Vector256.Create(smooth.Slice(i, 8)), Vector256.Create(share), x).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            values[i] += share * (values[i] - smooth[i]);
        }
    }
}
