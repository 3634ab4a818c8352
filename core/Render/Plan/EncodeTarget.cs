using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Plan;

/// <summary>What the encoder is asked for.</summary>
internal static class EncodeTarget
{
    public static EncodeSpec Of(RenderSpec spec, ClipInfo clip, SourcePlan plan, AudioSource? sound, string engine)
    {
        var video = clip.Video!;
        var extension = EncodeProfiles.Of(spec.Format, video).Extension();
        return new EncodeSpec
        {
            OutputPath = spec.Preview is null
                ? OutputNaming.FreeName(spec.OutputFolder, spec.ClipPath, extension, spec.Variant)
                : OutputNaming.FreePreview(spec.OutputFolder, spec.ClipPath, extension),
            Format = spec.Format,
            Source = video,
            FrameRate = plan.Rate,
            Width = video.Width,
            Height = video.Height,
            Layout = video.Layout,
            FrameCount = plan.Shown.Count,
            StartTimecode = StartTimecode(video, plan),
            Tags = spec.StripMetadata ? new Dictionary<string, string>() : Tags(clip, engine),
            Audio = sound,
        };
    }

    /// <summary>The clip's own tags, and what drew on it.</summary>
    private static Dictionary<string, string> Tags(ClipInfo clip, string engine) => new(clip.Tags)
    {
        ["software"] = $"HeyGem.Bridge {typeof(EncodeTarget).Assembly.GetName().Version!.ToString(3)} ({engine})",
    };

    /// <summary>The source's timecode of the range's first frame, so that the result lines up with the original in an editor.</summary>
    internal static string? StartTimecode(VideoStreamInfo video, SourcePlan plan) =>
        video.StartTimecode is { } text && Timecode.TryParse(text, out var start) && start.ExistsAt(video.FrameRate)
            ? Timecode.FromFrames(start.ToFrames(video.FrameRate) + FirstOf(plan), video.FrameRate, start.DropFrame).ToString()
            : null;

    private static long FirstOf(SourcePlan plan) => plan.Source.Start + plan.SourceOf((int)plan.Shown.Start);
}
