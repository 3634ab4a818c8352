using HeyGem.Core.Engines;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Render.Report;

namespace HeyGem.Core.Render;

/// <summary>Puts together what a render did.</summary>
internal static class ReportBuilder
{
    public static RenderReport Of(
        RenderTools tools, ClipWork work, IMouthEngine engine, (DrawnFrames Drawn, CacheUse Cache, ResultFacts File) done,
        IReadOnlyList<ReportShot> people, IEnumerable<string> warnings)
    {
        var (drawn, cache, file) = done;
        var (use, video) = (work.Engine.Use, work.Clip.Video!);
        var outcomes = drawn.Outcomes;
        var kept = KeptRanges.Of(outcomes, drawn.Covered, people);
        var keptFrames = kept.Sum(r => r.End - r.Start);
        return new RenderReport
        {
            Engine = engine.Info.Name,
            Provider = use.Provider ?? tools.Provider,
            Cards = use.Cards,
            ProvidersPassedOver = use.PassedOver,
            Weights = [.. tools.Weights, .. use.Weights],
            Frames = outcomes.Length,
            FramesRendered = outcomes.Length - keptFrames,
            FramesKept = keptFrames,
            KeptRanges = kept,
            Shots = people,
            Fps = work.Plan.Rate.ToString(),
            Width = file.Width,
            Height = file.Height,
            PixelFormat = file.PixelFormat,
            File = file,
            VideoStream = video.Use,
            AudioStream = work.Voices[work.Spec.VoicePath].Info.Audio?.Use,
            AudioOffsetMs = 0,
            Cache = cache,
            Seconds = work.Clock.ToSeconds(),
            PeakMemoryMB = Math.Round(NativeProcess.PeakMemoryBytes / 1048576.0, 1),
            Warnings = [.. warnings],
        };
    }
}

/// <summary>What became of a result's frames.</summary>
/// <param name="Outcomes">What was done to each.</param>
/// <param name="Covered">Which share of each one's mouth is covered, 0..1.</param>
internal sealed record DrawnFrames(FrameOutcome[] Outcomes, float[] Covered);
