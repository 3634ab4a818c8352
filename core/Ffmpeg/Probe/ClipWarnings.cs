using System.Globalization;
using HeyGem.Core.Errors;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>What an editor should know about a clip that can be rendered all the same.</summary>
internal static class ClipWarnings
{
    public static void Collect(VideoStreamInfo video, SourceTimeline timeline, List<string> warnings)
    {
        foreach (var hole in video.Holes)
        {
            warnings.Add(hole.Count == 1
                ? $"{Frames(hole, video.FrameRate)} is missing from the file; the picture before it is held."
                : $"{Frames(hole, video.FrameRate)} are missing from the file; the picture before them is held.");
        }

        if (video.IsVariableRate && video.Holes.Count == 0)
        {
            var (repeated, dropped) = timeline.Conformed(video.FrameRate);
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The clip's frame rate varies; it is conformed to {video.FrameRate.PerSecond:0.###} frames a second: " +
                    $"{Counted.Of(repeated, "frame")} repeated, {dropped} left out."));
        }

        if (video.ReadableFrameCount < video.FrameCount)
        {
            warnings.Add($"The file was cut short: {Readable(video)} can be read.");
        }

        if (video.HasDolbyVision)
        {
            warnings.Add("The clip carries Dolby Vision, which is not kept; its HDR picture below that is.");
        }

        if (video.FieldOrder is "tt" or "bb")
        {
            warnings.Add("The clip is interlaced; its fields are kept as they are.");
        }
    }

    /// <summary>A range of frames with its seconds, such as <c>Frames 48-57 (1.92-2.32 s)</c>.</summary>
    public static string Frames(FrameRange frames, FrameRate rate) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(frames.Count == 1 ? "Frame" : "Frames")} {frames} " +
            $"({rate.StartOf(frames.Start).Seconds:0.##}-{rate.StartOf(frames.End).Seconds:0.##} s)");

    /// <summary>Frames gathered into ranges, the first eight of them.</summary>
    public static string Frames(IReadOnlyList<long> frames, FrameRate rate)
    {
        List<FrameRange> ranges = [];
        foreach (var frame in frames)
        {
            if (ranges.Count > 0 && ranges[^1].End == frame)
            {
                ranges[^1] = ranges[^1] with { Count = ranges[^1].Count + 1 };
            }
            else
            {
                ranges.Add(new FrameRange(frame, 1));
            }
        }

        return string.Join(", ", ranges.Take(8).Select(range => Frames(range, rate))) + (ranges.Count > 8 ? ", ..." : string.Empty);
    }

    /// <summary>How much of a clip is there, such as <c>50 of 101 frames (2 of 4.04 s)</c>.</summary>
    public static string Readable(VideoStreamInfo video)
    {
        var (there, all) = (video.FrameRate.StartOf(video.ReadableFrameCount).Seconds, video.FrameRate.StartOf(video.FrameCount).Seconds);
        var least = video.EndIsUnknown ? "at least " : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
                $"{video.ReadableFrameCount} of {least}{Counted.Of(video.FrameCount, "frame")} ({there:0.##} of {least}{all:0.##} s)");
    }
}
