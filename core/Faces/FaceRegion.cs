using System.Numerics;

namespace HeyGem.Core.Faces;

/// <summary>
/// A turned square of the frame that a model looks at. Region space is 0..1 on both axes, u to the right along the eyes, v down.
/// </summary>
/// <param name="Centre">Middle, frame pixels (pixel centres at whole numbers).</param>
/// <param name="Side">Length of a side, frame pixels.</param>
/// <param name="Angle">Turn of the u axis from the frame's x axis, radians, clockwise on screen.</param>
internal readonly record struct FaceRegion(Vector2 Centre, float Side, float Angle)
{
    // MediaPipe looks at half as much again as the landmarks' box, so that the whole head is in view.
    private const float Margin = 1.5f;

    /// <summary>Length of the u axis over that of the v axis: 1 for a square.</summary>
    public float Aspect { get; init; } = 1;

    /// <summary>The u axis, one region width long, frame pixels.</summary>
    public Vector2 AxisU => new Vector2(MathF.Cos(Angle), MathF.Sin(Angle)) * (Side * Aspect);

    /// <summary>The v axis, one region side long, frame pixels.</summary>
    public Vector2 AxisV => new Vector2(-MathF.Sin(Angle), MathF.Cos(Angle)) * Side;

    /// <summary>The region to look at for a face of these landmarks (frame pixels): square around them in the eyes' own axes.</summary>
    public static FaceRegion Around(ReadOnlySpan<Vector3> landmarks)
    {
        var eyes = landmarks[263] - landmarks[33];
        var angle = MathF.Atan2(eyes.Y, eyes.X);
        var (sin, cos) = MathF.SinCos(angle);
        var low = new Vector2(float.MaxValue);
        var high = new Vector2(float.MinValue);
        foreach (var p in landmarks)
        {
            var q = new Vector2((cos * p.X) + (sin * p.Y), (cos * p.Y) - (sin * p.X));
            low = Vector2.Min(low, q);
            high = Vector2.Max(high, q);
        }

        var middle = (low + high) / 2;
        var size = high - low;
        var centre = new Vector2((cos * middle.X) - (sin * middle.Y), (sin * middle.X) + (cos * middle.Y));
        return new FaceRegion(centre, MathF.Max(size.X, size.Y) * Margin, angle);
    }

    /// <summary>A region point in frame pixels.</summary>
    public Vector2 ToFrame(Vector2 uv) => Centre + ((uv.X - 0.5f) * AxisU) + ((uv.Y - 0.5f) * AxisV);

    /// <summary>
    /// How far another region is from this one: the larger of shift and size change in sides, and half the turn in radians.
    /// </summary>
    public float DistanceTo(FaceRegion other)
    {
        var turn = MathF.Abs(MathF.IEEERemainder(other.Angle - Angle, MathF.Tau));
        var shift = (other.Centre - Centre).Length() / Side;
        return MathF.Max(MathF.Max(shift, MathF.Abs((other.Side / Side) - 1) / 2), turn / 2);
    }
}
