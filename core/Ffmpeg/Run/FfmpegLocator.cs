using System.Globalization;
using System.Text.RegularExpressions;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>
/// Finds ffmpeg: the folder that <c>HEYGEM_FFMPEG</c> names, else the first absolute folder of <c>PATH</c> that holds both programs.
/// The current folder is never searched, so that a program lying beside a clip is never run.
/// </summary>
public static partial class FfmpegLocator
{
    /// <summary>The variable that names ffmpeg's folder.</summary>
    public const string FolderVariable = "HEYGEM_FFMPEG";

    private static readonly Version Oldest = new(5, 1);

    /// <summary>Finds ffmpeg and asks what it can do.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FfmpegMissing"/> or <see cref="ErrorCode.FfmpegUnsupported"/>.</exception>
    public static Task<FfmpegTools> LocateAsync(CancellationToken cancellationToken) => LocateAsync(
        Environment.GetEnvironmentVariable(FolderVariable),
        Environment.GetEnvironmentVariable("PATH"),
        cancellationToken);

    internal static async Task<FfmpegTools> LocateAsync(string? folder, string? path, CancellationToken cancellationToken)
    {
        var suffix = OperatingSystem.IsWindows() ? ".exe" : string.Empty;
        var folders = string.IsNullOrWhiteSpace(folder) ? (path ?? string.Empty).Split(Path.PathSeparator) : [folder];
        foreach (var candidate in folders.Where(Path.IsPathFullyQualified))
        {
            var ffmpeg = Path.Combine(candidate, "ffmpeg" + suffix);
            var ffprobe = Path.Combine(candidate, "ffprobe" + suffix);
            if (File.Exists(ffmpeg) && File.Exists(ffprobe))
            {
                return await AskAsync(ffmpeg, ffprobe, cancellationToken).ConfigureAwait(false);
            }
        }

        throw new HeyGemException(
            ErrorCode.FfmpegMissing,
            string.IsNullOrWhiteSpace(folder)
                ? "ffmpeg and ffprobe are in no folder of PATH."
                : $"{FolderVariable} is '{folder}', but ffmpeg and ffprobe are not in that folder.");
    }

    private static async Task<FfmpegTools> AskAsync(string ffmpeg, string ffprobe, CancellationToken cancellationToken)
    {
        // Side by side: most of such a call is the time that ffmpeg takes to find its libraries.
        var answers = await Task.WhenAll(
            FfmpegOutput.ReadTextAsync(ffmpeg, ["-hide_banner", "-version"], cancellationToken),
            FfmpegOutput.ReadTextAsync(ffmpeg, ["-hide_banner", "-encoders"], cancellationToken)).ConfigureAwait(false);
        var version = VersionLine().Match(answers[0]).Groups[1].Value;
        var number = Number().Match(version);

        // A build from git has a commit in place of a number; those in use are newer than 5.1.
        if (number.Success && new Version(Part(number, 1), Part(number, 2)) < Oldest)
        {
            throw new HeyGemException(ErrorCode.FfmpegUnsupported, $"ffmpeg {version} at {ffmpeg} is older than {Oldest}.");
        }

        var encoders = EncoderLine().Matches(answers[1]).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        if (!encoders.Contains("libx264"))
        {
            throw new HeyGemException(ErrorCode.FfmpegUnsupported, $"ffmpeg {version} at {ffmpeg} was built without libx264.");
        }

        return new FfmpegTools(ffmpeg, ffprobe, version, encoders);
    }

    private static int Part(Match match, int group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^ffmpeg version (\S+)", RegexOptions.NonBacktracking)]
    private static partial Regex VersionLine();

    [GeneratedRegex(@"^n?(\d{1,4})\.(\d{1,4})", RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"^ [VAS][A-Z.]{5} (\w+)", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex EncoderLine();
}
