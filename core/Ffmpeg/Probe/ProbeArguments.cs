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
        .. FfmpegInput.ForProbe(path, demuxer),
    ];

    /// <summary>
    /// One line <c>packet,stream,pts,duration,size,pos,flags</c> for each packet, in the order of the file, and at the end a line
    /// <c>format,...</c>, without which ffprobe did not get there.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="demuxer">The demuxer to force, or null.</param>
    /// <param name="stream">The only stream to list, or null for all.</param>
    /// <param name="withoutEdits">Whether an MP4's edit list is passed over, so that packets outside it are listed, too.</param>
    public static IReadOnlyList<string> Packets(string path, string? demuxer, int? stream, bool withoutEdits) =>
    [
        "-hide_banner", "-loglevel", "error",
        .. withoutEdits ? new[] { "-ignore_editlist", "1" } : [],
        .. stream is { } index ? new[] { "-select_streams", FormattableString.Invariant($"{index}") } : [],
        "-show_entries", "packet=stream_index,pts,duration,size,pos,flags:format=nb_streams", "-print_format", "csv=print_section=1",
        .. FfmpegInput.ForProbe(path, demuxer),
    ];

    /// <summary>One line for each packet of the first picture stream: where in the file it is, bytes.</summary>
    public static IReadOnlyList<string> PicturePositions(string path) =>
    [
        "-hide_banner", "-loglevel", "error", "-select_streams", "v:0",
        "-show_entries", "packet=pos", "-print_format", "csv=print_section=0",
        .. FfmpegInput.ForProbe(path, null),
    ];

    /// <summary>Says of each picture of a still how clear the clearest point of its transparency is.</summary>
    public static IReadOnlyList<string> LeastAlpha(string path, string demuxer, int stream) =>
    [
        "-hide_banner", "-nostdin", "-nostats", "-loglevel", "error", .. FfmpegInput.Of(path, demuxer),
        "-map", FormattableString.Invariant($"0:{stream}"), "-frames:v", "1",
        "-vf", "alphaextract,format=gray,signalstats,metadata=print:key=lavfi.signalstats.YMIN:file=-", "-f", "null", "-",
    ];

    /// <summary>The first picture's fields and side data as JSON.</summary>
    public static IReadOnlyList<string> FirstPicture(string path, string? demuxer, int stream) =>
    [
        "-hide_banner", "-loglevel", "error",
        "-select_streams", FormattableString.Invariant($"{stream}"), "-read_intervals", "%+#1",
        "-show_entries", "frame=interlaced_frame,top_field_first:frame_side_data", "-print_format", "json",
        .. FfmpegInput.ForProbe(path, demuxer),
    ];
}
