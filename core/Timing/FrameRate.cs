using System.Globalization;

namespace HeyGem.Core.Timing;

/// <summary>
/// Frames a second as an exact fraction, such as 30000/1001. Always in lowest terms and greater than zero.
/// </summary>
/// <param name="Numerator">Frames in <paramref name="Denominator"/> seconds, at least 1.</param>
/// <param name="Denominator">Seconds, at least 1.</param>
public readonly record struct FrameRate(long Numerator, long Denominator)
{
    /// <summary>
    /// The largest term of a rate. ffmpeg rounds rates of terms above 1001000; and a microsecond, in which it joins files, has to be a
    /// small part of a result's unit of time.
    /// </summary>
    public const long MaxTerm = 250_000;

    /// <summary>25 frames a second, the rate given to still pictures.</summary>
    public static FrameRate Default { get; } = new(25, 1);

    /// <summary>The rate as a floating-point number, for display and for filters; never to index frames.</summary>
    public double PerSecond => (double)Numerator / Denominator;

    /// <summary>
    /// Makes a rate in lowest terms; where one is larger than <see cref="MaxTerm"/>, the nearest rate whose terms are not, such as
    /// 115085/4607 for the 19212800/769113 of a file that was copied end to end.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Either number is less than 1.</exception>
    public static FrameRate Of(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numerator, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, 1);
        // The convergents of the continued fraction: the last is the rate itself in lowest terms.
        var (a, b) = (numerator, denominator);
        (long Numerator, long Denominator) before = (0, 1), last = (1, 0);
        while (b != 0)
        {
            var whole = a / b;
            var times = Math.Min(whole, Math.Min(RoomFor(before.Numerator, last.Numerator), RoomFor(before.Denominator, last.Denominator)));
            var next = (before.Numerator + (times * last.Numerator), before.Denominator + (times * last.Denominator));
            if (times < whole)
            {
                return Nearer(next, last, (double)numerator / denominator);
            }

            (before, last) = (last, next);
            (a, b) = (b, a % b);
        }

        return new FrameRate(last.Numerator, last.Denominator);
    }

    /// <summary>Reads <c>25</c>, <c>29.97</c> or <c>30000/1001</c>; the broadcast decimals become their exact 1001 fractions.</summary>
    public static bool TryParse(string text, out FrameRate rate)
    {
        ArgumentNullException.ThrowIfNull(text);
        rate = Default;
        var parts = text.Split('/');
        if (parts.Length == 2)
        {
            var ok = long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var numerator)
                & long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var denominator);
            if (!ok || numerator < 1 || denominator < 1)
            {
                return false;
            }

            rate = Of(numerator, denominator);
            return true;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value is <= 0 or > 1000)
        {
            return false;
        }

        var nominal = Math.Ceiling(value);
        rate = value != nominal && Math.Abs((nominal * 1000m / 1001m) - value) < 0.005m
            ? Of((long)nominal * 1000, 1001)
            : Of((long)Math.Round(value * 1000m), 1000);
        return true;
    }

    /// <summary>When frame <paramref name="index"/> begins, exactly to the tick when the rate divides the tick rate.</summary>
    public MediaTime StartOf(long index) => new((long)((Int128)index * Denominator * MediaTime.TicksPerSecond / Numerator));

    /// <summary>The frame on screen at <paramref name="time"/> (floor; negative times give negative frames).</summary>
    public long FrameAt(MediaTime time)
    {
        // One tick of grace: StartOf rounds down, and the tick it lost must not lose the frame.
        var product = (Int128)(time.Ticks + 1) * Numerator;
        var divisor = (Int128)Denominator * MediaTime.TicksPerSecond;
        var quotient = product / divisor;
        return (long)(product % divisor < 0 ? quotient - 1 : quotient);
    }

    /// <summary>How many whole frames fit <paramref name="duration"/>, to the nearest frame.</summary>
    public long FramesIn(MediaTime duration)
    {
        var divisor = (Int128)Denominator * MediaTime.TicksPerSecond;
        return (long)((((Int128)duration.Ticks * Numerator * 2) + divisor) / (divisor * 2));
    }

    /// <summary>The fraction as ffmpeg writes it, <c>30000/1001</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static long RoomFor(long before, long last) => last == 0 ? long.MaxValue : (MaxTerm - before) / last;

    private static FrameRate Nearer((long Numerator, long Denominator) one, (long Numerator, long Denominator) other, double wanted)
    {
        var rates = new[] { one, other }.Where(rate => rate is { Numerator: > 0, Denominator: > 0 })
            .Select(rate => new FrameRate(rate.Numerator, rate.Denominator));
        return rates.MinBy(rate => Math.Abs(rate.PerSecond - wanted));
    }
}
