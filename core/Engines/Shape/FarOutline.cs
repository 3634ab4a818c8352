using System.Numerics;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Shape;

/// <summary>
/// Where a turned face ends on the side that the head turns away: the mesh's own outline, row by row across the face. What lies beyond it
/// is the background. Reusable: <see cref="Set"/> overwrites it.
/// </summary>
internal sealed class FarOutline
{
    private const int Rows = 64;

    private static readonly short[] _edges = Edges();

    private readonly float[] _reach = new float[Rows];
    private float _scale = 1;
    private float _top;
    private float _step = 1;

    /// <summary>How far the outline counts: 0 where a head looks at the camera, 1 where it is turned well aside.</summary>
    public float Turned { get; private set; }

    /// <summary>To the far side in the picture, unit length.</summary>
    public Vector2 Far { get; private set; }

    /// <summary>Down the face in the picture, unit length.</summary>
    public Vector2 Down { get; private set; }

    /// <summary>Measures one mesh; nothing is measured where <see cref="Turned"/> is 0.</summary>
    /// <param name="pose">The head's pose.</param>
    /// <param name="points">Vertex positions, frame pixels; the face's 468 are read.</param>
    public void Set(FacePose pose, ReadOnlySpan<Vector2> points)
    {
        var yaw = pose.YawDegrees;
        Turned = Smooth.Step(MathF.Abs(yaw), SightTuning.TurnedFrom, SightTuning.TurnedTo);
        if (Turned <= 0)
        {
            return;
        }

        // A head that looks to the picture's left hides what is on its left.
        var across = Vector3.Transform(Vector3.UnitX, pose.Rotation);
        var right = Vector2.Normalize(new Vector2(across.X, across.Y));
        Far = yaw > 0 ? -right : right;
        Down = new Vector2(-right.Y, right.X);
        _scale = pose.Scale;
        _top = Vector2.Dot(points[SightTuning.Top], Down);
        _step = (Vector2.Dot(points[FaceIndices.Chin], Down) + (SightTuning.BelowChin * pose.Scale) - _top) / (Rows - 1);
        MeasureReach(points);
    }

    /// <summary>Takes over what another has measured.</summary>
    public void CopyFrom(FarOutline other)
    {
        (Turned, Far, Down) = (other.Turned, other.Far, other.Down);
        (_scale, _top, _step) = (other._scale, other._top, other._step);
        other._reach.CopyTo(_reach, 0);
    }

    /// <summary>How far inside the outline a point lies, local units; negative beyond it.</summary>
    /// <param name="point">Frame pixels.</param>
    public float Inside(Vector2 point) => (ReachAt((Vector2.Dot(point, Down) - _top) / _step) - Vector2.Dot(point, Far)) / _scale;

    /// <summary>How much of a colour may be put at a point: 0 at the outline and beyond it, 1 well inside, if the head is turned.</summary>
    /// <param name="point">Frame pixels.</param>
    public float Share(Vector2 point) =>
        Turned <= 0 ? 1 : 1 - (Turned * (1 - Smooth.Step(Inside(point), SightTuning.EdgeFrom, SightTuning.EdgeTo)));

    /// <summary>How far the mesh goes to the far side in each row.</summary>
    private void MeasureReach(ReadOnlySpan<Vector2> points)
    {
        Array.Fill(_reach, float.MinValue);
        for (var e = 0; e < _edges.Length; e += 2)
        {
            var (a, b) = (points[_edges[e]], points[_edges[e + 1]]);
            var (rowA, rowB) = ((Vector2.Dot(a, Down) - _top) / _step, (Vector2.Dot(b, Down) - _top) / _step);
            if (rowA > rowB)
            {
                (a, b, rowA, rowB) = (b, a, rowB, rowA);
            }

            var slope = Vector2.Dot(b - a, Far) / MathF.Max(rowB - rowA, 1e-6f);
            var start = Vector2.Dot(a, Far);
            var last = Math.Min(Rows - 1, (int)MathF.Floor(rowB));
            for (var row = Math.Max(0, (int)MathF.Ceiling(rowA)); row <= last; row++)
            {
                _reach[row] = MathF.Max(_reach[row], start + ((row - rowA) * slope));
            }
        }

        // Below the chin the outline goes straight down.
        for (var row = 1; row < Rows; row++)
        {
            _reach[row] = _reach[row] > float.MinValue ? _reach[row] : _reach[row - 1];
        }
    }

    private float ReachAt(float row)
    {
        var place = Math.Clamp(row, 0, Rows - 1);
        var at = Math.Min((int)place, Rows - 2);
        return float.Lerp(_reach[at], _reach[at + 1], place - at);
    }

    private static short[] Edges()
    {
        var found = new SortedSet<(short, short)>();
        var all = FaceTriangles.All;
        for (var t = 0; t < all.Length; t++)
        {
            var (a, b) = (all[t], all[t % 3 == 2 ? t - 2 : t + 1]);
            found.Add(a < b ? (a, b) : (b, a));
        }

        return [.. found.SelectMany(e => (short[])[e.Item1, e.Item2])];
    }
}
