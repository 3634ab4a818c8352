using HeyGem.Core.Composite;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Tests.Composite;

public sealed class CompositeSamplerTests
{
    private static readonly PixelRect _from = new(10, 20, 40, 30);
    private static readonly PixelRect _to = new(14, 22, 23, 19);

    [Fact]
    public void A_map_that_moves_nothing_gives_the_picture_back()
    {
        var source = CompositePictures.NoiseRegion(_from, 1);
        var (x, y) = Map((column, row) => (column, row));
        var target = Empty();

        BicubicSampler.Cubic(source, x, y, default, target);

        AssertRegion(target, (plane, column, row) => At(source, plane, column, row), 1e-4);
    }

    [Fact]
    public void Cubic_equals_the_plain_sum_of_sixteen_with_edges_going_on()
    {
        var source = CompositePictures.NoiseRegion(_from, 2);
        var random = new Random(3);
        var (x, y) = Map((column, row) => (column + (random.NextDouble() * 60) - 30, row + (random.NextDouble() * 50) - 25));
        var target = Empty();

        BicubicSampler.Cubic(source, x, y, default, target);

        AssertRegion(target, (plane, column, row) =>
        {
            var i = ((row - _to.Y) * _to.Width) + column - _to.X;
            return Plain(source, plane, x[i], y[i]);
        }, 0.01);
    }

    [Fact]
    public void A_list_of_places_reads_the_same_as_a_map()
    {
        var source = CompositePictures.NoiseRegion(_from, 2);
        var (x, y) = Map((column, row) => (column + 0.31, row * 1.02));
        var target = Empty();
        var (r, g, b) = (new float[x.Length], new float[x.Length], new float[x.Length]);

        BicubicSampler.Cubic(source, x, y, default, target);
        BicubicSampler.CubicList(source, x, y, r, g, b);

        Assert.Equal(target.R.ToArray(), r);
        Assert.Equal(target.G.ToArray(), g);
        Assert.Equal(target.B.ToArray(), b);
    }

    [Fact]
    public void Linear_interpolates_a_ramp_exactly_and_repeats_the_edge()
    {
        var source = CompositePictures.Region(_from, (plane, x, y) => (2 * x) + (3 * y) + plane);
        var (x, y) = Map((column, row) => (column + 0.25, row + 15.5));
        var target = Empty();

        BicubicSampler.Linear(source, x, y, default, target);

        AssertRegion(target, (plane, column, row) => (2 * (column + 0.25)) + (3 * Math.Min(row + 15.5, _from.Bottom - 1)) + plane, 1e-3);
    }

    [Fact]
    public void Only_selected_pixels_are_written()
    {
        var source = CompositePictures.NoiseRegion(_from, 4);
        var (x, y) = Map((column, row) => (column + 0.5, row + 0.5));
        var select = Enumerable.Range(0, x.Length).Select(i => i % 3 == 0 ? 0.5f : 0f).ToArray();
        var target = CompositePictures.Region(_to, (_, _, _) => -9);

        BicubicSampler.Cubic(source, x, y, select, target);

        for (var i = 0; i < x.Length; i++)
        {
            Assert.Equal(i % 3 != 0, target.G[i] == -9);
        }
    }

    [Fact]
    public void Where_the_map_hardly_moves_the_very_samples_are_copied()
    {
        var source = CompositePictures.NoiseRegion(_from, 5);
        var (x, y) = Map((column, row) => (column + (column < 20 ? 0.015 : 0.4), row - 0.01));
        var target = Empty();

        var moved = BicubicSampler.CubicWhereMoved(source, x, y, 0.02f, target);

        Assert.Equal((_to.Right - 20) * _to.Height, moved);
        for (var i = 0; i < x.Length; i++)
        {
            var column = _to.X + (i % _to.Width);
            var row = _to.Y + (i / _to.Width);
            Assert.Equal(column < 20, target.R[i] == At(source, 0, column, row));
        }
    }

    private static RgbRegion Empty() => CompositePictures.Region(_to, (_, _, _) => 0);

    private static (float[] X, float[] Y) Map(Func<int, int, (double X, double Y)> place)
    {
        var places = Enumerable.Range(0, _to.Width * _to.Height).Select(i => place(_to.X + (i % _to.Width), _to.Y + (i / _to.Width)))
            .ToArray();
        return (places.Select(p => (float)p.X).ToArray(), places.Select(p => (float)p.Y).ToArray());
    }

    private static float At(RgbRegion region, int plane, int column, int row) =>
        region.Plane(plane)[((row - region.Rect.Y) * region.Rect.Width) + column - region.Rect.X];

    private static void AssertRegion(RgbRegion region, Func<int, int, int, double> expected, double tolerance)
    {
        for (var plane = 0; plane < 3; plane++)
        {
            for (var i = 0; i < region.Count; i++)
            {
                var value = expected(plane, region.Rect.X + (i % region.Rect.Width), region.Rect.Y + (i / region.Rect.Width));
                Assert.Equal(value, region.Plane(plane)[i], tolerance);
            }
        }
    }

    private static double Plain(RgbRegion source, int plane, double x, double y)
    {
        var rect = source.Rect;
        x = Math.Clamp(x - rect.X, 0, rect.Width - 1);
        y = Math.Clamp(y - rect.Y, 0, rect.Height - 1);
        double sum = 0;
        for (var j = -1; j <= 2; j++)
        {
            for (var i = -1; i <= 2; i++)
            {
                var column = Math.Clamp((int)x + i, 0, rect.Width - 1);
                var row = Math.Clamp((int)y + j, 0, rect.Height - 1);
                sum += Weight(x - (int)x - i) * Weight(y - (int)y - j) * source.Plane(plane)[(row * rect.Width) + column];
            }
        }

        return sum;
    }

    private static double Weight(double distance)
    {
        var d = Math.Abs(distance);
        return d < 1 ? (1.5 * d * d * d) - (2.5 * d * d) + 1 : d < 2 ? (-0.5 * d * d * d) + (2.5 * d * d) - (4 * d) + 2 : 0;
    }
}
