namespace HeyGem.Core.Voice;

/// <summary>A stretch of time in seconds from the voice's start; the ends may be infinite.</summary>
/// <param name="Start">First moment.</param>
/// <param name="End">Last moment, not before <paramref name="Start"/>.</param>
internal readonly record struct LipSpan(double Start, double End)
{
    /// <summary>Seconds.</summary>
    public double Length => End - Start;

    /// <summary>Seconds from a moment to the span; 0 inside.</summary>
    public double Distance(double time) => Math.Max(0, Math.Max(Start - time, time - End));
}

/// <summary>Finds where a probability of a <see cref="MouthCurve"/> is high for long enough.</summary>
internal static class LipSpans
{
    private const double RestSeconds = 0.25;
    private const double BlipSeconds = 0.06;

    /// <summary>Where the probability is above the threshold; the ends lie on the straight line between two samples.</summary>
    public static List<LipSpan> Above(float[] probability, double threshold)
    {
        var spans = new List<LipSpan>();
        for (var k = 0; k < probability.Length; k++)
        {
            if (probability[k] <= threshold)
            {
                continue;
            }

            var start = k == 0 ? 0 : k - Crossing(probability[k], probability[k - 1], threshold);
            while (k + 1 < probability.Length && probability[k + 1] > threshold)
            {
                k++;
            }

            var end = k + 1 == probability.Length ? k : k + Crossing(probability[k], probability[k + 1], threshold);
            spans.Add(new LipSpan(start / MouthCurve.RateHz, end / MouthCurve.RateHz));
        }

        return spans;
    }

    /// <summary>Joins spans whose gap is shorter than <paramref name="gapSeconds"/>; the spans ascend.</summary>
    public static List<LipSpan> Merge(List<LipSpan> spans, double gapSeconds)
    {
        var merged = new List<LipSpan>(spans.Count);
        foreach (var span in spans)
        {
            if (merged.Count > 0 && span.Start - merged[^1].End < gapSeconds)
            {
                merged[^1] = merged[^1] with { End = Math.Max(merged[^1].End, span.End) };
            }
            else
            {
                merged.Add(span);
            }
        }

        return merged;
    }

    /// <summary>
    /// Pauses of at least 250 ms in which the mouth rests, from minus to plus infinity: before and after the voice nobody speaks.
    /// A sound shorter than 60 ms inside a pause (a click, a breath's edge) does not end it.
    /// </summary>
    public static List<LipSpan> Rests(MouthCurve curve)
    {
        var length = (double)curve.Length / MouthCurve.RateHz;
        List<LipSpan> silent = [new(double.NegativeInfinity, 0), .. Above(curve.Silence, 0.5), new(length, double.PositiveInfinity)];
        var touching = Merge(silent, 1.5 / MouthCurve.RateHz);
        touching.RemoveAll(span => span.Length < RestSeconds / 2);
        var rests = Merge(touching, BlipSeconds);
        rests.RemoveAll(span => span.Length < RestSeconds);
        return rests;
    }

    /// <summary>How far (0..1 samples) the line from an inside to an outside value runs until it meets the threshold.</summary>
    private static double Crossing(float inside, float outside, double threshold) => (inside - threshold) / (inside - outside);
}
