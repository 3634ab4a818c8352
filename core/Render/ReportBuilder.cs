using HeyGem.Core.Engines;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;

namespace HeyGem.Core.Render;

/// <summary>Puts together what a render did.</summary>
internal static class ReportBuilder
{
    public static RenderReport Of(EngineUse engine, ClipInfo clip, SourcePlan plan, FrameOutcome[] outcomes, CacheUse cache, RenderClock clock, IEnumerable<string> warnings)
    {
        var video = clip.Video!;
        var kept = KeptRanges.Of(outcomes);
        var keptFrames = kept.Sum(r => r.End - r.Start);
        return new RenderReport
        {
            Engine = engine.Name,
            Provider = engine.Provider,
            ProvidersPassedOver = engine.PassedOver,
            Weights = engine.Weights,
            Frames = outcomes.Length,
            FramesRendered = outcomes.Length - keptFrames,
            FramesKept = keptFrames,
            KeptRanges = kept,
            Fps = plan.Rate.ToString(),
            Width = video.Width,
            Height = video.Height,
            PixelFormat = video.Layout.FfmpegName,
            AudioOffsetMs = 0,
            Cache = cache,
            Seconds = clock.ToSeconds(),
            PeakMemoryMB = Math.Round(NativeProcess.PeakMemoryBytes / 1048576.0, 1),
            Warnings = [.. warnings],
        };
    }
}
