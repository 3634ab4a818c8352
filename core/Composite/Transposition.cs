using System.Runtime.Intrinsics;

namespace HeyGem.Core.Composite;

/// <summary>Turns a plane over its diagonal, in blocks that stay in cache.</summary>
internal static class Transposition
{
    /// <summary>
    /// Writes column x of <paramref name="source"/> (width x height) to row x of <paramref name="target"/> (height x width).
    /// </summary>
    public static void Apply(ReadOnlySpan<float> source, Span<float> target, int width, int height)
    {
        var y = 0;
        for (; y <= height - 4; y += 4)
        {
            var x = 0;
            for (; x <= width - 4; x += 4)
            {
                Turn4(source[((y * width) + x)..], target[((x * height) + y)..], width, height);
            }

            for (; x < width; x++)
            {
                for (var i = 0; i < 4; i++)
                {
                    target[(x * height) + y + i] = source[((y + i) * width) + x];
                }
            }
        }

        for (; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                target[(x * height) + y] = source[(y * width) + x];
            }
        }
    }

    private static void Turn4(ReadOnlySpan<float> source, Span<float> target, int width, int height)
    {
        var a = Vector128.Create(source).AsUInt32();
        var b = Vector128.Create(source[width..]).AsUInt32();
        var c = Vector128.Create(source[(2 * width)..]).AsUInt32();
        var d = Vector128.Create(source[(3 * width)..]).AsUInt32();
        var abLow = Vector128.WidenLower(a) | (Vector128.WidenLower(b) << 32);
        var abHigh = Vector128.WidenUpper(a) | (Vector128.WidenUpper(b) << 32);
        var cdLow = Vector128.WidenLower(c) | (Vector128.WidenLower(d) << 32);
        var cdHigh = Vector128.WidenUpper(c) | (Vector128.WidenUpper(d) << 32);
        Vector128.Create(abLow.GetElement(0), cdLow.GetElement(0)).AsSingle().CopyTo(target);
        Vector128.Create(abLow.GetElement(1), cdLow.GetElement(1)).AsSingle().CopyTo(target[height..]);
        Vector128.Create(abHigh.GetElement(0), cdHigh.GetElement(0)).AsSingle().CopyTo(target[(2 * height)..]);
        Vector128.Create(abHigh.GetElement(1), cdHigh.GetElement(1)).AsSingle().CopyTo(target[(3 * height)..]);
    }
}
