using System.Numerics;

namespace HeyGem.Testing.Performer;

/// <summary>
/// Where a drawn head is: head space has its origin at the root of the nose, x to the right, y down, unit the distance of the outer eye
/// corners.
/// </summary>
/// <param name="NoseRoot">Origin, frame pixels.</param>
/// <param name="Unit">Pixels of one head unit.</param>
/// <param name="Roll">Turn in the picture, radians, clockwise on screen.</param>
public readonly record struct HeadPose(Vector2 NoseRoot, float Unit, float Roll = 0)
{
    /// <summary>A head point in frame pixels.</summary>
    public Vector2 ToFrame(Vector2 head)
    {
        var (sin, cos) = MathF.SinCos(Roll);
        return NoseRoot + (Unit * new Vector2((cos * head.X) - (sin * head.Y), (sin * head.X) + (cos * head.Y)));
    }

    /// <summary>A frame point in head units.</summary>
    public Vector2 ToHead(Vector2 frame)
    {
        var (sin, cos) = MathF.SinCos(Roll);
        var d = (frame - NoseRoot) / Unit;
        return new Vector2((cos * d.X) + (sin * d.Y), (cos * d.Y) - (sin * d.X));
    }
}
