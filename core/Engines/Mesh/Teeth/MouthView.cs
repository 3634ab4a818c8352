using System.Numerics;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Mesh.Teeth;

/// <summary>
/// The mouth plane of one frame, seen: head-local x and y at a fixed depth, with the origin moved to the clip's neutral lip line. u runs
/// to the picture's right, v down, unit the outer-eye distance.
/// </summary>
internal readonly struct MouthView
{
    private readonly Vector2 _origin;
    private readonly Vector2 _uOf;
    private readonly Vector2 _vOf;

    /// <summary>The plane through a local point.</summary>
    /// <param name="pose">The head's pose in this frame.</param>
    /// <param name="neutral">Middle of the closed lip line, local; becomes (0, 0).</param>
    public MouthView(FacePose pose, Vector3 neutral)
    {
        var x = Direction(pose, Vector3.UnitX);
        var y = Direction(pose, Vector3.UnitY);
        var z = Direction(pose, Vector3.UnitZ);
        var o = pose.ToFrame(neutral);
        _origin = new Vector2(o.X, o.Y);
        var determinant = (x.X * y.Y) - (x.Y * y.X);
        _uOf = new Vector2(y.Y, -y.X) / determinant;
        _vOf = new Vector2(-x.Y, x.X) / determinant;
        Parallax = new Vector2(Vector2.Dot(_uOf, z), Vector2.Dot(_vOf, z));
    }

    /// <summary>Shift on the plane of what lies one unit behind it: how a turned head shows the side of the arch.</summary>
    public Vector2 Parallax { get; }

    /// <summary>Change of (u, v) from one pixel to its right neighbour.</summary>
    public Vector2 PerColumn => new(_uOf.X, _vOf.X);

    /// <summary>A frame point on the plane.</summary>
    public Vector2 ToPlane(Vector2 frame) => new(Vector2.Dot(_uOf, frame - _origin), Vector2.Dot(_vOf, frame - _origin));

    private static Vector2 Direction(FacePose pose, Vector3 axis)
    {
        var d = pose.Scale * Vector3.Transform(axis, pose.Rotation);
        return new Vector2(d.X, d.Y);
    }
}
