using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Tests.Composite;

public sealed class CompositeMaskTests
{
    private static readonly PixelRect _rect = new(100, 200, 61, 43);

    [Fact]
    public void Coverage_sums_to_the_polygons_area()
    {
        var random = new Random(1);
        var mask = new float[_rect.Width * _rect.Height];
        for (var round = 0; round < 40; round++)
        {
            var corners = 3 + random.Next(18);
            var polygon = Enumerable.Range(0, corners).Select(k =>
            {
                var angle = -Math.Tau * k / corners;
                var radius = 4 + (random.NextDouble() * 15);
                return new Vector2((float)(130.3 + (radius * Math.Cos(angle))), (float)(221.7 + (radius * Math.Sin(angle))));
            }).ToArray();

            PolygonMask.Fill(polygon, _rect, mask);

            Assert.Equal(Area(polygon), mask.Sum(), 0.02 * Math.Sqrt(Area(polygon)));
            Assert.All(mask, value => Assert.InRange(value, 0, 1));
        }
    }

    [Fact]
    public void A_pixel_is_the_square_around_its_whole_number()
    {
        var mask = new float[_rect.Width * _rect.Height];

        PolygonMask.Fill([new(109.5f, 209.5f), new(112.75f, 209.5f), new(112.75f, 211f), new(109.5f, 211f)], _rect, mask);

        float At(int x, int y) => mask[((y - _rect.Y) * _rect.Width) + x - _rect.X];
        Assert.Equal([0, 1, 1, 1, 0.25f, 0], Enumerable.Range(109, 6).Select(x => MathF.Round(At(x, 210), 4)));
        Assert.Equal(0.5f, At(111, 211), 4);
        Assert.Equal(0, At(111, 212));
    }

    [Fact]
    public void Coverage_agrees_with_counting_many_points_in_each_pixel()
    {
        Vector2[] polygon = [new(103.2f, 205.1f), new(140.9f, 203.3f), new(155.4f, 230.2f), new(120.6f, 221.8f), new(104.7f, 238.9f)];
        var mask = new float[_rect.Width * _rect.Height];

        PolygonMask.Fill(polygon, _rect, mask);

        for (var i = 0; i < mask.Length; i++)
        {
            Assert.Equal(Counted(polygon, _rect.X + (i % _rect.Width), _rect.Y + (i / _rect.Width)), mask[i], 0.03);
        }
    }

    [Fact]
    public void Parts_outside_the_rectangle_do_not_disturb_what_is_inside()
    {
        Vector2[] polygon = [new(60, 150), new(300, 190), new(290, 260), new(130.5f, 220.25f), new(40, 300)];
        var all = new float[300 * 200];
        var big = new PixelRect(20, 120, 300, 200);
        var mask = new float[_rect.Width * _rect.Height];

        PolygonMask.Fill(polygon, big, all);
        PolygonMask.Fill(polygon, _rect, mask);

        for (var i = 0; i < mask.Length; i++)
        {
            var at = (((i / _rect.Width) + _rect.Y - big.Y) * big.Width) + (i % _rect.Width) + _rect.X - big.X;
            Assert.Equal(all[at], mask[i], 1e-3);
        }
    }

    [Fact]
    public void Either_winding_and_both_lobes_of_a_crossing_count()
    {
        Vector2[] crossing = [new(110, 210), new(130, 220), new(130, 210), new(110, 220)];
        var forth = new float[_rect.Width * _rect.Height];
        var back = new float[forth.Length];

        PolygonMask.Fill(crossing, _rect, forth);
        PolygonMask.Fill(crossing.Reverse().ToArray(), _rect, back);

        Assert.Equal(100, forth.Sum(), 1.0);
        Assert.True(CompositePictures.Farthest(forth, back) < 1e-4);
    }

    private static double Area(Vector2[] polygon) => 0.5 * Math.Abs(
        polygon.Select((a, k) => (a, b: polygon[(k + 1) % polygon.Length])).Sum(e => (e.a.X * (double)e.b.Y) - (e.b.X * (double)e.a.Y)));

    private static double Counted(Vector2[] polygon, int x, int y)
    {
        const int side = 16;
        var inside = 0;
        for (var k = 0; k < side * side; k++)
        {
            var px = x - 0.5 + (((k % side) + 0.5) / side);
            var py = y - 0.5 + (((k / side) + 0.5) / side);
            var odd = false;
            for (var e = 0; e < polygon.Length; e++)
            {
                var (a, b) = (polygon[e], polygon[(e + 1) % polygon.Length]);
                if (a.Y > py != b.Y > py && px < a.X + ((py - a.Y) / (b.Y - a.Y) * (b.X - a.X)))
                {
                    odd = !odd;
                }
            }

            inside += odd ? 1 : 0;
        }

        return inside / (double)(side * side);
    }
}
