using System.Numerics;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Composite;

/// <summary>
/// Exact area coverage of a polygon: each pixel gets the share of its square that the polygon covers. A pixel's centre lies at
/// whole numbers, its square reaches half a pixel to each side.
/// </summary>
internal static class PolygonMask
{
    /// <summary>
    /// Fills <paramref name="mask"/> with coverage 0..1. Either winding is fine; where an outline crosses itself (lips that shut)
    /// both lobes count. Cost grows with the rectangle's area plus the outline's length.
    /// </summary>
    /// <param name="polygon">Corners in frame space, at least 3 for any coverage; closed by itself.</param>
    /// <param name="rect">The rectangle that the mask stands for, in frame space.</param>
    /// <param name="mask">Row-major, one value for each pixel of the rectangle; overwritten.</param>
    public static void Fill(ReadOnlySpan<Vector2> polygon, PixelRect rect, Span<float> mask)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(mask.Length, rect.Width * rect.Height);
        mask.Clear();
        if (rect.IsEmpty || polygon.Length < 3)
        {
            return;
        }

        var origin = new Vector2(rect.X - 0.5f, rect.Y - 0.5f);
        var from = polygon[^1] - origin;
        foreach (var corner in polygon)
        {
            var to = corner - origin;
            AddEdge(from, to, rect.Width, rect.Height, mask);
            from = to;
        }

        for (var row = 0; row < rect.Height; row++)
        {
            var sum = 0f;
            foreach (ref var value in mask.Slice(row * rect.Width, rect.Width))
            {
                sum += value;
                var coverage = MathF.Min(1, MathF.Abs(sum));
                value = coverage < 1e-5f ? 0 : coverage;
            }
        }
    }

    /// <summary>Adds the edge's signed coverage change; a running sum along each row then gives the coverage.</summary>
    private static void AddEdge(Vector2 from, Vector2 to, int width, int height, Span<float> mask)
    {
        if (from.Y == to.Y)
        {
            return;
        }

        var sign = 1f;
        if (from.Y > to.Y)
        {
            (from, to, sign) = (to, from, -1f);
        }

        var slope = (to.X - from.X) / (to.Y - from.Y);
        var first = (int)MathF.Floor(MathF.Max(0, from.Y));
        var last = Math.Min(height - 1, (int)MathF.Floor(to.Y));
        for (var row = first; row <= last; row++)
        {
            var top = MathF.Max(from.Y, row);
            var bottom = MathF.Min(to.Y, row + 1);
            if (bottom > top)
            {
                var x0 = from.X + ((top - from.Y) * slope);
                var x1 = from.X + ((bottom - from.Y) * slope);
                AddSpan(MathF.Min(x0, x1), MathF.Max(x0, x1), sign * (bottom - top), mask.Slice(row * width, width));
            }
        }
    }

    /// <summary>
    /// One edge within one row: it runs evenly from x0 to x1 and carries <paramref name="amount"/> of the row's height. A pixel right
    /// of it is covered by all of that, one that it crosses by the mean of the share to its left.
    /// </summary>
    private static void AddSpan(float x0, float x1, float amount, Span<float> row)
    {
        var first = Math.Max(0, (int)MathF.Floor(x0));
        var last = Math.Min(row.Length - 1, Math.Max(0, (int)MathF.Floor(x1) + 1));
        var before = 0f;
        var left = Integral(first, x0, x1);
        for (var x = first; x <= last; x++)
        {
            var right = Integral(x + 1, x0, x1);
            var coverage = amount * (right - left);
            row[x] += coverage - before;
            before = coverage;
            left = right;
        }
    }

    /// <summary>The integral up to x of the edge's share that lies left of a point.</summary>
    private static float Integral(float x, float x0, float x1)
    {
        if (x <= x0)
        {
            return 0;
        }

        return x >= x1 ? x - ((x0 + x1) * 0.5f) : (x - x0) * (x - x0) / (2 * (x1 - x0));
    }
}
