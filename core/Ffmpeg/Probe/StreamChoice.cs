using FFMpegCore;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>
/// Which of a file's streams are the clip: of those whose codec is read, the one that the file marks as default, then the picture with
/// the most pixels, then the first. Cover art and chapter pictures are no picture of a clip. Other streams never refuse a file.
/// </summary>
internal static class StreamChoice
{
    private static readonly string[] _beside = ["attached_pic", "timed_thumbnails", "still_image"];

    public static FFProbeStream? Picture(IEnumerable<FFProbeStream> streams) =>
        Best(streams.Where(s => s.CodecType == "video" && !_beside.Any(word => Is(s, word))));

    public static FFProbeStream? Sound(IEnumerable<FFProbeStream> streams) => Best(streams.Where(s => s.CodecType == "audio"));

    private static FFProbeStream? Best(IEnumerable<FFProbeStream> streams) => streams
        .OrderByDescending(s => FfmpegInput.Reads(s.CodecName ?? string.Empty))
        .ThenByDescending(s => Is(s, "default"))
        .ThenByDescending(s => (long)(s.Width ?? 0) * (s.Height ?? 0))
        .ThenBy(s => s.Index)
        .FirstOrDefault();

    private static bool Is(FFProbeStream stream, string word) => stream.Disposition?.GetValueOrDefault(word) is 1;
}
