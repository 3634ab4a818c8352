using System.Globalization;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>Arguments that write one small picture of a clip.</summary>
internal static class ThumbnailArguments
{
    /// <summary>The first decodable picture at or after a time, as an RGB-viewable JPEG that fits a square.</summary>
    /// <param name="path">Absolute path of the media file.</param>
    /// <param name="seconds">Where to look, seconds from the start.</param>
    /// <param name="size">Largest width and height, pixels.</param>
    /// <param name="output">Absolute path of the JPEG; it is replaced.</param>
    public static IReadOnlyList<string> Of(string path, double seconds, int size, string output)
    {
        var edge = size.ToString(CultureInfo.InvariantCulture);
        return
        [
            "-hide_banner", "-nostdin", "-nostats", "-progress", "pipe:1", "-loglevel", "error", "-threads", "1",
            "-ss", FfmpegInput.Seconds(seconds),
            .. FfmpegInput.Of(path, null),
            "-map", "0:V:0", "-frames:v", "1",
            "-vf", "scale=w=iw*sar:h=ih,"
                + $"scale=w={edge}:h={edge}:force_original_aspect_ratio=decrease:force_divisible_by=2,setsar=1,format=yuvj420p",
            "-c:v", "mjpeg", "-q:v", "4", "-f", "image2", "-update", "1", "-y", "file:" + output,
        ];
    }
}
