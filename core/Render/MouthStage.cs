using HeyGem.Core.Engines;
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
        var input = InputOf(work, faces, voice);
        var plan = await work.Engine.PlanAsync(input, cancellationToken);
        work.Clock.Stop(ClockedWork.Mouth, planning);
        try
        {
            NothingDrawn.Check(plan, Path.GetFileName(work.Spec.ClipPath), input.SourceOf, faces.Track);
            if (plan.References is { } references)
            {
                await FillAsync(work, references, faces, crops, cancellationToken);
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
        ClipWork work, IReferenceMouths references, FaceStageResult faces, MouthCrops crops, CancellationToken cancellationToken)
    {
        if (references.ReferenceFrames.Count == 0 || Load(references, faces.Key))
        {
            return;
        }

        bool Kept(int index) => crops.At(index).Any(crop => references.TryAddReference(crop, index));
        int[] missing = [.. references.ReferenceFrames.Where(index => !Kept(index))];
        await foreach (var (index, frame) in work.Frames.PickAsync(faces.Track.Range, missing, cancellationToken))
        {
            using (frame)
            {
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
