using System.Globalization;

namespace HeyGem.Core.Timing;

/// <summary>An SMPTE timecode: hours, minutes, seconds and frames at a nominal whole rate.</summary>
/// <param name="Hours">0..99.</param>
/// <param name="Minutes">0..59.</param>
/// <param name="Seconds">0..59.</param>
/// <param name="Frames">Frame of the second; below the nominal rate where the timecode exists at a rate.</param>
/// <param name="DropFrame">Whether frame numbers are left out each minute to keep up with the clock (29.97 and 59.94 only).</param>
public readonly record struct Timecode(int Hours, int Minutes, int Seconds, int Frames, bool DropFrame)
{
    /// <summary>
    /// Reads <c>hh:mm:ss:ff</c>, or <c>hh:mm:ss;ff</c> for drop-frame, for which some recorders write <c>.</c> or <c>,</c>.
    /// <see cref="ExistsAt"/> holds it to a rate.
    /// </summary>
    public static bool TryParse(string text, out Timecode timecode)
    {
        ArgumentNullException.ThrowIfNull(text);
        timecode = default;
        var parts = text.Split(':', ';', '.', ',');
        if (parts.Length != 4)
        {
            return false;
        }

        Span<int> numbers = stackalloc int[4];
        for (var i = 0; i < 4; i++)
        {
            if (parts[i].Length is 0 or > 3 || !int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return false;
            }
        }

        timecode = new Timecode(numbers[0], numbers[1], numbers[2], numbers[3], text.AsSpan().ContainsAny(";.,"));
        return timecode is { Minutes: < 60, Seconds: < 60 };
    }

    /// <summary>
    /// The timecode that stands <paramref name="frames"/> after 00:00:00:00; the other way round from <see cref="ToFrames"/>. Wraps after
    /// 24 hours.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Drop-frame at a rate that has none, or a negative count.</exception>
    public static Timecode FromFrames(long frames, FrameRate rate, bool dropFrame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frames);
        var nominal = Nominal(rate);
        if (dropFrame)
        {
            var dropped = DroppedAMinute(rate)
                ?? throw new ArgumentOutOfRangeException(nameof(dropFrame), $"There is no drop-frame timecode at {rate}.");
            var perMinute = (nominal * 60) - dropped;
            var perTen = (perMinute * 10) + dropped;
            var (tens, rest) = (frames / perTen, frames % perTen);
            var minutes = rest < nominal * 60 ? 0 : 1 + ((rest - (nominal * 60)) / perMinute);
            frames += dropped * ((9 * tens) + minutes);
        }

        var seconds = frames / nominal;
        return new Timecode((int)(seconds / 3600 % 24), (int)(seconds / 60 % 60), (int)(seconds % 60), (int)(frames % nominal), dropFrame);
    }

    /// <summary>
    /// Whether some frame at a rate carries this timecode: the frame number is below the nominal rate, and drop-frame is at 29.97 or 59.94
    /// and not one of the numbers that it leaves out (<c>;00</c> and <c>;01</c> of each minute but the tenth, at 59.94 up to <c>;03</c>).
    /// </summary>
    public bool ExistsAt(FrameRate rate) => Frames < Nominal(rate)
        && (!DropFrame || (DroppedAMinute(rate) is { } dropped && (Seconds != 0 || Minutes % 10 == 0 || Frames >= dropped)));

    /// <summary>Frames since 00:00:00:00 at <paramref name="rate"/>, whose nominal rate is rounded up (30 for 30000/1001).</summary>
    /// <exception cref="InvalidOperationException">The timecode does not exist at this rate.</exception>
    public long ToFrames(FrameRate rate)
    {
        if (!ExistsAt(rate))
        {
            throw new InvalidOperationException($"There is no timecode {this} at {rate}.");
        }

        var nominal = Nominal(rate);
        var minutes = (Hours * 60L) + Minutes;
        var frames = (((minutes * 60) + Seconds) * nominal) + Frames;
        return DropFrame && DroppedAMinute(rate) is { } dropped ? frames - (dropped * (minutes - (minutes / 10))) : frames;
    }

    /// <summary>The timecode as <see cref="TryParse"/> reads it.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Hours:00}:{Minutes:00}:{Seconds:00}{(DropFrame ? ';' : ':')}{Frames:00}");

    private static long Nominal(FrameRate rate) => (rate.Numerator + rate.Denominator - 1) / rate.Denominator;

    /// <summary>The frame numbers left out each minute but every tenth (SMPTE ST 12-1), or null at a rate without drop-frame.</summary>
    private static int? DroppedAMinute(FrameRate rate) => IsNear(rate, 30) ? 2 : IsNear(rate, 60) ? 4 : null;

    /// <summary>Whether a rate is a whole one slowed by 1000/1001; some files round it to two or three decimals.</summary>
    private static bool IsNear(FrameRate rate, int nominal) => Math.Abs(rate.PerSecond - (nominal * 1000.0 / 1001)) < 0.004;
}
