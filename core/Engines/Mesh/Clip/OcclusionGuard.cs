using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Mesh.Clip;

/// <summary>
/// Finds frames in which something stands before the mouth: a hand, a microphone, a cup. Such a frame's lower face looks unlike every
/// other frame with the same mouth and the same pose. Errs on the side of drawing: only what differs far more than the clip's own frames
/// do is kept.
/// </summary>
internal static class OcclusionGuard
{
    private const int MostCompared = 250;
    private const int Nearest = 7;
    private const float LeastDifference = 17;
    private const double ApartAt25 = 12;
    private const float Contrast = 45;

    /// <summary>Whether something covers the mouth, per frame.</summary>
    public static bool[] Find(FaceTrack track, FaceShapes shapes, CancellationToken cancellationToken)
    {
        var count = shapes.FrameCount;
        var covered = new bool[count];
        var faces = Enumerable.Range(0, count).Where(shapes.Has).ToArray();
        if (faces.Length < ClipTuning.LeastFaces)
        {
            return covered;
        }

        var differences = Differences(track, shapes, faces, cancellationToken);
        var ascending = differences.Order().ToArray();
        var median = MouthRange.Percentile(ascending, 50);
        var spread = MouthRange.Percentile(ascending.Select(d => MathF.Abs(d - median)).Order().ToArray(), 50);
        var limit = MathF.Max(LeastDifference, MathF.Max(ClipTuning.OddFactor * median, median + (ClipTuning.OddSpread * spread)));

        // One odd frame is noise; two in a row are something. The smoothing carries a jump of the lips to the neighbours.
        var reach = Math.Max(1, (int)Math.Round(ClipTuning.CoverReachAt25 * shapes.RateFactor));
        for (var k = 1; k < faces.Length; k++)
        {
            if (differences[k] > limit && differences[k - 1] > limit && faces[k] - faces[k - 1] == 1)
            {
                for (var i = Math.Max(0, faces[k - 1] - reach); i <= Math.Min(count - 1, faces[k] + reach); i++)
                {
                    covered[i] |= shapes.Has(i) && shapes.ShotOf[i] == shapes.ShotOf[faces[k]];
                }
            }
        }

        return covered;
    }

    /// <summary>
    /// For each frame the difference to the frames most like it in mouth and pose (the third best of seven, since some of them may be
    /// covered themselves), grey levels at equal contrast.
    /// </summary>
    internal static float[] Differences(FaceTrack track, FaceShapes shapes, int[] faces, CancellationToken cancellationToken)
    {
        var step = Math.Max(1, faces.Length / MostCompared);
        var others = faces.Where((_, k) => k % step == 0).ToArray();
        var patches = others.Select(i => Equalised(track.Patch(i))).ToArray();
        var apart = (int)Math.Round(ApartAt25 * shapes.RateFactor);
        var result = new float[faces.Length];
        for (var k = 0; k < faces.Length; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var i = faces[k];
            var own = Equalised(track.Patch(i));
            var near = Enumerable.Range(0, others.Length)
                .Where(j => Math.Abs(others[j] - i) > apart && shapes.ShotOf[others[j]] == shapes.ShotOf[i])
                .OrderBy(j => Distance(shapes, i, others[j])).Take(Nearest)
                .Select(j => Difference(own, patches[j])).Order().ToArray();
            result[k] = near.Length > 0 ? near[near.Length / 3] : 0;
        }

        return result;
    }

    private static float Distance(FaceShapes shapes, int a, int b)
    {
        var (p, q) = (shapes.Pose(a), shapes.Pose(b));
        var o = (shapes.Opening[a] - shapes.Opening[b]) / ClipTuning.LikeOpening;
        var w = (shapes.Width[a] - shapes.Width[b]) / ClipTuning.LikeWidth;
        var yaw = (p.YawDegrees - q.YawDegrees) / ClipTuning.LikeDegrees;
        var pitch = (p.PitchDegrees - q.PitchDegrees) / ClipTuning.LikeDegrees;
        return (o * o) + (w * w) + (yaw * yaw) + (pitch * pitch);
    }

    /// <summary>The patch with its mean taken away and its contrast made the same for all, so that light does not count.</summary>
    private static float[] Equalised(ReadOnlySpan<byte> patch)
    {
        var result = new float[patch.Length];
        float mean = 0, square = 0;
        foreach (var value in patch)
        {
            mean += value / (float)patch.Length;
        }

        for (var k = 0; k < patch.Length; k++)
        {
            result[k] = patch[k] - mean;
            square += result[k] * result[k] / patch.Length;
        }

        var gain = Contrast / MathF.Max(ClipTuning.LeastContrast, MathF.Sqrt(square));
        for (var k = 0; k < patch.Length; k++)
        {
            result[k] *= gain;
        }

        return result;
    }

    /// <summary>Mean absolute difference over the middle of the patch, where the mouth is; its borders hold hair and background.</summary>
    private static float Difference(float[] a, float[] b)
    {
        float sum = 0;
        var count = 0;
        for (var row = 6; row < 28; row++)
        {
            for (var column = 6; column < 26; column++)
            {
                var k = (row * FaceTrack.PatchSide) + column;
                sum += MathF.Abs(a[k] - b[k]);
                count++;
            }
        }

        return sum / count;
    }
}
