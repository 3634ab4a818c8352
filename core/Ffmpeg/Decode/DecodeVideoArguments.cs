using System.Globalization;
using HeyGem.Core.Ffmpeg.Run;

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

    /// <summary>ffmpeg's name of the sample layout to deliver.</summary>
    public required string PixelFormat { get; init; }

    /// <summary>Whether the picture is converted from RGB, which needs a matrix chosen: BT.709, studio range.</summary>
    public bool FromRgb { get; init; }

    public required int Threads { get; init; }
}

/// <summary>
/// Arguments that decode one video stream to raw planar pictures on standard output, each picture as often as the file holds it and
/// upright. A <c>showinfo</c> line on standard error goes with each picture and carries its own time stamp.
/// </summary>
internal static class DecodeVideoArguments
{
    public static IReadOnlyList<string> Build(DecodeVideoRequest request)
    {
        List<string> arguments =
        [
            "-hide_banner", "-nostdin", "-nostats", "-loglevel", "level+info",
            "-threads", request.Threads.ToString(CultureInfo.InvariantCulture),
            "-copyts", "-noaccurate_seek",
        ];
        if (request.SeekSeconds is { } seconds)
        {
            arguments.AddRange(["-seek_timestamp", "1", "-ss", FfmpegInput.Seconds(seconds)]);
        }

        arguments.AddRange(FfmpegInput.Of(request.Path, request.Demuxer));
        List<string> filters = [];
        if (request.Select is { } select)
        {
            filters.Add($"select='{select}'");
        }

        // The log carries the time stamps; the raw pictures go out one a second, so that no odd time can drop one.
        filters.Add("showinfo=checksum=0");
        filters.Add("setpts=N/TB");
        if (request.FromRgb)
        {
            filters.Add("scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_inp");
        }

        arguments.AddRange(
        [
            "-map", FormattableString.Invariant($"0:{request.Stream}"),
            "-vf", string.Join(',', filters),
            "-fps_mode", "passthrough",
            "-pix_fmt", request.PixelFormat,
            "-c:v", "rawvideo", "-f", "rawvideo", "pipe:1",
        ]);
        return arguments;
    }
}
