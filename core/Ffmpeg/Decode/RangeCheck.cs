using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>Whether a range of a clip's frames is there to be read.</summary>
internal static class RangeCheck
{
    /// <summary>Throws unless they are.</summary>
    /// <param name="clip">The probed clip.</param>
    /// <param name="video">Its picture.</param>
    /// <param name="range">What is asked for.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.RangeEmpty"/>, <see cref="ErrorCode.MediaTruncated"/>,
    /// <see cref="ErrorCode.MediaDamaged"/>.</exception>
    public static void Require(ClipInfo clip, VideoStreamInfo video, FrameRange range)
    {
        if (range.Count < 1 || range.Start < 0 || (!clip.IsStill && range.Start >= video.FrameCount))
        {
            var name = MediaName.Of(clip.Path);
            throw new HeyGemException(ErrorCode.RangeEmpty, $"Frames {range} are not in {name}, which has {video.FrameCount}.");
        }

        if (clip.IsStill)
        {
            return;
        }

        if (range.End > video.FrameCount)
        {
            throw new ArgumentOutOfRangeException(nameof(range), range, $"The clip has {video.FrameCount} frames.");
        }

        if (range.End > video.ReadableFrameCount)
        {
            throw new HeyGemException(
                ErrorCode.MediaTruncated, $"{MediaName.Of(clip.Path)} ends early: {ClipWarnings.Readable(video)} can be read.");
        }

        var holes = video.Holes.Where(hole => hole.Start < range.End && hole.End > range.Start).ToList();
        if (holes.Count > 0 && !clip.IsPartial)
        {
            var ranges = string.Join(", ", holes.Take(8).Select(hole => ClipWarnings.Frames(hole, video.FrameRate)));
            throw new HeyGemException(ErrorCode.MediaDamaged,
                $"{MediaName.Of(clip.Path)} lacks pictures in the middle: {ranges}{(holes.Count > 8 ? ", ..." : string.Empty)}.");
        }
    }
}
