using System.Numerics;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Mesh.Geometry;

/// <summary>
/// The plane of the mouth in one frame: head-local (u, v) at a fixed depth, and the affine map between it and frame pixels. Lengths on it
/// are outer-eye distances, so that the same teeth have the same size in every frame.
/// </summary>
internal readonly struct MouthPlane
{
    private readonly Vector2 _origin;
    private readonly Vector2 _perU;
    private readonly Vector2 _perV;
    private readonly float _determinant;

    /// <summary>The plane of a head at a depth.</summary>
    /// <param name="pose">The head's pose.</param>
    /// <param name="depth">Local z of the plane.</param>
    public MouthPlane(FacePose pose, float depth)
    {
        var u = pose.Scale * Vector3.Transform(Vector3.UnitX, pose.Rotation);
        var v = pose.Scale * Vector3.Transform(Vector3.UnitY, pose.Rotation);
        var o = pose.ToFrame(new Vector3(0, 0, depth));
        _perU = new Vector2(u.X, u.Y);
        _perV = new Vector2(v.X, v.Y);
        _origin = new Vector2(o.X, o.Y);
        _determinant = (u.X * v.Y) - (u.Y * v.X);
    }

    /// <summary>Change of (u, v) from a pixel to its right neighbour.</summary>
    public Vector2 PerColumn => new Vector2(_perV.Y, -_perU.Y) / _determinant;

    /// <summary>One local unit down the face, frame pixels.</summary>
    public Vector2 Down => _perV;

    /// <summary>A plane point in frame pixels.</summary>
    public Vector2 ToFrame(Vector2 local) => _origin + (local.X * _perU) + (local.Y * _perV);

    /// <summary>A frame point on the plane.</summary>
    public Vector2 ToLocal(Vector2 frame)
    {
        var d = frame - _origin;
        return new Vector2((d.X * _perV.Y) - (d.Y * _perV.X), (d.Y * _perU.X) - (d.X * _perU.Y)) / _determinant;
    }
}
