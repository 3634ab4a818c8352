using System.Numerics;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Mesh.Geometry;

/// <summary>
/// What of a turned face can be seen: how far inside the outline each vertex lies on the side that the head turns away. The outline is the
/// mesh's own, row by row: what lies behind it is the other cheek, and beside it the background. A face that looks at the camera is seen
/// altogether. Reusable: <see cref="Set"/> overwrites it.
/// </summary>
internal sealed class FaceSight
{
    private readonly FarOutline _outline = new();
    private readonly float[] _facing = new float[FaceTrack.LandmarkCount];
    private readonly float[] _share = new float[MeshTopology.VertexCount];
    private readonly float[] _moves = new float[MeshTopology.VertexCount];

    /// <summary>Whether the head is turned so far that anything is hidden. Where it is not, every share is 1.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>How much of a colour may be taken from each vertex or put there, 0 at the outline and behind it, 1 well inside.</summary>
    public ReadOnlySpan<float> Share => _share;

    /// <summary>
    /// How far each vertex may move, 0..1: 0 at the outline, but the chin moves freely, for what is behind its line is moved along.
    /// </summary>
    public ReadOnlySpan<float> Moves => _moves;

    /// <summary>Looks at one mesh.</summary>
    /// <param name="pose">The head's pose.</param>
    /// <param name="points">Vertex positions, frame pixels; the face's 468 are read.</param>
    public void Set(FacePose pose, ReadOnlySpan<Vector2> points)
    {
        _outline.Set(pose, points);
        var turned = _outline.Turned;
        IsPartial = turned > 0;
        if (!IsPartial)
        {
            Array.Fill(_share, 1);
            Array.Fill(_moves, 1);
            return;
        }

        MeasureFacing(points);
        var down = _outline.Down;
        var lip = Vector2.Dot(points[17], down);
        var chin = Vector2.Dot(points[FaceIndices.Chin], down);
        for (var v = 0; v < FaceTrack.LandmarkCount; v++)
        {
            var height = Vector2.Dot(points[v], down);
            var inside = _outline.Inside(points[v]);
            var seen = _facing[v] > 0 ? Smooth.Step(inside, SightTuning.EdgeFrom, SightTuning.EdgeTo) : 0;
            var still = _facing[v] > 0 ? 1 - Smooth.Step(inside, SightTuning.StillFrom, SightTuning.StillTo) : 1;
            var free = Smooth.Step((height - lip) / MathF.Max(1, chin - lip), SightTuning.ChinFrom, SightTuning.ChinTo);
            _share[v] = 1 - (turned * (1 - seen));
            _moves[v] = 1 - (turned * (1 - free) * still);
        }

        Array.Fill(_share, 1, FaceTrack.LandmarkCount, MeshTopology.VertexCount - FaceTrack.LandmarkCount);
        Array.Fill(_moves, 1, FaceTrack.LandmarkCount, MeshTopology.VertexCount - FaceTrack.LandmarkCount);
    }

    /// <summary>Whether the surface at each vertex looks at the camera: above 0 where most of its triangles do.</summary>
    private void MeasureFacing(ReadOnlySpan<Vector2> points)
    {
        Array.Clear(_facing);
        var all = FaceTriangles.All;
        for (var t = 0; t < all.Length; t += 3)
        {
            var (a, b, c) = (points[all[t]], points[all[t + 2]], points[all[t + 1]]);
            var area = ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
            _facing[all[t]] += area;
            _facing[all[t + 1]] += area;
            _facing[all[t + 2]] += area;
        }
    }
}
