using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Occlusion;
using HeyGem.Core.Render.Report;

namespace HeyGem.Core.Render;

/// <summary>
/// Plans the mouth: face and voice become a plan that knows every frame; its reference mouths come from the cache or the clip.
/// </summary>
internal sealed class MouthStage(RenderTools tools)
{
    /// <summary>A plan that is ready to paint.</summary>
    /// <exception cref="Errors.HeyGemException">No frame would be drawn; see <see cref="NothingDrawn"/>.</exception>
    public async Task<IMouthPlan> RunAsync(
        ClipWork work, FaceStageResult faces, VoiceAnalysis voice, MouthCrops crops, CancellationToken cancellationToken)
    {
        var planning = work.Clock.Start();
        var cover = await Task.Run(() => MouthCover.Of(faces.Track, cancellationToken), cancellationToken);
        var input = InputOf(work, faces, voice);
        var plan = UncoveredPlan.Around(
            await work.Engine.PlanAsync(input, cancellationToken), cover, input.SourceOf, work.Space);
        work.Clock.Stop(ClockedWork.Mouth, planning);
        try
        {
            NothingDrawn.Check(plan, Path.GetFileName(work.Spec.ClipPath), input.SourceOf, faces.Track);
            if (plan.References is { } references)
            {
                await FillAsync(work, references, (faces, cover), crops, cancellationToken);
                var choosing = work.Clock.Start();
                await Task.Run(() => references.Complete(cancellationToken), cancellationToken);
                work.Clock.Stop(ClockedWork.Mouth, choosing);
            }

            return plan;
        }
        catch
        {
            await ((plan as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    private static PlanInput InputOf(ClipWork work, FaceStageResult faces, VoiceAnalysis voice)
    {
        var source = new int[work.Plan.Count];
        for (var i = 0; i < source.Length; i++)
        {
            source[i] = work.Plan.SourceOf(i);
        }

        return new PlanInput
        {
            Track = faces.Track,
            Space = work.Space,
            Rate = work.Plan.Rate,
            Clock = work.Engine.Needs.Clock ?? work.Plan.Rate,
            SourceOf = source,
            Voice = voice,
            VoiceSeconds = work.Plan.VoiceDuration.Seconds,
            OffsetMs = work.Spec.Offset.ToMilliseconds(work.Plan.Rate),
            Style = work.Spec.VoiceStyle,
            Intensity = work.Spec.Intensity,
        };
    }

    private async Task FillAsync(
        ClipWork work, IReferenceMouths references, (FaceStageResult Result, MouthCover Cover) clip, MouthCrops crops,
        CancellationToken cancellationToken)
    {
        var (faces, cover) = clip;
        if (references.ReferenceFrames.Count == 0 || Load(references, faces.Key))
        {
            return;
        }

        // A covered face lends its pixels only where the clip has no other; what covers it is taken out of the whole frame.
        var lift = new CoverLift(work.Space);
        bool Kept(int index) => cover.Mask(index).IsEmpty && crops.At(index).Any(crop => references.TryAddReference(crop, index));
        int[] missing = [.. references.ReferenceFrames.Where(index => !Kept(index))];
        await foreach (var (index, frame) in work.Frames.PickAsync(faces.Track.Range, missing, cancellationToken))
        {
            using (frame)
            {
                lift.Take(frame, cover, index);
                references.AddReference(frame, index);
            }
        }

        tools.Cache.TryStore(faces.Key, references.Kind, references.SaveReferences);
    }

    private bool Load(IReferenceMouths references, string key)
    {
        using var stream = tools.Cache.TryOpen(key, references.Kind);
        return stream is not null && references.TryLoadReferences(stream);
    }
}
