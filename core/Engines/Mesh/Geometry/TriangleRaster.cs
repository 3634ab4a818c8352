using System.Numerics;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Mesh.Geometry;

/// <summary>
/// Fills triangles with two values interpolated linearly from their corners. A pixel belongs to a triangle when its centre (whole
/// numbers) is inside; a shared edge belongs to one side only. Triangles that show their back are left out.
/// </summary>
internal static class TriangleRaster
{
    /// <summary>Draws triangles in order, later ones over earlier ones.</summary>
    /// <param name="triangles">Three vertex numbers each.</param>
    /// <param name="at">Vertex positions, frame pixels.</param>
    /// <param name="values">The two values of each vertex.</param>
    /// <param name="rect">The pixels that exist; both maps are row-major of this size.</param>
    /// <param name="first">Receives the first value.</param>
    /// <param name="second">Receives the second value.</param>
    public static void Fill(
        ReadOnlySpan<short> triangles, ReadOnlySpan<Vector2> at, ReadOnlySpan<Vector2> values, PixelRect rect, Span<float> first,
            Span<float> second)
    {
        for (var t = 0; t + 2 < triangles.Length; t += 3)
        {
            int i = triangles[t], j = triangles[t + 1], k = triangles[t + 2];
            var (a, b, c) = (at[i], at[j], at[k]);
            var area = ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
            if (area < 1e-3f)
            {
                continue;
            }

            var dj = (values[j] - values[i]) / area;
            var dk = (values[k] - values[i]) / area;
            var perX = (dj * (c.Y - a.Y)) - (dk * (b.Y - a.Y));
            var perY = (dk * (b.X - a.X)) - (dj * (c.X - a.X));
            FillOne(a, b, c, values[i] - (perX * a.X) - (perY * a.Y), perX, perY, rect, first, second);
        }
    }

    private static void FillOne(
        Vector2 a, Vector2 b, Vector2 c, Vector2 origin, Vector2 perX, Vector2 perY, PixelRect rect, Span<float> first, Span<float> second)
    {
        (a, b) = b.Y < a.Y ? (b, a) : (a, b);
        (b, c) = c.Y < b.Y ? (c, b) : (b, c);
        (a, b) = b.Y < a.Y ? (b, a) : (a, b);
        var top = Math.Max((int)MathF.Ceiling(a.Y), rect.Y);
        var bottom = Math.Min((int)MathF.Ceiling(c.Y), rect.Bottom);
        for (var y = top; y < bottom; y++)
        {
            var lng = a.X + ((c.X - a.X) * (y - a.Y) / (c.Y - a.Y));
            var brk = y < b.Y ? a.X + ((b.X - a.X) * (y - a.Y) / (b.Y - a.Y)) : b.X + ((c.X - b.X) * (y - b.Y) / (c.Y - b.Y));
            var left = Math.Max((int)MathF.Ceiling(MathF.Min(lng, brk)), rect.X);
            var right = Math.Min((int)MathF.Ceiling(MathF.Max(lng, brk)), rect.Right);
            if (left >= right)
            {
                continue;
            }

            var row = ((y - rect.Y) * rect.Width) + (left - rect.X);
            var start = origin + (perY * y) + (perX * left);
            var spanA = first.Slice(row, right - left);
            var spanB = second.Slice(row, right - left);
            for (var x = 0; x < spanA.Length; x++)
            {
                spanA[x] = start.X + (perX.X * x);
                spanB[x] = start.Y + (perX.Y * x);
            }
        }
    }
}
