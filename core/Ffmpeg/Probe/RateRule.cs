using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>
/// Chooses the constant rate of a stream. A rate fits when every picture gets a frame of its own; the stream is then of constant rate. In
/// the order of the stream's stated rates, then the standard rates from the nearest, the first is taken whose frames begin where the
/// pictures do, to the unit of the time stamps (a short clip fits 119.88 and 120), else the first that fits. A stream that none fits
/// is variable and gets the standard rate nearest to the usual distance between its pictures: the average of those within a quarter of the
/// median, since single distances are rounded.
/// </summary>
internal static class RateRule
{
    private static readonly FrameRate[] Standard =
    [
        new(12, 1), new(15, 1), new(24000, 1001), new(24, 1), new(25, 1), new(30000, 1001), new(30, 1),
        new(48000, 1001), new(48, 1), new(50, 1), new(60000, 1001), new(60, 1), new(100, 1), new(120000, 1001), new(120, 1),
    ];

    /// <summary>The rate and whether the stream is variable.</summary>
    /// <param name="timeline">Its pictures, at least one.</param>
    /// <param name="stated">Rates that the container states, the most trusted first; non-positive ones are ignored.</param>
    public static (FrameRate Rate, bool IsVariable) Choose(SourceTimeline timeline, IEnumerable<Fraction> stated)
    {
        var candidates = stated.Where(f => f.IsPositive).Select(f => Snap(FrameRate.Of(f.Numerator, f.Denominator))).ToList();
        if (timeline.Count < 2)
        {
            return (candidates.Where(rate => rate.PerSecond <= 120).Append(FrameRate.Default).First(), false);
        }

        var stamps = timeline.TimeStamps;
        var mean = (stamps.Length - 1) / Math.Max(1e-9, timeline.SecondsOf(stamps.Length - 1) - timeline.SecondsOf(0));
        var fitting = candidates.Concat(Standard.OrderBy(rate => Distance(rate, mean)).Take(3))
            .Where(rate => Distance(rate, mean) < Math.Log(1.5) && Fits(timeline, rate)).ToList();
        if (fitting.Count > 0)
        {
            return (fitting.Where(rate => IsExact(timeline, rate)).Append(fitting[0]).First(), false);
        }

        return (OfVariable(timeline, candidates), true);
    }

    private static FrameRate OfVariable(SourceTimeline timeline, List<FrameRate> stated)
    {
        var stamps = timeline.TimeStamps;
        var distances = new long[stamps.Length - 1];
        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = stamps[i + 1] - stamps[i];
        }

        Array.Sort(distances);
        var median = Math.Max(1, distances[distances.Length / 2]);
        var usual = distances.Where(d => d * 4 >= median * 3 && d * 4 <= median * 5).DefaultIfEmpty(median).Average();
        var perSecond = timeline.TimeBase.Denominator / (usual * timeline.TimeBase.Numerator);
        if (perSecond < 10)
        {
            return FrameRate.Of(Math.Max(1, (long)Math.Round(perSecond * 1000)), 1000);
        }

        // Of two rates as near as 29.97 and 30, the one that the container states.
        var near = stated.Where(rate => Standard.Contains(rate) && Distance(rate, perSecond) < 0.01).ToList();
        return near.Count > 0 ? near[0] : Standard.MinBy(rate => Distance(rate, perSecond));
    }

    private static bool Fits(SourceTimeline timeline, FrameRate rate)
    {
        for (var i = 1; i < timeline.Count; i++)
        {
            if (timeline.FrameOf(i, rate) != i)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsExact(SourceTimeline timeline, FrameRate rate)
    {
        var unit = (double)timeline.TimeBase.Denominator / timeline.TimeBase.Numerator * rate.Denominator / rate.Numerator;
        for (var i = 1; i < timeline.Count; i++)
        {
            if (Math.Abs(timeline.TimeStamps[i] - timeline.TimeStamps[0] - (i * unit)) > 1)
            {
                return false;
            }
        }

        return true;
    }

    private static FrameRate Snap(FrameRate rate)
    {
        // Containers round: 2997/100 and 30000/1001 part by one frame in nine hours; ffmpeg reads FLV's 119.88 as 959/8.
        var nearest = Standard.MinBy(standard => Distance(standard, rate.PerSecond));
        return Distance(nearest, rate.PerSecond) < 5e-5 ? nearest : rate;
    }

    private static double Distance(FrameRate rate, double perSecond) => Math.Abs(Math.Log(rate.PerSecond / perSecond));
}
