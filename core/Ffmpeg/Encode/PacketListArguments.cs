using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>
/// Arguments of an <c>ffmpeg</c> that reads a finished file whole and writes one line for each packet at the moment it was read.
/// </summary>
internal static class PacketListArguments
{
    /// <summary>
    /// Lists the pictures and, where there is any, the sound in the form of ffmpeg's <c>framecrc</c>: header lines such as
    /// <c>#media_type 0: video</c>, then <c>stream, dts, pts, duration, size, checksum</c>.
    /// </summary>
    /// <param name="path">Absolute path.</param>
    public static IReadOnlyList<string> Of(string path) =>
    [
        "-hide_banner", "-nostdin", "-nostats", "-loglevel", "error",
        .. FfmpegInput.Of(path, null),
        "-map", "0:v:0", "-map", "0:a?", "-c", "copy", "-flush_packets", "1", "-f", "framecrc", "pipe:1",
    ];
}
