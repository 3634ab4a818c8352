namespace HeyGem.Core.Timing;

/// <summary>
/// A point or a length on a media time line in ticks of 1/254 016 000 000 second, the editor's own unit:
/// every usual frame rate and sample rate divides it. May be negative.
/// </summary>
/// <param name="Ticks">The count of ticks.</param>
public readonly record struct MediaTime(long Ticks) : IComparable<MediaTime>
{
    /// <summary>Ticks in one second.</summary>
    public const long TicksPerSecond = 254_016_000_000;

    /// <summary>The origin.</summary>
    public static MediaTime Zero { get; }

    /// <summary>The same in seconds, for display and for ffmpeg's options; never to index frames.</summary>
    public double Seconds => (double)Ticks / TicksPerSecond;

    /// <summary>The nearest tick to a number of seconds.</summary>
    public static MediaTime FromSeconds(double seconds) => new((long)Math.Round(seconds * TicksPerSecond));

    /// <summary>The time of sample <paramref name="sample"/> at <paramref name="sampleRateHz"/>.</summary>
    public static MediaTime FromSamples(long sample, int sampleRateHz) => new((long)((Int128)sample * TicksPerSecond / sampleRateHz));

    /// <summary>The nearest sample at <paramref name="sampleRateHz"/>.</summary>
    public long ToSamples(int sampleRateHz) => (long)((((Int128)Ticks * sampleRateHz) + (TicksPerSecond / 2)) / TicksPerSecond);

    /// <summary>How many samples at <paramref name="sampleRateHz"/> begin before this time, the first of them at 0.</summary>
    public long SamplesBegun(int sampleRateHz) => (long)((((Int128)Ticks * sampleRateHz) + (TicksPerSecond - 1)) / TicksPerSecond);

    /// <inheritdoc/>
    public int CompareTo(MediaTime other) => Ticks.CompareTo(other.Ticks);

    /// <summary>The sum of two times.</summary>
    public static MediaTime operator +(MediaTime left, MediaTime right) => new(left.Ticks + right.Ticks);

    /// <summary>The difference of two times.</summary>
    public static MediaTime operator -(MediaTime left, MediaTime right) => new(left.Ticks - right.Ticks);

    /// <summary>Whether the left time is earlier.</summary>
    public static bool operator <(MediaTime left, MediaTime right) => left.Ticks < right.Ticks;

    /// <summary>Whether the left time is later.</summary>
    public static bool operator >(MediaTime left, MediaTime right) => left.Ticks > right.Ticks;

    /// <summary>Whether the left time is not later.</summary>
    public static bool operator <=(MediaTime left, MediaTime right) => left.Ticks <= right.Ticks;

    /// <summary>Whether the left time is not earlier.</summary>
    public static bool operator >=(MediaTime left, MediaTime right) => left.Ticks >= right.Ticks;
}
