using System.Numerics;

namespace HeyGem.Core.Faces.Covers;

/// <summary>
/// Places of one face's skin that go with it: a square lattice over the lower face as it is in one frame, each place held by the three
/// landmarks around it, so that turns of the head, the jaw and the lips take it along. Immutable.
/// </summary>
internal sealed class FaceLattice
{
    /// <summary>Places of a side.</summary>
    public const int Side = 32;

    /// <summary>Cells of <see cref="CoverGrid"/> from one place to the next.</summary>
    public const int Step = CoverGrid.Side / Side;

    /// <summary>Places in all, row by row.</summary>
    public const int Places = Side * Side;

    /// <summary>How many <see cref="Upper"/> are.</summary>
    public const int UpperPlaces = 32;

    private const int Near = 10;

    /// <summary>Landmarks of forehead and temples, which tell the light and are seldom covered.</summary>
    public static ReadOnlySpan<int> Upper =>
    [
        10, 151, 9, 8, 67, 109, 338, 297, 69, 108, 337, 299, 104, 333, 68, 298, 66, 107, 336, 296, 71, 301, 55, 285, 193, 417, 6, 168,
        139, 368, 63, 293,
    ];

    private readonly (int A, int B, int C)[] _corners = new (int, int, int)[Places];
    private readonly Vector3[] _weights = new Vector3[Places];

    /// <summary>Lays the lattice.</summary>
    /// <param name="landmarks">468 points, frame pixels.</param>
    public FaceLattice(ReadOnlySpan<Vector3> landmarks)
    {
        var grid = CoverGrid.Of(landmarks);
        var points = new Vector2[landmarks.Length];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = grid.ToCells(new Vector2(landmarks[i].X, landmarks[i].Y));
        }

        Span<int> near = stackalloc int[Near];
        for (var place = 0; place < Places; place++)
        {
            var p = Cell(place);
            Nearest(points, p, near);
            IsFace[place] = Hold(points, p, near, place);
        }

        for (var place = 0; place < Places; place++)
        {
            var p = Cell(place);
            IsJudged[place] = p.Y >= CoverTuning.SkinFrom && IsInside(place);
            IsBeside[place] = IsJudged[place] && !CoverTuning.IsLips((int)p.X, (int)p.Y);
        }
    }

    /// <summary>Whether a place lies on the face.</summary>
    public bool[] IsFace { get; } = new bool[Places];

    /// <summary>Whether a thing may begin there: below the eyes, and not at the outline, behind which other things are seen.</summary>
    public bool[] IsJudged { get; } = new bool[Places];

    /// <summary>The same without lips and teeth.</summary>
    public bool[] IsBeside { get; } = new bool[Places];

    /// <summary>Where a place lies in a frame, frame pixels.</summary>
    /// <param name="place">One that lies on the face.</param>
    /// <param name="landmarks">That frame's.</param>
    public Vector2 At(int place, ReadOnlySpan<Vector3> landmarks)
    {
        var (a, b, c) = _corners[place];
        var weights = _weights[place];
        var p = (weights.X * landmarks[a]) + (weights.Y * landmarks[b]) + (weights.Z * landmarks[c]);
        return new Vector2(p.X, p.Y);
    }

    /// <summary>Sets the cells of places that lie on the face in a frame.</summary>
    /// <param name="places">Which places.</param>
    /// <param name="landmarks">The frame's.</param>
    /// <param name="grid">The frame's cells.</param>
    /// <param name="cells">Receives them.</param>
    public void Mark(bool[] places, ReadOnlySpan<Vector3> landmarks, CoverGrid grid, CellMask cells)
    {
        for (var place = 0; place < Places; place++)
        {
            if (places[place] && IsFace[place])
            {
                cells.Mark(grid.ToCells(At(place, landmarks)));
            }
        }
    }

    private static Vector2 Cell(int place) => new((place % Side * Step) + 1, (place / Side * Step) + 1);

    private static void Nearest(Vector2[] points, Vector2 place, Span<int> near)
    {
        Span<float> distances = stackalloc float[near.Length];
        distances.Fill(float.MaxValue);
        for (var i = 0; i < points.Length; i++)
        {
            var distance = Vector2.DistanceSquared(points[i], place);
            if (distance < distances[^1])
            {
                var k = near.Length - 1;
                for (; k > 0 && distances[k - 1] > distance; k--)
                {
                    (distances[k], near[k]) = (distances[k - 1], near[k - 1]);
                }

                (distances[k], near[k]) = (distance, i);
            }
        }
    }

    /// <summary>Chooses the closest three landmarks that have the place between them; false where there are none.</summary>
    private bool Hold(Vector2[] points, Vector2 place, ReadOnlySpan<int> near, int index)
    {
        for (var c = 2; c < near.Length; c++)
        {
            for (var b = 1; b < c; b++)
            {
                for (var a = 0; a < b; a++)
                {
                    if (Between(points[near[a]], points[near[b]], points[near[c]], place) is { } weights)
                    {
                        (_corners[index], _weights[index]) = ((near[a], near[b], near[c]), weights);
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static Vector3? Between(Vector2 a, Vector2 b, Vector2 c, Vector2 p)
    {
        var area = Cross(b - a, c - a);
        if (MathF.Abs(area) < 0.5f)
        {
            return null;
        }

        var weights = new Vector3(Cross(b - p, c - p), Cross(c - p, a - p), Cross(a - p, b - p)) / area;
        return weights is { X: >= 0, Y: >= 0, Z: >= 0 } ? weights : null;
    }

    private static float Cross(Vector2 a, Vector2 b) => (a.X * b.Y) - (a.Y * b.X);

    private bool IsInside(int place)
    {
        var (column, row) = (place % Side, place / Side);
        for (var y = row - 2; y <= row + 2; y++)
        {
            for (var x = column - 2; x <= column + 2; x++)
            {
                if (x < 0 || y < 0 || x >= Side || y >= Side || !IsFace[(y * Side) + x])
                {
                    return false;
                }
            }
        }

        return true;
    }
}
