using System.Text.RegularExpressions;

namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>What a render asks of ffmpeg beyond its version: the encoders, filters and muxers that its lines name.</summary>
internal static partial class FfmpegRequirements
{
    // ProRes and DNxHR are asked for by format, when one is chosen; see FfmpegTools.Encoders.
    private static readonly string[] _encoders = ["libx264", "aac", "pcm_s24le", "pcm_f32le", "rawvideo", "mjpeg"];

    private static readonly string[] _filters =
    [
        "select", "setpts", "scale", "format", "pad", "fillborders", "setsar", "setparams",
        "aresample", "atrim", "asetpts", "aformat", "apad",
    ];

    private static readonly string[] _muxers = ["mp4", "mov", "nut", "f32le", "image2", "framecrc"];

    /// <summary>What is missing, as words for a sentence, or null where all is there.</summary>
    /// <param name="encoders">The names that <see cref="Names"/> finds in the answer to <c>-encoders</c>.</param>
    /// <param name="filters">The same of <c>-filters</c>.</param>
    /// <param name="muxers">The same of <c>-muxers</c>.</param>
    public static string? Missing(IReadOnlySet<string> encoders, IReadOnlySet<string> filters, IReadOnlySet<string> muxers)
    {
        string[] missing =
        [
            .. Lacking("encoder", _encoders, encoders),
            .. Lacking("filter", _filters, filters),
            .. Lacking("muxer", _muxers, muxers),
        ];
        return missing.Length == 0 ? null : string.Join("; ", missing);
    }

    /// <summary>The names in one of ffmpeg's lists: behind the flags of each line, several of one muxer parted by commas.</summary>
    public static IReadOnlySet<string> Names(string list) =>
        Line().Matches(list).SelectMany(match => match.Groups[1].Value.Split(',')).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Lacking(string kind, string[] wanted, IReadOnlySet<string> there)
    {
        string[] lacking = [.. wanted.Where(name => !there.Contains(name))];
        return lacking.Length switch
        {
            0 => [],
            1 => [$"the {kind} {lacking[0]}"],
            _ => [$"the {kind}s {string.Join(", ", lacking)}"],
        };
    }

    [GeneratedRegex(@"^ [A-Z.|d ]{1,6} ([\w,-]+) ", RegexOptions.Multiline)]
    private static partial Regex Line();
}
