using System.Numerics;

namespace HeyGem.Core.Faces.Detect;

/// <summary>One face as the detector reports it, frame pixels.</summary>
/// <param name="Score">Probability that it is a face, 0..1.</param>
/// <param name="Low">Upper left corner of the box.</param>
/// <param name="High">Lower right corner of the box.</param>
/// <param name="RightEye">The person's right eye (left in the picture).</param>
/// <param name="LeftEye">The person's left eye.</param>
internal readonly record struct FoundFace(float Score, Vector2 Low, Vector2 High, Vector2 RightEye, Vector2 LeftEye)
{
    /// <summary>Middle of the box.</summary>
    public Vector2 Centre => (Low + High) / 2;

    /// <summary>Longer side of the box.</summary>
    public float Size => MathF.Max(High.X - Low.X, High.Y - Low.Y);

    /// <summary>The square that the mesh looks at for this face: 1.5 x the box's longer side, turned to the eyes.</summary>
    public FaceRegion Region
    {
        get
        {
            var eyes = LeftEye - RightEye;
            return new FaceRegion(Centre, Size * 1.5f, MathF.Atan2(eyes.Y, eyes.X));
        }
    }

    /// <summary>Shared area over joint area of the two boxes, 0..1.</summary>
    public float Overlap(FoundFace other)
    {
        var shared = Vector2.Max(Vector2.Min(High, other.High) - Vector2.Max(Low, other.Low), Vector2.Zero);
        var area = shared.X * shared.Y;
        return area / (Area + other.Area - area);
    }

    private float Area => (High.X - Low.X) * (High.Y - Low.Y);
}
