using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>What happens on every output frame, decided before the first pixel.</summary>
internal sealed class Wav2LipPlan
{
    private const double PauseSeconds = 0.35;
    private const double EaseSeconds = 0.12;
    private const double LeadSeconds = 0.04;

    private Wav2LipPlan(FrameOutcome[] outcome, float[] strength, float[] rest)
    {
        Outcome = outcome;
        Strength = strength;
        Rest = rest;
    }

    /// <summary>What becomes of each output frame.</summary>
    public FrameOutcome[] Outcome { get; }

    /// <summary>0 leaves the frame alone, 1 draws on it.</summary>
    public float[] Strength { get; }

    /// <summary>0 where the voice speaks, 1 in the middle of a pause, where the mouth is the source's own, closed.</summary>
    public float[] Rest { get; }

    /// <summary>Whether the voice rests anywhere.</summary>
    public bool EverRests => Rest.Any(r => r > 0);

    /// <summary>Decides.</summary>
    /// <param name="shapes">The analysed clip.</param>
    /// <param name="covered">Per clip frame, whether something is in front of the mouth.</param>
    /// <param name="sourceOf">Clip frame of each output frame.</param>
    /// <param name="drive">The voice, for its pauses, and where it drives.</param>
    public static Wav2LipPlan Build(FaceShapes shapes, IReadOnlyList<bool> covered, int[] sourceOf, Wav2LipDrive drive)
    {
        var outcome = new FrameOutcome[sourceOf.Length];
        var strength = new float[sourceOf.Length];
        var turns = TurnedAway.Allowed(shapes, sourceOf);
        for (var n = 0; n < sourceOf.Length; n++)
        {
            (outcome[n], strength[n]) = Judge(shapes, covered, sourceOf[n], turns[n]);
        }

        Smooth.Ease(strength, Math.Max(2, (int)Math.Round(3 * shapes.RateFactor)));
        for (var n = 0; n < sourceOf.Length; n++)
        {
            outcome[n] = outcome[n] == FrameOutcome.Rendered && strength[n] <= 0 ? FrameOutcome.KeptTurned : outcome[n];
            if (drive.Share is { } share && outcome[n] == FrameOutcome.Rendered)
            {
                strength[n] *= share[n];
                outcome[n] = share[n] > 0 ? outcome[n] : FrameOutcome.AlreadyRight;
            }
        }

        var pauses = Pauses(drive.Curve, shapes.FrameRate.PerSecond, sourceOf.Length, drive.Delay.TotalSeconds - LeadSeconds);
        return new Wav2LipPlan(outcome, strength, pauses);
    }

    /// <summary>Pauses of at least 350 ms, each with soft ends of 120 ms that lie inside it.</summary>
    internal static float[] Pauses(MouthCurve voice, double fps, int frames, double delaySeconds)
    {
        var rest = new float[frames];
        var pauses = LipSpans.Rests(voice);
        pauses.RemoveAll(pause => pause.Length < PauseSeconds);
        foreach (var pause in pauses)
        {
            var (start, end) = (pause.Start + delaySeconds, pause.End + delaySeconds);
            var first = (int)Math.Clamp(Math.Floor(start * fps), 0, frames);
            var last = (int)Math.Clamp(Math.Ceiling(end * fps), 0, frames - 1);
            for (var n = first; n <= last; n++)
            {
                var t = n / fps;
                var inside = (float)Math.Min((t - start) / EaseSeconds, (end - t) / EaseSeconds);
                rest[n] = MathF.Max(rest[n], Smooth.Step(inside, 0, 1));
            }
        }

        return rest;
    }

    private static (FrameOutcome Outcome, float Strength) Judge(FaceShapes shapes, IReadOnlyList<bool> covered, int frame, float turn)
    {
        if (!shapes.Has(frame))
        {
            return (FrameOutcome.KeptNoFace, 0);
        }

        if (covered[frame])
        {
            return (FrameOutcome.KeptOccluded, 0);
        }

        var size = Smooth.Step(shapes.Pose(frame).Scale, 24, 30);
        return (size <= 0 ? FrameOutcome.KeptSmall : turn <= 0 ? FrameOutcome.KeptTurned : FrameOutcome.Rendered, size * turn);
    }
}
