using HeyGem.Core.Engines;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Parts;

/// <summary>Makes a planned clip ready to be drawn in segments, here or elsewhere.</summary>
internal sealed class SegmentStage(RenderTools tools, ClipWork work, IMouthPlan mouth)
{
    /// <summary>Takes the folder of the segments and keeps what holds of what lies in it.</summary>
    /// <param name="target">The result.</param>
    /// <param name="segments">Where it is cut.</param>
    /// <param name="painting">What paints, and where it says what became of each frame.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<SegmentRun> OpenAsync(
        EncodeSpec target, IReadOnlyList<FrameRange> segments, (DrawPass Drawing, FrameOutcome[] Outcomes) painting,
        CancellationToken cancellationToken)
    {
        var key = await KeyAsync(target, cancellationToken);
        return await SegmentRun.OpenAsync(
            new SegmentWork
            {
                Ffmpeg = tools.Ffmpeg,
                Target = target,
                Segments = segments,
                Key = key,
                Frames = work.Frames,
                Outcomes = painting.Outcomes,
                Draw = painting.Drawing.RunAsync,
                Lane = tools.LaneOf(tools.Engines.Resolve(work.Spec.Engine).Info.Name),
                Item = work.Spec.ItemId ?? string.Empty,
                Describe = DescribeAsync,
                Done = work.Meter.Report,
            },
            work.Spec.WorkFolder,
            cancellationToken);
    }

    private async Task<string> KeyAsync(EncodeSpec target, CancellationToken cancellationToken)
    {
        var voices = work.Voices.ToDictionary(v => v.Key, v => v.Value.Key);
        var people = work.Spec.Speakers.Select(s => s.PersonPath).Append(work.Spec.PersonPath);
        var words = work.Spec.IsDrivenByWords ? work.Spec.KnownWords!.Path : null;
        foreach (var path in people.Append(work.Spec.VoiceTimesPath).Append(words).OfType<string>())
        {
            voices[path] = await ContentKey.OfFileAsync(path, cancellationToken);
        }

        return new SegmentKey
        {
            Spec = work.Spec,
            Clip = work.ClipKey,
            Voices = voices,
            Plan = work.Plan,
            Models = [tools.Provider, .. tools.Weights, work.Engine.Use.Provider ?? string.Empty, .. work.Engine.Use.Weights],
        }.Of(tools.Ffmpeg, target);
    }

    private async Task<SegmentDrawing?> DescribeAsync(CancellationToken cancellationToken)
    {
        var spec = work.Spec;
        var media = new Dictionary<string, string>();
        foreach (var path in spec.VoicePaths.Append(spec.ClipPath).Concat(new[] { spec.VoiceTimesPath, spec.PersonPath }.OfType<string>()))
        {
            media[path] = await ContentKey.OfFileAsync(path, cancellationToken);
        }

        var analyses = tools.Cache.Used;
        return analyses.Count > 0 && analyses.All(File.Exists)
            ? new SegmentDrawing { Spec = spec, Media = media, Analyses = analyses, Plan = PlanDigest.Of(mouth, work.Plan.Count) }
            : null;
    }
}
