using System.Numerics;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Shape;

/// <summary>
/// Smooths a head's poses over time without detaching anything from a fast head or a shaken camera. What a pose differs by from the
/// mean of its neighbours is noise while it is as small as the noise of landmarks, and motion beyond: noise is smoothed away, motion is
/// followed at once, and so are the frames beside it, since a shake passes through its middle too. Each degree of freedom is judged
/// apart: a camera that shakes says nothing of a nod.
/// </summary>
internal static class PoseSmoother
{
    /// <summary>The poses to draw one shot at.</summary>
    /// <param name="raw">The fitted poses of the shot; a scale of 0 where there is no face, and so in the result.</param>
    /// <param name="template">The clip's mean shape, 468 local points.</param>
    /// <param name="half">Half of the kernel; see <see cref="TimeSmoother.HalfKernel"/>.</param>
    public static FacePose[] Smooth(ReadOnlySpan<FacePose> raw, Vector3[] template, float[] half)
    {
        // Turns are made about the middle of the points that carry the pose: about it, errors of place and of turn are independent.
        var pivot = Pivot(template);
        var offs = new Off[raw.Length];
        for (var i = 0; i < offs.Length; i++)
        {
            if (raw[i].Scale > 0)
            {
                offs[i] = Off.Of(raw[i], Usual(raw, i, pivot, half), pivot);
            }
        }

        var poses = new FacePose[raw.Length];
        for (var i = 0; i < offs.Length; i++)
        {
            if (raw[i].Scale > 0)
            {
                poses[i] = offs[i].Follow(MotionAround(offs, i, half.Length - 1), pivot);
            }
        }

        return poses;
    }

    /// <summary>The weighted mean of the poses around a frame; its translation is where the pivot lies.</summary>
    private static FacePose Usual(ReadOnlySpan<FacePose> raw, int frame, Vector3 pivot, float[] half)
    {
        double logScale = 0;
        Vector4 rotation = default;
        Vector3 place = default;
        float total = 0;
        for (var j = Math.Max(0, frame - half.Length + 1); j < Math.Min(raw.Length, frame + half.Length); j++)
        {
            if (raw[j].Scale <= 0)
            {
                continue;
            }

            var w = half[Math.Abs(frame - j)];
            var q = Quaternion.Dot(raw[j].Rotation, raw[frame].Rotation) < 0 ? -raw[j].Rotation : raw[j].Rotation;
            total += w;
            logScale += w * Math.Log(raw[j].Scale);
            rotation += w * new Vector4(q.X, q.Y, q.Z, q.W);
            place += w * raw[j].ToFrame(pivot);
        }

        return new FacePose(
            (float)Math.Exp(logScale / total),
            Quaternion.Normalize(new Quaternion(rotation.X, rotation.Y, rotation.Z, rotation.W)),
            place / total);
    }

    private static Share MotionAround(Off[] offs, int frame, int reach)
    {
        var most = offs[frame].Motion;
        for (var j = Math.Max(0, frame - reach); j <= Math.Min(offs.Length - 1, frame + reach); j++)
        {
            most = most.Or(offs[j].Motion);
        }

        return most;
    }

    private static Vector3 Pivot(Vector3[] template)
    {
        Vector3 sum = default;
        foreach (var v in FaceIndices.Rigid)
        {
            sum += template[v];
        }

        return sum / FaceIndices.Rigid.Length;
    }

    /// <summary>How much of each difference is motion, 0..1: shift, growth, and the turns about the three axes.</summary>
    private readonly record struct Share(float Shift, float Growth, Vector3 Turn)
    {
        public Share Or(Share other) =>
            new(MathF.Max(Shift, other.Shift), MathF.Max(Growth, other.Growth), Vector3.Max(Turn, other.Turn));
    }

    /// <summary>A usual pose (about the pivot) and what a frame's own one differs by.</summary>
    private readonly record struct Off(FacePose Usual, Vector3 Shift, float Growth, Vector3 Turn, Share Motion)
    {
        public static Off Of(FacePose own, FacePose usual, Vector3 pivot)
        {
            // Depth is not seen and stays smooth. Both axes of the picture are judged together, so that no direction is preferred.
            var shift = (own.ToFrame(pivot) - usual.Translation) with { Z = 0 };
            var growth = MathF.Log(own.Scale / usual.Scale);

            // Twice the tangents of half the angles: the angles themselves while they are small, and exact where all are followed.
            var q = own.Rotation * Quaternion.Conjugate(usual.Rotation);
            var turn = 2 * new Vector3(q.X, q.Y, q.Z) / q.W;
            var motion = new Share(
                ShareOf(shift.Length() / own.Scale, PoseNoise.Shift),
                ShareOf(growth, PoseNoise.Growth),
                new Vector3(ShareOf(turn.X, PoseNoise.Turn), ShareOf(turn.Y, PoseNoise.Turn), ShareOf(turn.Z, PoseNoise.Tilt)));
            return new Off(usual, shift, growth, turn, motion);
        }

        public FacePose Follow(Share motion, Vector3 pivot)
        {
            var scale = Usual.Scale * MathF.Exp(motion.Growth * Growth);
            var rotation = Quaternion.Normalize(new Quaternion(motion.Turn * Turn / 2, 1) * Usual.Rotation);
            var place = Usual.Translation + (motion.Shift * Shift);
            return new FacePose(scale, rotation, place - (scale * Vector3.Transform(pivot, rotation)));
        }

        private static float ShareOf(float off, float noise) => Engines.Smooth.Step(MathF.Abs(off), noise, PoseNoise.Sure * noise);
    }
}
