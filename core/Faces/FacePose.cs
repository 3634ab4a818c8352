using System.Numerics;

namespace HeyGem.Core.Faces;

/// <summary>
/// Where a head is in a frame: frame = Scale * Rotation(local) + Translation, seen by weak perspective (x and y are pixels, z is
/// dropped for drawing). Local space: origin at the root of the nose, x to the picture's right, y down, z away, unit the distance
/// of the outer eye corners.
/// </summary>
/// <param name="Scale">Pixels of one local unit.</param>
/// <param name="Rotation">Local to frame axes, unit length.</param>
/// <param name="Translation">Local origin in frame pixels.</param>
internal readonly record struct FacePose(float Scale, Quaternion Rotation, Vector3 Translation)
{
    /// <summary>
    /// Turn to a side, degrees; 0 faces the camera, positive when the face looks to the picture's right or left alike by sign.
    /// </summary>
    public float YawDegrees
    {
        get
        {
            var forward = Vector3.Transform(Vector3.UnitZ, Rotation);
            return MathF.Atan2(forward.X, forward.Z) * 180 / MathF.PI;
        }
    }

    /// <summary>Nod, degrees; 0 faces the camera.</summary>
    public float PitchDegrees
    {
        get
        {
            var forward = Vector3.Transform(Vector3.UnitZ, Rotation);
            return MathF.Asin(Math.Clamp(forward.Y, -1, 1)) * 180 / MathF.PI;
        }
    }

    /// <summary>A local point in frame pixels.</summary>
    public Vector3 ToFrame(Vector3 local) => (Scale * Vector3.Transform(local, Rotation)) + Translation;

    /// <summary>A frame point in local units.</summary>
    public Vector3 ToLocal(Vector3 frame) => Vector3.Transform(frame - Translation, Quaternion.Conjugate(Rotation)) / Scale;

    /// <summary>The rotation and scale as a matrix whose row-vector product carries local directions to frame pixels.</summary>
    public Matrix4x4 DirectionToFrame() => Matrix4x4.CreateFromQuaternion(Rotation) * Matrix4x4.CreateScale(Scale);
}
