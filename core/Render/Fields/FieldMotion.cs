using System.Numerics;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Render.Fields;

/// <summary>
/// Tells fields of two moments from a whole picture that was only stored as fields, as cameras that film 25 pictures a second on a tape for
/// 50 fields do: there the face moves between frames alone.
/// </summary>
internal static class FieldMotion
{
    // Between fields of two moments a face moves as far as between frames; what the tracker itself is off by lessens the difference.
    private const double TimesMore = 3;

    /// <summary>Whether both fields of a frame show one moment.</summary>
    /// <param name="track">A face followed field by field, from the first field of a frame on.</param>
    public static bool IsWholePictures(FaceTrack track)
    {
        var (within, between) = Moved(track);
        return between > TimesMore * within;
    }

    /// <summary>How far the face goes between the fields of frames, and from frame to frame: variances in square pixels.</summary>
    internal static (double Within, double Between) Moved(FaceTrack track)
    {
        List<Vector2>[] shifts = [[], []];
        var (before, now) = (new Vector3[FaceTrack.LandmarkCount], new Vector3[FaceTrack.LandmarkCount]);
        for (var i = 0; i < track.FrameCount; i++)
        {
            if (!track.HasFace(i))
            {
                continue;
            }

            track.Landmarks(i, now);
            if (i > 0 && track.HasFace(i - 1) && track.Shots.All(shot => shot.Start != i))
            {
                shifts[i % FieldSplit.Count].Add(Place(now) - Place(before));
            }

            (before, now) = (now, before);
        }

        return (Variance(shifts[1]), Variance(shifts[0]));
    }

    private static Vector2 Place(ReadOnlySpan<Vector3> face)
    {
        Vector2 sum = default;
        foreach (var v in FaceIndices.Rigid)
        {
            sum += new Vector2(face[v].X, face[v].Y) / FaceIndices.Rigid.Length;
        }

        return sum;
    }

    /// <summary>About the mean: the two fields see a face a little higher and lower.</summary>
    private static double Variance(List<Vector2> shifts)
    {
        var mean = shifts.Aggregate(Vector2.Zero, (sum, shift) => sum + (shift / shifts.Count));
        return shifts.Sum(shift => (double)(shift - mean).LengthSquared() / shifts.Count);
    }
}
