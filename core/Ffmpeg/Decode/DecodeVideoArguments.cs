using System.Globalization;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>What to decode, for <see cref="DecodeVideoArguments"/>.</summary>
internal sealed record DecodeVideoRequest
{
    public required string Path { get; init; }

    public string? Demuxer { get; init; }

    /// <summary>Index of the stream in the file.</summary>
    public required int Stream { get; init; }

    /// <summary>Time on the file's own, unshifted time line to seek to first, or null to decode from the start.</summary>
    public double? SeekSeconds { get; init; }

    /// <summary>An ffmpeg expression that is true for pictures that are wanted, or null for all.</summary>
    public string? Select { get; init; }

    /// <summary>Seconds of one unit of the stream's time stamps, as the probe found it.</summary>
    public required Fraction TimeBase { get; init; }

    /// <summary>
    /// Added to every time stamp, in the stream's units: NUT has no negative ones. Null where pictures are counted instead.
    /// </summary>
    public required long? Shift { get; init; }

    /// <summary>ffmpeg's name of the sample layout to deliver.</summary>
    public required string PixelFormat { get; init; }

    /// <summary>Whether the picture is converted from RGB, which needs a matrix chosen: BT.709, studio range.</summary>
    public bool FromRgb { get; init; }

    /// <summary>Whether the picture is grey, whose values stay what they are.</summary>
    public bool FromGrey { get; init; }

    /// <summary>The decoder to use instead of the codec's usual one, or null.</summary>
    public string? Decoder { get; init; }

    public required int Threads { get; init; }
}

/// <summary>
/// Arguments that decode one video stream to raw planar pictures on standard output, each picture as often as the file holds it and
/// upright, in a NUT stream that carries each picture's own time stamp beside its pixels.
/// </summary>
internal static class DecodeVideoArguments
{
    public static IReadOnlyList<string> Build(DecodeVideoRequest request)
    {
        List<string> arguments =
        [
            "-hide_banner", "-nostdin", "-nostats", "-loglevel", "level+verbose",
            "-threads", request.Threads.ToString(CultureInfo.InvariantCulture),
            "-copyts", "-noaccurate_seek",
        ];
        if (request.SeekSeconds is { } seconds)
        {
            arguments.AddRange(["-seek_timestamp", "1", "-ss", FfmpegInput.Seconds(seconds)]);
        }

        if (request.Decoder is { } decoder)
        {
            arguments.AddRange(["-c:v", decoder]);
        }

        arguments.AddRange(FfmpegInput.Of(request.Path, request.Demuxer));
        List<string> filters = [];
        if (request.Select is { } select)
        {
            filters.Add($"select='{select}'");
        }

        filters.Add(request.Shift is { } shift ? FormattableString.Invariant($"setpts=PTS+({shift})") : "setpts=N");
        if (request.FromRgb)
        {
            filters.Add("scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_inp");
        }

        if (request.FromGrey)
        {
            filters.Add("scale=in_range=pc:out_range=pc");
        }

        arguments.AddRange(
        [
            "-map", FormattableString.Invariant($"0:{request.Stream}"),
            "-vf", string.Join(',', filters),
            "-fps_mode", "passthrough", "-enc_time_base", Ticks(request.TimeBase), "-avoid_negative_ts", "disabled",
            "-pix_fmt", request.PixelFormat,
            "-c:v", "rawvideo", "-f", "nut", "pipe:1",
        ]);
        return arguments;
    }

    /// <summary>
    /// Ticks finer than the stream's own: of pictures with equal time stamps ffmpeg moves the later ones on by one, which then rounds back.
    /// </summary>
    private static string Ticks(Fraction unit)
    {
        const int Finer = 16;
        var (numerator, denominator) = unit.IsPositive ? (unit.Numerator, unit.Denominator) : (1, 90_000);
        return FormattableString.Invariant($"{numerator}:{(denominator <= int.MaxValue / Finer ? denominator * Finer : denominator)}");
    }
}
