using System.Globalization;

namespace HeyGem.Core.Timing;

/// <summary>An SMPTE timecode: hours, minutes, seconds and frames at a nominal whole rate.</summary>
/// <param name="Hours">0..99.</param>
/// <param name="Minutes">0..59.</param>
/// <param name="Seconds">0..59.</param>
/// <param name="Frames">Frame of the second, below the nominal rate.</param>
/// <param name="DropFrame">Whether frame numbers are left out each minute to keep up with the clock (written with <c>;</c>).</param>
public readonly record struct Timecode(int Hours, int Minutes, int Seconds, int Frames, bool DropFrame)
{
    /// <summary>Reads <c>hh:mm:ss:ff</c>, or <c>hh:mm:ss;ff</c> for drop-frame.</summary>
    public static bool TryParse(string text, out Timecode timecode)
    {
        ArgumentNullException.ThrowIfNull(text);
        timecode = default;
        var parts = text.Split(':', ';');
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

        timecode = new Timecode(numbers[0], numbers[1], numbers[2], numbers[3], text.Contains(';', StringComparison.Ordinal));
        return timecode is { Minutes: < 60, Seconds: < 60 };
    }

    /// <summary>The timecode that stands <paramref name="frames"/> after 00:00:00:00; the other way round from <see cref="ToFrames"/>. Wraps after 24 hours.</summary>
    public static Timecode FromFrames(long frames, FrameRate rate, bool dropFrame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frames);
        var nominal = (rate.Numerator + rate.Denominator - 1) / rate.Denominator;
        if (dropFrame)
        {
            var dropped = nominal / 15;
            var perMinute = (nominal * 60) - dropped;
            var perTen = (perMinute * 10) + dropped;
            var (tens, rest) = (frames / perTen, frames % perTen);
            var minutes = rest < nominal * 60 ? 0 : 1 + ((rest - (nominal * 60)) / perMinute);
            frames += dropped * ((9 * tens) + minutes);
        }

        var seconds = frames / nominal;
        return new Timecode((int)(seconds / 3600 % 24), (int)(seconds / 60 % 60), (int)(seconds % 60), (int)(frames % nominal), dropFrame);
    }

    /// <summary>Frames since 00:00:00:00 at <paramref name="rate"/>, whose nominal rate is rounded up (30 for 30000/1001).</summary>
    public long ToFrames(FrameRate rate)
    {
        var nominal = (rate.Numerator + rate.Denominator - 1) / rate.Denominator;
        var minutes = (Hours * 60L) + Minutes;
        var frames = (((minutes * 60) + Seconds) * nominal) + Frames;
        if (!DropFrame)
        {
            return frames;
        }

        // Two numbers a minute at 30 (four at 60) are skipped, but not in every tenth minute.
        var dropped = nominal / 15;
        return frames - (dropped * (minutes - (minutes / 10)));
    }

    /// <summary>The timecode as <see cref="TryParse"/> reads it.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Hours:00}:{Minutes:00}:{Seconds:00}{(DropFrame ? ';' : ':')}{Frames:00}");
}
