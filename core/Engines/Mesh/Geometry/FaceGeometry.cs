using System.Numerics;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Mesh.Geometry;

/// <summary>
/// One frame's mesh on the screen: where each vertex is and where it shall be, frame pixels. Reusable: <see cref="Place"/> overwrites it.
/// </summary>
internal sealed class FaceGeometry
{
    /// <summary>Smallest shift that counts as motion, pixels: below it a source byte is copied.</summary>
    public const float Still = 0.02f;

    private readonly Vector3[] _own = new Vector3[FaceTrack.LandmarkCount];
    private readonly Vector3[] _wanted = new Vector3[FaceTrack.LandmarkCount];
    private readonly Vector3[] _work = new Vector3[FaceTrack.LandmarkCount];
    private readonly short[] _moved = new short[MeshTopology.All.Length];

    /// <summary>Pixels of one local unit.</summary>
    public float Scale { get; private set; }

    /// <summary>The head's pose.</summary>
    public FacePose Pose { get; private set; }

    /// <summary>Where each vertex is, <see cref="MeshTopology.VertexCount"/> points.</summary>
    public Vector2[] From { get; } = new Vector2[MeshTopology.VertexCount];

    /// <summary>Where each vertex shall be.</summary>
    public Vector2[] To { get; } = new Vector2[MeshTopology.VertexCount];

    /// <summary>The mouth plane at the wanted lips.</summary>
    public MouthPlane Plane { get; private set; }

    /// <summary>The wanted inner lip edges.</summary>
    public LipCurve Curve { get; } = new();

    /// <summary>What of the face can be seen.</summary>
    public FaceSight Sight { get; } = new();

    /// <summary>Triangles with a moved vertex.</summary>
    public ReadOnlySpan<short> Moved => _moved.AsSpan(0, MovedCount);

    /// <summary>The wanted shape, 468 local points.</summary>
    public ReadOnlySpan<Vector3> Wanted => _wanted;

    private int MovedCount { get; set; }

    /// <summary>Computes the mesh of a frame.</summary>
    /// <param name="shapes">The analysed clip.</param>
    /// <param name="target">Computes wanted shapes.</param>
    /// <param name="frame">Frame with a face.</param>
    /// <param name="mouth">The wanted mouth.</param>
    /// <param name="strength">Share of the way to go, 0..1.</param>
    public void Place(FaceShapes shapes, TargetShape target, int frame, WantedMouth mouth, float strength)
    {
        target.Compute(frame, mouth, strength, _own, _wanted, _work);
        Pose = shapes.Pose(frame);
        Scale = Pose.Scale;
        Project(Pose, _own, shapes.Template, From);
        var turn = Pose.DirectionToFrame();
        Sight.Set(Pose, From);
        var moves = Sight.Moves;
        From.CopyTo(To, 0);
        for (var v = 0; v < _own.Length; v++)
        {
            var d = Vector3.TransformNormal(_wanted[v] - _own[v], turn);
            To[v] += moves[v] * new Vector2(d.X, d.Y);
        }

        float depth = 0;
        foreach (var v in FaceIndices.InnerLip)
        {
            depth += _wanted[v].Z / FaceIndices.InnerLip.Length;
        }

        Plane = new MouthPlane(Pose, depth);
        Curve.Set(To, Plane);
        CollectMoved();
    }

    /// <summary>The pixels that the moved triangles cover, before and after, with a margin, inside a frame.</summary>
    public PixelRect Bounds(int width, int height)
    {
        Vector2 low = new(float.MaxValue), high = new(float.MinValue);
        foreach (var v in Moved)
        {
            low = Vector2.Min(low, Vector2.Min(From[v], To[v]));
            high = Vector2.Max(high, Vector2.Max(From[v], To[v]));
        }

        return Around(low, high, 4).ClampTo(width, height);
    }

    /// <summary>The rectangle of whole pixels around two corners.</summary>
    public static PixelRect Around(Vector2 low, Vector2 high, int margin)
    {
        if (low.X > high.X)
        {
            return default;
        }

        var x = (int)MathF.Floor(low.X) - margin;
        var y = (int)MathF.Floor(low.Y) - margin;
        return new PixelRect(x, y, (int)MathF.Ceiling(high.X) + margin + 1 - x, (int)MathF.Ceiling(high.Y) + margin + 1 - y);
    }

    /// <summary>Projects a local shape and its ring to frame pixels.</summary>
    public static void Project(FacePose pose, ReadOnlySpan<Vector3> local, ReadOnlySpan<Vector3> template, Span<Vector2> points)
    {
        var turn = pose.DirectionToFrame();
        for (var v = 0; v < local.Length; v++)
        {
            var p = Vector3.TransformNormal(local[v], turn) + pose.Translation;
            points[v] = new Vector2(p.X, p.Y);
        }

        for (var k = 0; k < FaceIndices.Oval.Length; k++)
        {
            var d = Vector3.TransformNormal(MeshTopology.RingOffset(k, template), turn);
            points[FaceTrack.LandmarkCount + k] = points[FaceIndices.Oval[k]] + new Vector2(d.X, d.Y);
        }
    }

    private void CollectMoved()
    {
        Span<bool> moves = stackalloc bool[MeshTopology.VertexCount];
        for (var v = 0; v < moves.Length; v++)
        {
            moves[v] = Vector2.DistanceSquared(From[v], To[v]) > Still * Still / 4;
        }

        var count = 0;
        var all = MeshTopology.All;
        for (var t = 0; t < all.Length; t += 3)
        {
            if (moves[all[t]] || moves[all[t + 1]] || moves[all[t + 2]])
            {
                _moved[count++] = all[t];
                _moved[count++] = all[t + 1];
                _moved[count++] = all[t + 2];
            }
        }

        MovedCount = count;
    }
}
