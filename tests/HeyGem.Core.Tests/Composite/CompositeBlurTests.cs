using HeyGem.Core.Composite;

namespace HeyGem.Core.Tests.Composite;

public sealed class CompositeBlurTests
{
    [Theory]
    [InlineData(53, 37, 0.6f)]
    [InlineData(16, 9, 2.3f)]
    [InlineData(7, 40, 1.4f)]
    [InlineData(1, 5, 3f)]
    [InlineData(64, 64, 4.9f)]
    public void A_small_blur_equals_the_plain_sum_over_the_kernel(int width, int height, float sigma)
    {
        var source = CompositePictures.NoisePlane(width * height, 3);
        var target = new float[source.Length];

        new GaussianBlur().Blur(source, target, width, height, sigma);

        Assert.True(CompositePictures.Farthest(target, Plain(source, width, height, sigma, (int)Math.Ceiling(sigma * 3.2))) < 0.01);
    }

    [Theory]
    [InlineData(90, 70, 5.5f)]
    [InlineData(171, 140, 12.7f)]
    [InlineData(230, 260, 33f)]
    public void A_large_blur_comes_near_the_plain_sum_away_from_the_edges(int width, int height, float sigma)
    {
        var source = new float[width * height];
        for (var i = 0; i < source.Length; i++)
        {
            source[i] = i % width > width / 2.2 && i / width > height / 1.9 ? 200 : 20;
        }

        var target = new float[source.Length];

        new GaussianBlur().Blur(source, target, width, height, sigma);

        var plain = Plain(source, width, height, sigma, (int)Math.Ceiling(sigma * 5));
        var margin = (int)(3 * sigma);
        for (var y = margin; y < height - margin; y++)
        {
            for (var x = margin; x < width - margin; x++)
            {
                Assert.Equal(plain[(y * width) + x], target[(y * width) + x], 0.018 * 180);
            }
        }
    }

    [Theory]
    [InlineData(2f)]
    [InlineData(9f)]
    public void A_plane_may_be_blurred_in_place_and_an_even_one_stays_even(float sigma)
    {
        var noise = CompositePictures.NoisePlane(31 * 23, 4);
        var expected = new float[noise.Length];
        var blur = new GaussianBlur();
        blur.Blur(noise, expected, 31, 23, sigma);
        var even = Enumerable.Repeat(77f, noise.Length).ToArray();

        blur.Blur(noise, noise, 31, 23, sigma);
        blur.Blur(even, even, 31, 23, sigma);

        Assert.Equal(expected, noise);
        Assert.All(even, value => Assert.Equal(77f, value, 1e-3));
    }

    [Fact]
    public void The_gain_for_a_mix_restores_the_spread_of_independent_grain()
    {
        var a = CompositePictures.NoiseRegion(new(0, 0, 128, 128), 1);
        var b = CompositePictures.NoiseRegion(new(0, 0, 128, 128), 2);
        var mix = CompositePictures.Region(a.Rect, (plane, x, y) => 0.5 * (a.Plane(plane)[(y * 128) + x] + b.Plane(plane)[(y * 128) + x]));
        var gain = DetailGain.For([0.5f, 0.5f]);

        new DetailGain().Apply(mix, gain, 3);

        Assert.Equal(Math.Sqrt(2), gain, 3);
        Assert.Equal(1, Spread(mix.G) / Spread(a.G), 0.03);
    }

    [Fact]
    public void The_membrane_moves_a_patch_to_the_colour_of_its_surroundings_and_keeps_its_detail()
    {
        var rect = new Frames.PixelRect(40, 60, 120, 90);
        double Detail(int x, int y) => 5 * Math.Sin(x * 1.3) * Math.Cos(y * 1.1);
        var under = CompositePictures.Region(rect, (plane, x, y) => 140 + (plane * 10) + Detail(x, y));
        var patch = CompositePictures.Region(rect, (plane, x, y) => 125 + (plane * 16) + Detail(x, y));
        var alpha = new float[patch.Count];
        for (var i = 0; i < alpha.Length; i++)
        {
            var away = Math.Max(Math.Abs((i % 120) - 60) / 60.0, Math.Abs((i / 120) - 45) / 45.0);
            alpha[i] = (float)Math.Clamp((1 - away) * 4, 0, 1);
        }

        new SeamColourMatch().Match(under, patch, alpha, 150);

        for (var plane = 0; plane < 3; plane++)
        {
            for (var i = 0; i < alpha.Length; i++)
            {
                var wanted = alpha[i] > 0 ? under.Plane(plane)[i] : 125 + (plane * 16) + Detail(40 + (i % 120), 60 + (i / 120));
                Assert.Equal(wanted, patch.Plane(plane)[i], 0.6);
            }
        }
    }

    [Fact]
    public void The_laplacian_is_the_plain_weighted_mean()
    {
        const int width = 45;
        const int height = 31;
        var luma = CompositePictures.NoisePlane(width * height, 9);
        var weights = CompositePictures.NoisePlane(width * height, 10);
        double total = 0, weight = 0, even = 0;
        for (var y = 1; y < height - 1; y++)
        {
            for (var x = 1; x < width - 1; x++)
            {
                var i = (y * width) + x;
                var size = Math.Abs(luma[i - 1] + luma[i + 1] + luma[i - width] + luma[i + width] - (4 * luma[i]));
                total += size * weights[i];
                weight += weights[i];
                even += size / ((width - 2.0) * (height - 2));
            }
        }

        Assert.Equal(total / weight, Sharpness.MeanLaplacian(luma, width, height, weights), 0.01);
        Assert.Equal(even, Sharpness.MeanLaplacian(luma, width, height, default), 0.01);
    }

    private static double Spread(ReadOnlySpan<float> values)
    {
        var list = values.ToArray();
        var mean = list.Average();
        return Math.Sqrt(list.Average(v => (v - mean) * (v - mean)));
    }

    private static float[] Plain(float[] source, int width, int height, double sigma, int radius)
    {
        var taps = Enumerable.Range(-radius, (2 * radius) + 1).Select(k => Math.Exp(-0.5 * k * k / (sigma * sigma))).ToArray();
        var total = taps.Sum();
        var rows = new double[source.Length];
        var result = new float[source.Length];
        for (var i = 0; i < source.Length; i++)
        {
            for (var k = -radius; k <= radius; k++)
            {
                rows[i] += taps[k + radius] / total * source[(i / width * width) + Math.Clamp((i % width) + k, 0, width - 1)];
            }
        }

        for (var i = 0; i < source.Length; i++)
        {
            double sum = 0;
            for (var k = -radius; k <= radius; k++)
            {
                sum += taps[k + radius] / total * rows[(Math.Clamp((i / width) + k, 0, height - 1) * width) + (i % width)];
            }

            result[i] = (float)sum;
        }

        return result;
    }
}
