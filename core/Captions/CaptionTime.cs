using System.Globalization;
using System.Text.RegularExpressions;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Captions;

/// <summary>
/// The line of a cue that holds its times, in both formats and in the spellings that are met: with a comma or a point, with or without
/// hours, with a sign, with settings after it.
/// </summary>
internal static partial class CaptionTime
{
    /// <summary>Whether a line is meant to hold a cue's times.</summary>
    public static bool IsTimeLine(string line) => line.Contains("-->", StringComparison.Ordinal);

    /// <summary>Reads both times.</summary>
    public static bool TryParse(string line, out MediaTime start, out MediaTime end)
    {
        var match = Times().Match(line);
        (start, end) = match.Success ? (Of(match, 1), Of(match, 6)) : (MediaTime.Zero, MediaTime.Zero);
        return match.Success;
    }

    /// <summary>A time as SubRip writes it, to the nearest millisecond.</summary>
    public static string Write(MediaTime time)
    {
        var milliseconds = time.ToSamples(1000);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{milliseconds / 3_600_000:00}:{milliseconds / 60_000 % 60:00}:{milliseconds / 1000 % 60:00},{milliseconds % 1000:000}");
    }

    private static MediaTime Of(Match match, int first)
    {
        long Number(int group) => match.Groups[first + group] is { Success: true, ValueSpan: var digits }
            ? long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        var fraction = match.Groups[first + 4].Value.PadRight(3, '0')[..3];
        var milliseconds = (((((Number(1) * 60) + Number(2)) * 60) + Number(3)) * 1000)
            + long.Parse(fraction, NumberStyles.None, CultureInfo.InvariantCulture);
        var time = MediaTime.FromSamples(milliseconds, 1000);
        return match.Groups[first].Length > 0 ? MediaTime.Zero - time : time;
    }

    [GeneratedRegex(
        @"^\s*(-?)(?:([0-9]{1,3}):)?([0-9]{1,2}):([0-9]{1,2})(?:[,.]([0-9]{1,9}))?\s*-->\s*"
        + @"(-?)(?:([0-9]{1,3}):)?([0-9]{1,2}):([0-9]{1,2})(?:[,.]([0-9]{1,9}))?(?:\s.*)?$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Times();
}
