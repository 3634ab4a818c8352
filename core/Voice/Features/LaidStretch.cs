using HeyGem.Core.Timing;

namespace HeyGem.Core.Voice.Features;

/// <summary>A stretch of an analysed voice at its place on another time line.</summary>
/// <typeparam name="T">What the analysis gave.</typeparam>
/// <param name="Heard">The analysis.</param>
/// <param name="From">Where the stretch begins in it.</param>
/// <param name="At">Where it is heard.</param>
/// <param name="Duration">How long it is heard.</param>
public readonly record struct LaidStretch<T>(T Heard, MediaTime From, MediaTime At, MediaTime Duration)
    where T : class
{
    /// <summary>
    /// The steps of a time line that lie within the stretch, the last exclusive: step k of <paramref name="count"/> stands for the time
    /// k/rate.
    /// </summary>
    public (int First, int End) Steps(int rateHz, int count) =>
        ((int)Math.Min(count, At.SamplesBegun(rateHz)), (int)Math.Min(count, (At + Duration).SamplesBegun(rateHz)));

    /// <summary>Where a step of the time line lies in the analysis, counted in steps of the same rate.</summary>
    public double PlaceOf(int step, int rateHz) =>
        (MediaTime.FromSamples(step, rateHz) - At + From).Ticks * (double)rateHz / MediaTime.TicksPerSecond;
}
