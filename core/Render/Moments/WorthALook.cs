using HeyGem.Core.Engines;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Moments;

/// <summary>Finds the stretches of a result that an editor should look at, from what was measured on the way.</summary>
internal static class WorthALook
{
    /// <summary>How many are told.</summary>
    public const int Most = 5;

    // Covered by less than this, or turned by less, drawn mouths looked right on every sheet.
    private const float CoveredFrom = 0.08f;
    private const float TurnedFrom = 24;
    private const float TurnedRange = 24;

    /// <summary>A mouth of less than this share of the clip's usual detail counts as blurred.</summary>
    private const float BlurredBelow = 0.45f;

    private const double BridgeSeconds = 0.3;
    private const double LeastSeconds = 0.12;

    /// <summary>At most five moments, the worst first.</summary>
    /// <param name="measures">What was measured of each frame.</param>
    /// <param name="drawn">What became of it.</param>
    /// <param name="shots">Whom it shows; another person's frames are nobody's fault.</param>
    /// <param name="rate">Frames a second.</param>
    public static IReadOnlyList<ReportMoment> Of(
        FrameMeasures measures, DrawnFrames drawn, IReadOnlyList<ReportShot> shots, FrameRate rate)
    {
        var usual = Usual(measures.Sharpness);
        var stretches = new List<Stretch>();
        var open = new Dictionary<string, Stretch>();
        var bridge = Math.Max(1, rate.FramesIn(MediaTime.FromSeconds(BridgeSeconds)));
        foreach (var shot in shots.Where(s => s.State != KeptRanges.OtherPerson))
        {
            for (var i = (int)shot.Start; i < shot.End; i++)
            {
                if (RiskOf(i, measures, drawn, usual) is not ({ } reason, var risk))
                {
                    continue;
                }

                if (!open.TryGetValue(reason, out var stretch) || i - stretch.End > bridge)
                {
                    open[reason] = stretch = new Stretch(i, reason);
                    stretches.Add(stretch);
                }

                stretch.Add(i, risk);
            }

            // A cut ends what goes on over it.
            open.Clear();
        }

        var least = rate.FramesIn(MediaTime.FromSeconds(LeastSeconds));
        return
        [
            .. stretches.Where(s => s.End - s.Start >= least).OrderByDescending(s => s.Score(rate)).ThenBy(s => s.Start).Take(Most)
                .Select(s => new ReportMoment(
                    s.Start, s.End, s.Worst, Math.Round(rate.StartOf(s.Worst).Seconds, 3), s.Reason, Math.Round(s.Score(rate), 2))),
        ];
    }

    private static (string? Reason, float Risk) RiskOf(int i, FrameMeasures measures, DrawnFrames drawn, float usual)
    {
        var (spoken, turned, covered) = (measures.Spoken[i], measures.Turned[i], drawn.Covered[i]);
        if (drawn.Outcomes[i] == FrameOutcome.KeptAsked)
        {
            return default;
        }

        if (KeptRanges.ReasonOf(drawn.Outcomes[i]) is { } kept)
        {
            // Whoever is off screen moves no mouth; a face that was not found does, which nobody can tell here.
            return spoken > 0.5f ? (kept, kept == "no_face" ? 0.3f : 0.9f) : default;
        }

        var risks = new (string Reason, float Risk)[]
        {
            ("partly_covered", covered > CoveredFrom ? 0.35f + (0.5f * covered) : 0),
            ("far_turned", turned > TurnedFrom ? 0.25f + (0.6f * Math.Min(1, (turned - TurnedFrom) / TurnedRange)) : 0),
            ("blurred", measures.Sharpness[i] < BlurredBelow * usual ? 0.2f + (0.2f * (1 - (measures.Sharpness[i] / usual))) : 0),
        };
        var worst = risks.MaxBy(r => r.Risk);
        return worst.Risk > 0 ? (worst.Reason, worst.Risk * (0.5f + (0.5f * spoken))) : default;
    }

    private static float Usual(float[] sharpness)
    {
        float[] found = [.. sharpness.Where(s => s > 0).Order()];
        return found.Length == 0 ? 0 : found[found.Length / 2];
    }

    private sealed class Stretch(int start, string reason)
    {
        private float _most;

        public int Start => start;

        public string Reason => reason;

        public int End { get; private set; }

        public int Worst { get; private set; }

        public void Add(int frame, float risk)
        {
            End = frame + 1;
            if (risk > _most)
            {
                (_most, Worst) = (risk, frame);
            }
        }

        /// <summary>What lasts is seen sooner.</summary>
        public double Score(FrameRate rate) => _most * (0.6 + (0.4 * Math.Min(1, (End - Start) / rate.PerSecond)));
    }
}
