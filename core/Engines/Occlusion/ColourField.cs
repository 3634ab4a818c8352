using System.Numerics;
using HeyGem.Core.Composite;

namespace HeyGem.Core.Engines.Occlusion;

/// <summary>The weighted mean colour around every pixel: near by where there is weight, else from farther away. Owns its buffers.</summary>
internal sealed class ColourField
{
    private const float Far = 5;
    private const float Enough = 0.05f;

    private readonly GaussianBlur _blur = new();
    private readonly RgbRegion _sum = new();
    private float[] _weight = [];
    private float[] _product = [];
    private float[] _blurred = [];

    /// <summary>The mean colour at a pixel of the region.</summary>
    public Vector3 At(int pixel) => new(_sum.R[pixel], _sum.G[pixel], _sum.B[pixel]);

    /// <summary>Measures a region.</summary>
    /// <param name="region">The colours.</param>
    /// <param name="weight">How much each pixel counts, 0..1.</param>
    /// <param name="sigma">Width of the neighbourhood, pixels.</param>
    public void Measure(RgbRegion region, ReadOnlySpan<float> weight, float sigma)
    {
        var count = region.Count;
        _sum.Resize(region.Rect);
        if (_weight.Length < count)
        {
            _weight = new float[BufferSize.Grow(count, _weight.Length)];
            _product = new float[_weight.Length];
            _blurred = new float[_weight.Length];
        }

        for (var plane = 0; plane < 3; plane++)
        {
            var mean = Mean(region.Plane(plane), weight);
            _sum.Plane(plane).Fill(mean);
        }

        Add(region, weight, Far * sigma);
        Add(region, weight, sigma);
    }

    private static float Mean(ReadOnlySpan<float> values, ReadOnlySpan<float> weight)
    {
        double sum = 0, total = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i] * weight[i];
            total += weight[i];
        }

        return total > 0 ? (float)(sum / total) : 0;
    }

    /// <summary>Lays the mean over a neighbourhood over what is known, as far as the neighbourhood has weight.</summary>
    private void Add(RgbRegion region, ReadOnlySpan<float> weight, float sigma)
    {
        var count = region.Count;
        var (width, height) = (region.Rect.Width, region.Rect.Height);
        var total = _weight.AsSpan(0, count);
        var product = _product.AsSpan(0, count);
        var blurred = _blurred.AsSpan(0, count);
        _blur.Blur(weight, total, width, height, sigma);
        for (var plane = 0; plane < 3; plane++)
        {
            var values = region.Plane(plane);
            for (var i = 0; i < count; i++)
            {
                product[i] = values[i] * weight[i];
            }

            _blur.Blur(product, blurred, width, height, sigma);
            var sum = _sum.Plane(plane);
            for (var i = 0; i < count; i++)
            {
                var share = MathF.Min(1, total[i] / Enough);
                sum[i] += share > 0 ? share * ((blurred[i] / total[i]) - sum[i]) : 0;
            }
        }
    }
}
