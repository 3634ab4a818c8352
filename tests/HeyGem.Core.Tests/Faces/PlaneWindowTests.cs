using System.Numerics;
using System.Runtime.InteropServices;
using HeyGem.Core.Faces.Detect;

namespace HeyGem.Core.Tests.Faces;

public sealed class PlaneWindowTests
{
    private const int Width = 61;
    private const int Height = 47;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 4)]
    [InlineData(5, 3)]
    public void A_window_holds_the_means_of_blocks(int blockX, int blockY)
    {
        foreach (var wide in (bool[])[false, true])
        {
            var plane = Plane(7, wide);
            var window = Window(plane, wide, new Vector2(9, 8), new Vector2(50, 40), blockX, blockY);

            for (var y = 0; y < 6; y++)
            {
                for (var x = 0; x < 6; x++)
                {
                    var sum = 0u;
                    for (var k = 0; k < blockX * blockY; k++)
                    {
                        var at = ((8 - blockY + (y * blockY) + (k / blockX)) * Width) + 9 - blockX + (x * blockX) + (k % blockX);
                        sum += wide ? MemoryMarshal.Cast<byte, ushort>(plane)[at] : plane[at];
                    }

                    Assert.Equal(sum * (1f / (blockX * blockY)), window.Sample(x, y));
                }
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-9, -4)]
    [InlineData(30, 33)]
    public void A_line_is_read_as_its_places_are(int x, int y)
    {
        var window = Window(Plane(1), wide: false, new Vector2(4, 5), new Vector2(58, 44), 1, 1);
        var other = Window(Plane(2), wide: false, new Vector2(4, 5), new Vector2(58, 44), 1, 1);
        var (at, step) = (new Vector2(x + 0.37f, y + 0.81f), new Vector2(1.07f, 0.23f));
        var (line, first, second, all) = (new float[51], new float[51], new float[51], new float[51]);

        window.SampleLine(at, step, line);
        window.SampleLine(at, step, first, other, second);
        window.SampleAll(Places(i => at.X + (i * step.X)), Places(i => at.Y + (i * step.Y)), all);

        Assert.Equal(Places(i => window.Sample(at.X + (i * step.X), at.Y + (i * step.Y))), line);
        Assert.Equal(line, first);
        Assert.Equal(line, all);
        Assert.Equal(Places(i => other.Sample(at.X + (i * step.X), at.Y + (i * step.Y))), second);
    }

    [Fact]
    public void The_last_sample_of_all_is_read_alone()
    {
        var window = Window(Plane(3), wide: false, Vector2.Zero, new Vector2(Width, Height), 1, 1);
        var line = new float[8];

        window.SampleLine(new Vector2(Width - 4, Height - 1), Vector2.UnitX, line);

        Assert.Equal([.. Enumerable.Range(-4, 8).Select(i => window.Sample(Width + Math.Min(i, -1), Height - 1))], line);
    }

    private static float[] Places(Func<int, float> value) => [.. Enumerable.Range(0, 51).Select(value)];

    private static PlaneWindow Window(byte[] plane, bool wide, Vector2 low, Vector2 high, int blockX, int blockY)
    {
        var window = new PlaneWindow();
        window.Load(plane, wide, Width, Height, low, high, blockX, blockY);
        return window;
    }

    private static byte[] Plane(int seed, bool wide = false)
    {
        var plane = new byte[Width * Height * (wide ? 2 : 1)];
        new Random(seed).NextBytes(plane);
        return plane;
    }
}
