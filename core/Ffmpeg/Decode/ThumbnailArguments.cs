using System.Globalization;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>Arguments that write one small picture of a clip.</summary>
internal static class ThumbnailArguments
{
    /// <summary>The first decodable picture at or after a time, as an RGB-viewable JPEG that fits a square.</summary>
    /// <param name="path">Absolute path of the media file.</param>
    /// <param name="at">Where to look.</param>
    /// <param name="size">Largest width and height, pixels.</param>
    /// <param name="output">Absolute path of the JPEG; it is replaced.</param>
    public static IReadOnlyList<string> Of(string path, PictureMoment at, int size, string output)
    {
        var cut = at.Part is var (x, y, width, height)
            ? string.Create(CultureInfo.InvariantCulture, $"crop=iw*{width:0.####}:ih*{height:0.####}:iw*{x:0.####}:ih*{y:0.####},")
            : string.Empty;
        var edge = size.ToString(CultureInfo.InvariantCulture);
        return
        [
            "-hide_banner", "-nostdin", "-nostats", "-progress", "pipe:1", "-loglevel", "error", "-threads", "1",
            "-ss", FfmpegInput.Seconds(at.Seconds),
            .. FfmpegInput.Of(path, null),
            "-map", "0:V:0", "-frames:v", "1",
            "-vf", cut + "scale=w=iw*sar:h=ih,"
                + $"scale=w={edge}:h={edge}:force_original_aspect_ratio=decrease:force_divisible_by=2,setsar=1,format=yuvj420p",
            "-c:v", "mjpeg", "-q:v", "4", "-f", "image2", "-update", "1", "-y", "file:" + output,
        ];
    }
}
