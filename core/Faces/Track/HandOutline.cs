using System.Numerics;
using HeyGem.Core.Faces.Covers;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Track;

/// <summary>
/// Fills a hand's outline on the cells of a <see cref="CoverGrid"/>: the palm, and a round-ended bar along every bone, as wide as flesh is
/// around it. Lengths are hand centimetres, measured on the hand itself.
/// </summary>
internal static class HandOutline
{
    private const float PalmWidth = 6.3f;
    private const float PalmLength = 9.2f;
    private const float FirstBone = 4.4f;

    /// <summary>A pixel too many is not seen, one too few is.</summary>
    private const float Spare = 1.1f;

    private static readonly Bone[] _bones =
    [
        new(0, 1, 1.9f), new(1, 2, 1.4f), new(2, 3, 1.15f), new(3, 4, 1.05f),
        new(5, 6, 1.0f), new(6, 7, 0.9f), new(7, 8, 0.85f),
        new(9, 10, 1.0f), new(10, 11, 0.9f), new(11, 12, 0.85f),
        new(13, 14, 1.0f), new(14, 15, 0.9f), new(15, 16, 0.85f),
        new(17, 18, 0.95f), new(18, 19, 0.8f), new(19, 20, 0.75f),
        new(2, 5, 1.0f), new(5, 9, 1.1f), new(9, 13, 1.1f), new(13, 17, 1.1f), new(0, 17, 1.6f), new(0, 5, 1.3f),
    ];

    /// <summary>Corners of the palm's triangles.</summary>
    private static readonly (int A, int B, int C)[] _palm = [(0, 1, 5), (1, 2, 5), (0, 5, 9), (0, 9, 13), (0, 13, 17)];

    /// <summary>Sets the cells under a hand.</summary>
    /// <param name="points">Its 21 points, frame pixels.</param>
    /// <param name="grid">Where the cells lie.</param>
    /// <param name="mask">Receives the cells; others stay.</param>
    public static void Fill(ReadOnlySpan<Vector2> points, CoverGrid grid, CellMask mask)
    {
        Span<Vector2> cells = stackalloc Vector2[points.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = grid.ToCells(points[i]);
        }

        // A palm seen from its edge has no width, and one that points at the camera no length; then its fingers have.
        var palm = MathF.Max(Vector2.Distance(cells[5], cells[17]) / PalmWidth, Vector2.Distance(cells[0], cells[9]) / PalmLength);
        var finger = MathF.Max(Vector2.Distance(cells[5], cells[6]), Vector2.Distance(cells[9], cells[10])) / FirstBone;
        var centimetre = Spare * MathF.Max(palm, finger);
        foreach (var bone in _bones)
        {
            Bar(cells[bone.From], cells[bone.To], bone.Radius * centimetre, mask);
        }

        foreach (var (a, b, c) in _palm)
        {
            Triangle(cells[a], cells[b], cells[c], mask);
        }
    }

    private static void Bar(Vector2 a, Vector2 b, float radius, CellMask mask)
    {
        var along = b - a;
        var square = MathF.Max(along.LengthSquared(), 1e-6f);
        var box = Within(Vector2.Min(a, b) - new Vector2(radius), Vector2.Max(a, b) + new Vector2(radius));
        for (var row = box.Y; row < box.Bottom; row++)
        {
            for (var column = box.X; column < box.Right; column++)
            {
                var place = new Vector2(column, row);
                var nearest = a + (Math.Clamp(Vector2.Dot(place - a, along) / square, 0, 1) * along);
                if (Vector2.DistanceSquared(place, nearest) <= radius * radius)
                {
                    mask[(row * CoverGrid.Side) + column] = true;
                }
            }
        }
    }

    private static void Triangle(Vector2 a, Vector2 b, Vector2 c, CellMask mask)
    {
        var box = Within(Vector2.Min(a, Vector2.Min(b, c)), Vector2.Max(a, Vector2.Max(b, c)));
        for (var row = box.Y; row < box.Bottom; row++)
        {
            for (var column = box.X; column < box.Right; column++)
            {
                var place = new Vector2(column, row);
                var (x, y, z) = (Cross(b - a, place - a), Cross(c - b, place - b), Cross(a - c, place - c));
                if ((x >= 0 && y >= 0 && z >= 0) || (x <= 0 && y <= 0 && z <= 0))
                {
                    mask[(row * CoverGrid.Side) + column] = true;
                }
            }
        }
    }

    private static float Cross(Vector2 a, Vector2 b) => (a.X * b.Y) - (a.Y * b.X);

    private static PixelRect Within(Vector2 low, Vector2 high)
    {
        var (left, top) = (Whole(low.X), Whole(low.Y));
        return new PixelRect(left, top, Whole(high.X + 1) - left + 1, Whole(high.Y + 1) - top + 1);
    }

    private static int Whole(float value) => (int)Math.Clamp(value, 0, CoverGrid.Side - 1);

    private readonly record struct Bone(int From, int To, float Radius);
}
