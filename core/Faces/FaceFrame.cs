using System.Numerics;

namespace HeyGem.Core.Faces;

/// <summary>One frame's face as a <see cref="FaceTrack"/> keeps it.</summary>
internal sealed class FaceFrame
{
    /// <summary>Added to every landmark, frame pixels.</summary>
    public required Vector3 Origin { get; init; }

    /// <summary>Pixels of one step: the face's extent over 16 bits, so precision follows the face's size.</summary>
    public required float Step { get; init; }

    /// <summary>468 x (x, y, z) in steps from <see cref="Origin"/>.</summary>
    public required short[] Points { get; init; }

    /// <summary>See <see cref="FaceTrack.Confidence"/>.</summary>
    public required float Confidence { get; init; }

    /// <summary>See <see cref="FaceTrack.Sharpness"/>.</summary>
    public required float Sharpness { get; init; }

    /// <summary>See <see cref="FaceTrack.Cover"/>; null where nothing was found.</summary>
    public FrameCover? Cover { get; init; }

    /// <summary>See <see cref="FaceTrack.Letters"/>; null where none were found.</summary>
    public byte[]? Letters { get; init; }

    /// <summary>The same face with something else before it.</summary>
    public FaceFrame Behind(FrameCover? cover) => Told(Sharpness, cover, Letters);

    /// <summary>The same face with what is known of it besides its place.</summary>
    public FaceFrame Told(float sharpness, FrameCover? cover, byte[]? letters) => new()
    {
        Origin = Origin,
        Step = Step,
        Points = Points,
        Confidence = Confidence,
        Sharpness = sharpness,
        Cover = cover,
        Letters = letters,
    };

    /// <summary>Writes the landmarks, frame pixels.</summary>
    public void Read(Span<Vector3> landmarks) => Read(Origin, Step, Points, landmarks);

    /// <summary>Writes landmarks that are kept as <see cref="Points"/>, frame pixels.</summary>
    public static void Read(Vector3 origin, float step, ReadOnlySpan<short> points, Span<Vector3> landmarks)
    {
        for (var i = 0; i < FaceTrack.LandmarkCount; i++)
        {
            landmarks[i] = origin + (new Vector3(points[3 * i], points[(3 * i) + 1], points[(3 * i) + 2]) * step);
        }
    }

    /// <summary>Stores landmarks in frame pixels.</summary>
    public static FaceFrame Of(
        ReadOnlySpan<Vector3> landmarks, float confidence, float sharpness, FrameCover? cover = null, byte[]? letters = null)
    {
        var origin = Vector3.Zero;
        foreach (var p in landmarks)
        {
            origin += p / landmarks.Length;
        }

        var reach = 1e-3f;
        foreach (var p in landmarks)
        {
            var d = Vector3.Abs(p - origin);
            reach = MathF.Max(reach, MathF.Max(d.X, MathF.Max(d.Y, d.Z)));
        }

        var step = reach / short.MaxValue;
        var points = new short[3 * landmarks.Length];
        for (var i = 0; i < landmarks.Length; i++)
        {
            var d = (landmarks[i] - origin) / step;
            points[3 * i] = (short)MathF.Round(d.X);
            points[(3 * i) + 1] = (short)MathF.Round(d.Y);
            points[(3 * i) + 2] = (short)MathF.Round(d.Z);
        }

        return new FaceFrame
        {
            Origin = origin,
            Step = step,
            Points = points,
            Confidence = confidence,
            Sharpness = sharpness,
            Cover = cover,
            Letters = letters,
        };
    }
}
