using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>Arguments of <c>ffprobe</c>.</summary>
internal static class ProbeArguments
{
    /// <summary>Streams and container as one JSON object.</summary>
    public static IReadOnlyList<string> Streams(string path, string? demuxer) =>
    [
        "-hide_banner", "-loglevel", "error",
        "-print_format", "json", "-show_format", "-show_streams",
        .. FfmpegInput.Of(path, demuxer),
    ];

    /// <summary>One line for each packet of one stream: <c>pts,duration,size,pos,flags</c>, in the order of the file.</summary>
    public static IReadOnlyList<string> Packets(string path, string? demuxer, int stream) =>
    [
        "-hide_banner", "-loglevel", "error",
        "-select_streams", FormattableString.Invariant($"{stream}"),
        "-show_entries", "packet=pts,duration,size,pos,flags", "-print_format", "csv=print_section=0",
        .. FfmpegInput.Of(path, demuxer),
    ];
}
