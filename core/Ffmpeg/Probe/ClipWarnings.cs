using System.Globalization;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>What an editor should know about a clip that can be rendered all the same.</summary>
internal static class ClipWarnings
{
    public static void Collect(VideoStreamInfo video, SourceTimeline timeline, long missing, List<string> warnings)
    {
        if (video.IsVariableRate)
        {
            var (repeated, dropped) = timeline.Conformed(video.FrameRate);
            warnings.Add(Text($"The clip's frame rate varies; it is conformed to {video.FrameRate.PerSecond:0.###} frames a second: {repeated} frames repeated, {dropped} left out."));
        }

        if (missing > 0)
        {
            warnings.Add(Text($"The file was cut short: {video.ReadableFrameCount} of {video.FrameCount} frames can be read ({video.FrameRate.StartOf(video.ReadableFrameCount).Seconds:0.##} s)."));
        }

        if (video.HasAlpha)
        {
            warnings.Add("The clip's transparency is not kept.");
        }

        if (video.Colour.Transfer is "smpte2084" or "arib-std-b67")
        {
            var kind = video.Colour.Transfer == "smpte2084" ? "PQ" : "HLG";
            warnings.Add($"The clip is HDR ({kind}); its depth and colour tags are kept, its mastering metadata is not.");
        }

        if (video.FieldOrder is "tt" or "bb" or "tb" or "bt")
        {
            warnings.Add("The clip is interlaced; its fields are kept as they are, and the mouth is drawn on whole frames.");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
