using System.Globalization;
using System.Text.RegularExpressions;

namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>
/// Whether an ffmpeg is from before the releases that mended the holes made known in 2026: CVE-2026-8461 in a decoder and CVE-2026-107697
/// in the reading of playlists. Neither that decoder nor playlists are ever opened by this program, so it is told and not refused.
/// </summary>
internal static partial class FfmpegAdvisories
{
    /// <summary>The first mended release of each line that got one; a line newer than the last began mended.</summary>
    private static readonly Version[] Mended = [new(7, 1, 5), new(8, 0, 3), new(8, 1, 3)];

    /// <summary>What to tell of a version, a sentence; null where there is nothing to tell or the version has no number.</summary>
    public static string? NoticeOf(string version)
    {
        var match = Number().Match(version);
        if (!match.Success)
        {
            return null;
        }

        var number = new Version(Part(match, 1), Part(match, 2), match.Groups[3].Success ? Part(match, 3) : 0);
        var line = Array.Find(Mended, m => m.Major == number.Major && m.Minor == number.Minor) ?? Mended[^1];
        return number >= line
            ? null
            : $"ffmpeg {version} is older than {string.Join(", ", Mended.Select(m => m.ToString()))}, which mended known holes in " +
                "decoders that are not used here; a distributor may have mended this one, too.";
    }

    private static int Part(Match match, int group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^n?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?")]
    private static partial Regex Number();
}
