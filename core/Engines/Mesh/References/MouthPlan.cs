using System.Numerics;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Mesh.References;

/// <summary>What to draw on every output frame, decided before the first pixel: how strongly, and from which keys.</summary>
internal sealed class MouthPlan
{
    private const double ShareSigmaAt25 = 0.8;

    /// <summary>Teeth are faded over little more than a frame: two rows of teeth over each other are seen at once.</summary>
    private const double InnerSigmaAt25 = 0.55;
    private const float LeastShare = 0.06f;
    private const float SwitchCost = 8;

    private MouthPlan(int frames)
    {
        Outcome = new FrameOutcome[frames];
        Strength = new float[frames];
        Lips = new ReferenceMix[frames];
    }

    /// <summary>What becomes of each output frame.</summary>
    public FrameOutcome[] Outcome { get; }

    /// <summary>0 leaves the frame alone, 1 draws the wanted mouth.</summary>
    public float[] Strength { get; }

    /// <summary>Lip keys of each output frame.</summary>
    public ReferenceMix[] Lips { get; }

    /// <summary>Decides for all output frames.</summary>
    /// <param name="shapes">The analysed clip.</param>
    /// <param name="target">Computes wanted shapes.</param>
    /// <param name="targets">The wanted mouth per output frame.</param>
    /// <param name="keys">The chosen material.</param>
    /// <param name="covered">Per clip frame, whether something is in front of the mouth.</param>
    /// <param name="cancellationToken">Stops the work; nothing remains.</param>
    public static MouthPlan Build(
        FaceShapes shapes, TargetShape target, MouthTargets targets, ReferenceFrames keys, IReadOnlyList<bool> covered,
        CancellationToken cancellationToken)
    {
        var plan = new MouthPlan(targets.FrameCount);
        plan.DecideStrength(shapes, targets, covered);
        plan.ChooseLips(shapes, target, targets, keys.Lips, cancellationToken);
        return plan;
    }

    private void DecideStrength(FaceShapes shapes, MouthTargets targets, IReadOnlyList<bool> covered)
    {
        var count = targets.FrameCount;
        var need = new float[count];
        var allowed = new float[count];
        var turns = TurnedAway.Allowed(shapes, targets.SourceOf);
        for (var n = 0; n < count; n++)
        {
            var i = targets.SourceOf[n];
            if (!shapes.Has(i))
            {
                Outcome[n] = FrameOutcome.KeptNoFace;
                continue;
            }

            var pose = shapes.Pose(i);
            var turn = turns[n];
            var size = Smooth.Step(pose.Scale, ReferenceTuning.SmallFrom, ReferenceTuning.SmallTo);
            allowed[n] = covered[i] ? 0 : turn * size;
            Outcome[n] = covered[i] ? FrameOutcome.KeptOccluded
                : size <= 0 ? FrameOutcome.KeptSmall
                : turn <= 0 ? FrameOutcome.KeptTurned
                : FrameOutcome.Rendered;
            var off = MathF.Max(
                MathF.Abs(shapes.Opening[i] - targets.Opening[n]) / ReferenceTuning.OpeningOff,
                MathF.Abs(shapes.Width[i] - targets.Width[n]) / ReferenceTuning.WidthOff);
            need[n] = Smooth.Step(off, ReferenceTuning.OffHidden, ReferenceTuning.OffSeen);
        }

        Smooth.Ease(allowed, Math.Max(2, (int)Math.Round(ReferenceTuning.EaseFramesAt25 * shapes.RateFactor)));
        var wide = new float[count];
        for (var n = 0; n < count; n++)
        {
            wide[n] = MathF.Max(need[n], MathF.Max(need[Math.Max(0, n - 1)], need[Math.Min(count - 1, n + 1)]));
        }

        wide = TimeSmoother.Smooth(wide, shapes.RateFactor);
        for (var n = 0; n < count; n++)
        {
            var strength = allowed[n] * wide[n] * (targets.Share?[n] ?? 1);
            Strength[n] = strength < ReferenceTuning.LeastStrength ? 0 : strength;
            if (Outcome[n] == FrameOutcome.Rendered && Strength[n] == 0)
            {
                Outcome[n] = FrameOutcome.AlreadyRight;
            }
        }
    }

    private void ChooseLips(FaceShapes shapes, TargetShape target, MouthTargets targets, int[] keys, CancellationToken cancellationToken)
    {
        var shares = new float[targets.FrameCount * keys.Length];
        var mixer = new LipMixer(shapes, keys);
        Parallel.For(
            0,
            targets.FrameCount,
            new ParallelOptions { CancellationToken = cancellationToken },
            () => new Vector3[3 * FaceTrack.LandmarkCount],
            (n, _, buffer) =>
            {
                var i = targets.SourceOf[n];
                if (Strength[n] > 0)
                {
                    var own = buffer.AsSpan(0, FaceTrack.LandmarkCount);
                    var wanted = buffer.AsSpan(FaceTrack.LandmarkCount, FaceTrack.LandmarkCount);
                    target.Compute(i, targets.At(n), 1, own, wanted, buffer.AsSpan(2 * FaceTrack.LandmarkCount));
                    var pose = shapes.Pose(i);
                    mixer.Weigh(wanted, pose.YawDegrees, pose.PitchDegrees, shapes.ShotOf[i], shares.AsSpan(n * keys.Length, keys.Length));
                }

                return buffer;
            },
            _ => { });
        var half = TimeSmoother.HalfKernel(ShareSigmaAt25 * shapes.RateFactor);
        ReferenceMix.Blend(shares, keys.Length, half, LeastShare).CopyTo(Lips, 0);
    }

    /// <summary>
    /// Chooses the inside of the mouth for all output frames. Apart from the rest because it asks the keys' pixels: how crisp their teeth
    /// are.
    /// </summary>
    /// <param name="shapes">The analysed clip.</param>
    /// <param name="targets">The wanted mouth per output frame.</param>
    /// <param name="keys">Open frames, at least one.</param>
    /// <param name="flaws">Cost of each key for its own sake.</param>
    /// <param name="cancellationToken">Stops the work; nothing remains.</param>
    public static ReferenceMix[] ChooseInner(
        FaceShapes shapes, MouthTargets targets, int[] keys, ReadOnlySpan<float> flaws, CancellationToken cancellationToken)
    {
        var views = keys.Select(k => ViewOf(shapes, k, shapes.Opening[k], shapes.Width[k])).ToArray();
        var wanted = new InnerPath.View[targets.FrameCount];
        for (var n = 0; n < wanted.Length; n++)
        {
            var i = targets.SourceOf[n];
            wanted[n] = shapes.Has(i)
                ? ViewOf(shapes, i, targets.Opening[n], targets.Width[n])
                : new InnerPath.View(0, targets.Width[n], 0, 0, shapes.ShotOf[i]);
        }

        var path = InnerPath.Find(wanted, views, flaws, SwitchCost, cancellationToken);
        var shares = new float[wanted.Length * keys.Length];
        for (var n = 0; n < path.Length; n++)
        {
            shares[(n * keys.Length) + path[n]] = 1;
        }

        return ReferenceMix.Blend(shares, keys.Length, TimeSmoother.HalfKernel(InnerSigmaAt25 * shapes.RateFactor), LeastShare);
    }

    private static InnerPath.View ViewOf(FaceShapes shapes, int frame, float opening, float width)
    {
        var pose = shapes.Pose(frame);
        return new InnerPath.View(opening, width, pose.YawDegrees, pose.PitchDegrees, shapes.ShotOf[frame]);
    }
}
