using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Render.Moments;
using HeyGem.Core.Render.People;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Core.Render.Dialogue;

/// <summary>
/// Plans the mouths of several people in one clip: each passes the stages of a single one, and all share one decode and one look at the
/// clip. They are gone through in an order of their own, so that the order in which they were named changes nothing.
/// </summary>
internal sealed class DialogueStage(RenderTools tools)
{
    /// <summary>Plans.</summary>
    /// <param name="work">The clip; its spec has speakers.</param>
    /// <param name="crops">Receives pictures of the faces.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FaceShared"/>, or what the stages throw; what only keeps the mouth of one
    /// of them from being drawn is a warning.</exception>
    public async Task<PlannedDialogue> RunAsync(ClipWork work, MouthCrops crops, CancellationToken cancellationToken)
    {
        var files = work.Voices.ToDictionary(v => v.Key, v => v.Value.Info);
        var works = work.Spec.Speakers.Zip(DialoguePlan.Each(work.Spec, work.Clip, files), (speaker, plan) => (speaker, plan))
            .Select((one, i) => (Number: i + 1, Work: work with
            {
                Spec = SpecOf(work.Spec, one.speaker),
                Plan = one.plan.Showing(work.Plan.Shown),
            }))
            .OrderBy(one => OrderOf(one.Work.Spec), StringComparer.Ordinal).ToList();
        var (faces, heard) = await LookAndListenAsync([.. works.Select(w => w.Work)], crops, cancellationToken);
        var speakers = new List<PlannedSpeaker>();
        var fault = default(HeyGemException);
        try
        {
            for (var k = 0; k < works.Count; k++)
            {
                var own = works[k].Work;
                var offset = own.Spec.Offset.ToMilliseconds(own.Plan.Rate);
                var spoken = SpokenFrames.Of(heard[k].Voice.Curve, own.Plan, offset, own.Spec.NoLipSync);
                var (mouth, why) = await PlanAsync(own, faces[k], heard[k].Voice, spoken, crops, cancellationToken);
                fault ??= why;
                speakers.Add(new PlannedSpeaker
                {
                    Number = works[k].Number,
                    Spec = own.Spec,
                    Mouth = mouth,
                    Fault = why,
                    Spoken = spoken,
                    Boxes = FaceBoxes.Of(faces[k].Track),
                    Shots = ShownPeople.Of(faces[k].People, own.Plan),
                    Measures = FrameMeasures.Of(faces[k], own.Plan, heard[k].Voice.Curve, offset),
                    Warnings = RenderWarnings.Of(heard[k], own.Spec.VoicePaths.Select(path => own.Voices[path].Info)),
                });
            }

            return fault is not null && speakers.TrueForAll(s => s.Mouth is null) ? throw fault
                : new PlannedDialogue(speakers, faces, heard);
        }
        catch
        {
            foreach (var mouth in speakers.Select(s => s.Mouth).OfType<IAsyncDisposable>())
            {
                await mouth.DisposeAsync();
            }

            throw;
        }
    }

    private static RenderSpec SpecOf(RenderSpec spec, Speaker speaker) => spec with
    {
        Speakers = Speakers.None,
        VoicePath = speaker.VoicePath,
        VoicePieces = speaker.Pieces,
        Face = speaker.Face,
        PersonPath = speaker.PersonPath,
    };

    private static string OrderOf(RenderSpec spec) => $"{spec.Face} {spec.PersonPath} {spec.VoicePath}";

    /// <summary>A plan, or why nothing is drawn wherever the voice speaks.</summary>
    private async Task<(IMouthPlan? Mouth, HeyGemException? Fault)> PlanAsync(
        ClipWork work, FaceStageResult faces, VoiceAnalysis voice, SpokenFrames spoken, MouthCrops crops,
        CancellationToken cancellationToken)
    {
        try
        {
            return (await new MouthStage(tools).RunAsync(work, faces, voice, spoken, crops, cancellationToken), null);
        }
        catch (HeyGemException e) when (
            e.Code is ErrorCode.FaceTooSmall or ErrorCode.FaceTurned or ErrorCode.FaceOccluded or ErrorCode.FaceNotFound)
        {
            return (null, e);
        }
    }

    private async Task<(IReadOnlyList<FaceStageResult> Faces, IReadOnlyList<HeardVoice> Heard)> LookAndListenAsync(
        IReadOnlyList<ClipWork> works, MouthCrops crops, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listening = Task.Run(() => ListenAsync(works, stop.Token), stop.Token);
        try
        {
            var faces = await new FaceStage(tools).RunAsync(works, crops, stop.Token);
            works[0].Meter.Begin(RenderStage.Voice, 0, 0.35, 0.37);
            return (faces, await listening);
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<IReadOnlyList<HeardVoice>> ListenAsync(IReadOnlyList<ClipWork> works, CancellationToken cancellationToken)
    {
        var heard = new List<HeardVoice>();
        foreach (var work in works)
        {
            heard.Add(await new VoiceStage(tools).ListenAsync(work, cancellationToken));
        }

        return heard;
    }
}
