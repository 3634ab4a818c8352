using System.Globalization;
using System.Text.RegularExpressions;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Answers;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>
/// Finds ffmpeg: the folder that <c>HEYGEM_FFMPEG</c> names, else the first absolute folder of <c>PATH</c>, of the data folder and of the
/// usual places whose two programs can do what a render asks. The current folder is never searched, so that a program lying beside a clip
/// is never run.
/// </summary>
public static partial class FfmpegLocator
{
    /// <summary>The variable that names ffmpeg's folder.</summary>
    public const string FolderVariable = "HEYGEM_FFMPEG";

    private static readonly Version Oldest = new(5, 1);

    /// <summary>Finds ffmpeg and asks what it can do.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FfmpegMissing"/> or <see cref="ErrorCode.FfmpegUnsupported"/>.</exception>
    public static Task<FfmpegTools> LocateAsync(CancellationToken cancellationToken) => LocateAsync((string?)null, null, cancellationToken);

    /// <summary>The same; the user may have put ffmpeg into the data folder.</summary>
    /// <param name="dataFolder">The data folder; its folder <c>ffmpeg</c> is looked in.</param>
    /// <param name="cache">Keeps what a program says of itself and of files, or null to ask it anew.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static Task<FfmpegTools> LocateAsync(string? dataFolder, AnalysisCache? cache, CancellationToken cancellationToken) =>
        LocateAsync(
            Environment.GetEnvironmentVariable(FolderVariable),
            Environment.GetEnvironmentVariable("PATH"),
            FfmpegPlaces.Here.All(dataFolder),
            cache,
            cancellationToken);

    internal static async Task<FfmpegTools> LocateAsync(
        string? folder, string? path, IEnumerable<string> places, AnalysisCache? cache, CancellationToken cancellationToken)
    {
        var suffix = OperatingSystem.IsWindows() ? ".exe" : string.Empty;
        var folders = string.IsNullOrWhiteSpace(folder) ? (path ?? string.Empty).Split(Path.PathSeparator).Concat(places) : [folder];
        HeyGemException? unsuitable = null;
        foreach (var candidate in folders.Where(Path.IsPathFullyQualified).Distinct())
        {
            var ffmpeg = Path.Combine(candidate, "ffmpeg" + suffix);
            var ffprobe = Path.Combine(candidate, "ffprobe" + suffix);
            if (File.Exists(ffmpeg) && File.Exists(ffprobe))
            {
                try
                {
                    return await CheckAsync(ffmpeg, ffprobe, cache, cancellationToken).ConfigureAwait(false);
                }
                catch (HeyGemException e) when (e.Code == ErrorCode.FfmpegUnsupported)
                {
                    // Another folder may hold a better one; the first is what the user thinks of as theirs.
                    unsuitable ??= e;
                }
            }
        }

        throw unsuitable ?? new HeyGemException(
            ErrorCode.FfmpegMissing,
            string.IsNullOrWhiteSpace(folder)
                ? "ffmpeg and ffprobe are in no folder of PATH, and in none of the usual places."
                : $"{FolderVariable} is '{folder}', but ffmpeg and ffprobe are not in that folder.");
    }

    private static async Task<FfmpegTools> CheckAsync(
        string ffmpeg, string ffprobe, AnalysisCache? cache, CancellationToken cancellationToken)
    {
        var build = await FfmpegBuild.OfAsync(ffmpeg, cache, cancellationToken).ConfigureAwait(false);
        var number = Number().Match(build.Version);

        // A build from git has a commit in place of a number; those in use are newer than 5.1.
        if (number.Success && new Version(Part(number, 1), Part(number, 2)) < Oldest)
        {
            throw new HeyGemException(ErrorCode.FfmpegUnsupported, $"ffmpeg {build.Version} at {ffmpeg} is older than {Oldest}.");
        }

        if (FfmpegRequirements.Missing(build.Encoders, build.Filters, build.Muxers) is { } missing)
        {
            throw new HeyGemException(ErrorCode.FfmpegUnsupported, $"ffmpeg {build.Version} at {ffmpeg} was built without {missing}.");
        }

        return new FfmpegTools(ffmpeg, ffprobe, build.Version, build.Encoders)
        {
            ReadsLists = build.Demuxers.Contains("concat"),
            Answers = cache is null ? null : new KeptAnswers(cache, FfmpegBuild.KeyOf(ffprobe)),
        };
    }

    private static int Part(Match match, int group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^n?(\d{1,4})\.(\d{1,4})")]
    private static partial Regex Number();
}
