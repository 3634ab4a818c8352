using System.Runtime.CompilerServices;
using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Occlusion;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Dialogue;
using HeyGem.Core.Render.Fields;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render;

/// <summary>
/// Plans the mouth: face and voice become a plan that knows every frame; its reference mouths come from the cache or the clip.
/// </summary>
internal sealed class MouthStage(RenderTools tools)
{
    /// <summary>A plan that is ready to paint.</summary>
    /// <param name="work">The clip.</param>
    /// <param name="faces">Its face.</param>
    /// <param name="voice">The voice.</param>
    /// <param name="spoken">When the face is driven; null for all through.</param>
    /// <param name="crops">Pictures of the face that pass 1 kept.</param>
    /// <param name="cancellationToken">Stops the planning.</param>
    /// <exception cref="Errors.HeyGemException">No frame would be drawn; see <see cref="NothingDrawn"/>.</exception>
    public async Task<IMouthPlan> RunAsync(
        ClipWork work, FaceStageResult faces, VoiceAnalysis voice, SpokenFrames? spoken, MouthCrops crops,
        CancellationToken cancellationToken)
    {
        var planning = work.Clock.Start();
        var cover = await Task.Run(() => MouthCover.Of(faces.Track, cancellationToken), cancellationToken);
        var input = InputOf(work, faces, voice, spoken);
        var plan = UncoveredPlan.Around(
            await work.Engine.PlanAsync(input, cancellationToken), cover, input.SourceOf, work.Space);
        plan = faces.Fields is { } split ? new FieldPlan(plan, split, work.Pool) : plan;
        work.Clock.Stop(ClockedWork.Mouth, planning);
        try
        {
            NothingDrawn.Check(
                plan, Path.GetFileName(work.Spec.ClipPath), FramesOf(input, faces), work.Plan.Shown, faces.Track,
                spoken is null ? null : n => spoken.Has(n));
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

    private static PlanInput InputOf(ClipWork work, FaceStageResult faces, VoiceAnalysis voice, SpokenFrames? spoken)
    {
        var each = faces.Fields is null ? 1 : FieldSplit.Count;
        var source = new int[each * work.Plan.Count];
        for (var i = 0; i < source.Length; i++)
        {
            source[i] = (each * work.Plan.SourceOf(i / each)) + (i % each);
        }

        var rate = FrameRate.Of(each * work.Plan.Rate.Numerator, work.Plan.Rate.Denominator);
        return new PlanInput
        {
            Track = faces.Track,
            Space = work.Space,
            Rate = rate,
            Clock = work.Engine.Needs.Clock ?? rate,
            SourceOf = source,
            Voice = voice,
            VoiceSeconds = work.Plan.VoiceDuration.Seconds,
            OffsetMs = work.Spec.Offset.ToMilliseconds(work.Plan.Rate),
            Style = work.Spec.VoiceStyle,
            Intensity = work.Spec.Intensity,
            Share = spoken?.Shares(each),
        };
    }

    /// <summary>The first picture of the track that each frame of the result shows.</summary>
    private static int[] FramesOf(PlanInput input, FaceStageResult faces) =>
        faces.Fields is null ? [.. input.SourceOf] : [.. input.SourceOf.Where((_, n) => n % FieldSplit.Count == 0)];

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
        bool Kept(int index) => !cover.IsCovered(index) && crops.At(index).Any(crop => references.TryAddReference(crop, index));
        int[] missing = [.. references.ReferenceFrames.Where(index => !Kept(index))];
        await foreach (var (index, frame) in PickAsync(work, faces, missing, cancellationToken))
        {
            using (frame)
            {
                lift.Take(frame, cover, index);
                references.AddReference(frame, index);
            }
        }

        tools.Cache.TryStore(faces.Key, references.Kind, references.SaveReferences);
    }

    /// <summary>Some pictures of the track, ascending: frames, or fields of frames. Each belongs to whoever asks.</summary>
    private static async IAsyncEnumerable<(int Index, Frame Picture)> PickAsync(
        ClipWork work, FaceStageResult faces, int[] indices, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var range = faces.Track.Range;
        if (faces.Fields is not { } split)
        {
            await foreach (var picked in work.Frames.PickAsync(range, indices, cancellationToken))
            {
                yield return picked;
            }

            yield break;
        }

        const int each = FieldSplit.Count;
        int[] frames = [.. indices.Select(i => i / each).Distinct()];
        await foreach (var (index, frame) in work.Frames.PickAsync(
            new FrameRange(range.Start / each, range.Count / each), frames, cancellationToken))
        {
            using (frame)
            {
                foreach (var field in indices.Where(i => i / each == index))
                {
                    var picture = work.Pool.Rent();
                    split.Take(frame, field % each, picture);
                    yield return (field, picture);
                }
            }
        }
    }

    private bool Load(IReferenceMouths references, string key)
    {
        using var stream = tools.Cache.TryOpen(key, references.Kind);
        return stream is not null && references.TryLoadReferences(stream);
    }
}
