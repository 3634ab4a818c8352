using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>
/// What one build of ffmpeg says of itself. Asking starts it five times, which costs more processor time than all else before the first
/// frame, so the answers are kept with the analyses for as long as the program file is the same.
/// </summary>
/// <param name="Version">Version as it prints it, such as <c>5.1.9-0+deb12u1</c>; empty where it prints none.</param>
/// <param name="Encoders">Names of the encoders it was built with.</param>
/// <param name="Filters">The same of filters.</param>
/// <param name="Muxers">The same of muxers.</param>
/// <param name="Demuxers">The same of demuxers.</param>
internal sealed partial record FfmpegBuild(
    string Version, IReadOnlySet<string> Encoders, IReadOnlySet<string> Filters, IReadOnlySet<string> Muxers,
    IReadOnlySet<string> Demuxers)
{
    private const string Kind = "ffmpeg";

    /// <summary>Takes the kept answers of the program, or asks it and keeps what it says.</summary>
    /// <param name="ffmpeg">Absolute path of the program.</param>
    /// <param name="cache">Where answers are kept, or null to ask and keep nothing.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <exception cref="Errors.HeyGemException"><see cref="Errors.ErrorCode.FfmpegMissing"/> when it cannot be started,
    /// <see cref="Errors.ErrorCode.FfmpegDied"/> when it ends with a fault; neither is kept.</exception>
    public static async Task<FfmpegBuild> OfAsync(string ffmpeg, AnalysisCache? cache, CancellationToken cancellationToken)
    {
        if (cache is null)
        {
            return await AskAsync(ffmpeg, cancellationToken).ConfigureAwait(false);
        }

        var key = KeyOf(ffmpeg);
        if (TryRead(cache, key) is { } kept)
        {
            return kept;
        }

        var asked = await AskAsync(ffmpeg, cancellationToken).ConfigureAwait(false);
        cache.TryStore(key, Kind, asked.WriteTo);
        return asked;
    }

    /// <summary>Names a program file: its path, the file behind its links, that file's size and time.</summary>
    public static string KeyOf(string program)
    {
        var file = new FileInfo(program);
        file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        var facts = string.Create(
            CultureInfo.InvariantCulture, $"{program}\n{file.FullName}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)));
    }

    private static async Task<FfmpegBuild> AskAsync(string ffmpeg, CancellationToken cancellationToken)
    {
        // Side by side: most of such a call is the time that ffmpeg takes to find its libraries.
        var answers = await Task.WhenAll(
            FfmpegOutput.ReadTextAsync(ffmpeg, ["-hide_banner", "-version"], cancellationToken),
            FfmpegOutput.ReadTextAsync(ffmpeg, ["-hide_banner", "-encoders"], cancellationToken),
            FfmpegOutput.ReadTextAsync(ffmpeg, ["-hide_banner", "-filters"], cancellationToken),
            FfmpegOutput.ReadTextAsync(ffmpeg, ["-hide_banner", "-muxers"], cancellationToken),
            FfmpegOutput.ReadTextAsync(ffmpeg, ["-hide_banner", "-demuxers"], cancellationToken)).ConfigureAwait(false);
        return new FfmpegBuild(
            VersionLine().Match(answers[0]).Groups[1].Value,
            FfmpegRequirements.Names(answers[1]),
            FfmpegRequirements.Names(answers[2]),
            FfmpegRequirements.Names(answers[3]),
            FfmpegRequirements.Names(answers[4]));
    }

    private static FfmpegBuild? TryRead(AnalysisCache cache, string key)
    {
        using var stream = cache.TryOpen(key, Kind);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        var lines = reader.ReadToEnd().Split('\n');
        return lines.Length == 5
            ? new FfmpegBuild(lines[0], Names(lines[1]), Names(lines[2]), Names(lines[3]), Names(lines[4])) : null;
    }

    private void WriteTo(Stream stream) => stream.Write(Encoding.UTF8.GetBytes(
        string.Join('\n', [Version, .. new[] { Encoders, Filters, Muxers, Demuxers }.Select(names => string.Join(' ', names))])));

    private static HashSet<string> Names(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"^ffmpeg version (\S+)")]
    private static partial Regex VersionLine();
}
