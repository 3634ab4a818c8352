using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Render;

/// <summary>
/// The recipe: one clip and one voice become one published file. Two passes over the clip, the first looks for the face and is
/// cached, the second draws; no pass holds more than a few frames. Safe to use for several clips one after the other, and from
/// several threads at once.
/// </summary>
public sealed class RenderPipeline(RenderTools tools)
{
    /// <summary>Renders, and publishes the result under a name that was free.</summary>
    /// <param name="spec">What to render.</param>
    /// <param name="progress">Told about ten times a second, on any thread; may be null.</param>
    /// <param name="cancellationToken">Stops within two seconds and leaves nothing behind.</param>
    /// <exception cref="HeyGemException">Anything wrong with the input, the disk, ffmpeg or the models; nothing was published.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<RenderResult> RunAsync(RenderSpec spec, IProgress<RenderProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var clock = new RenderClock(tools.Time);
        var meter = new ProgressMeter(progress, tools.Time);
        meter.Begin(RenderStage.Probe, 0, 0, 0.01);
        var model = spec.Engine == EngineChoice.Wav2Lip ? await tools.Wav2Lip.GetAsync(spec.Wav2Lip, spec.Provider, cancellationToken) : null;
        OutputFolder.EnsureWritable(spec.OutputFolder);
        var probing = (Clip: ProbeClipAsync(spec, cancellationToken), Voice: ProbeVoiceAsync(spec, cancellationToken));
        await Task.WhenAll(probing.Clip, probing.Voice);
        var (clip, clipKey) = await probing.Clip;
        var (voice, voiceKey) = await probing.Voice;
        var plan = SourcePlan.Of(spec, clip, voice);
        var pool = new FramePool(clip.Video!.Layout, clip.Video.Width, clip.Video.Height);
        var frames = new FrameSequence(tools.Ffmpeg, clip, pool);

        var crops = new MouthCrops();
        var sound = await FinalSound.ProbeAsync(tools, spec, cancellationToken);
        var (faces, heard) = await LookAndListenAsync(spec, clip, clipKey, voiceKey, plan, pool, crops, clock, meter, cancellationToken);
        var cache = new CacheUse(faces.Cached, heard.Cached, model?.WasLoaded ?? false);
        var mouth = new MouthStage(tools, clock);
        var drawer = model is null
            ? await mouth.RunAsync(spec, clip, faces, crops, heard.Curve, plan, frames, cancellationToken)
            : await mouth.RunWav2LipAsync(spec, clip, faces, crops, heard, model, plan, frames, cancellationToken);
        crops.Clear();
        await GiveBackMemoryAsync();
        var target = EncodeTarget.Of(spec, clip, voice, plan);
        using var drawing = new DrawPass(tools, clock, meter);
        var (file, outcomes) = await drawing.RunAsync(target, plan, frames, drawer, cancellationToken);

        string[] warnings = [.. clip.Warnings, .. voice.Warnings, .. plan.Warnings, .. sound, .. frames.Warnings, .. RenderWarnings.Of(heard, plan, model?.Engine), .. file.Warnings];
        var engine = model is null ? EngineUse.Mesh(tools) : EngineUse.Of(tools, model);
        return new RenderResult(file.Path, ReportBuilder.Of(engine, clip, plan, outcomes, cache, clock, warnings));
    }

    /// <summary>The face and the voice know nothing of each other: listening takes the core that following a face leaves idle.</summary>
    private async Task<(FaceStageResult Faces, VoiceAnalysis Heard)> LookAndListenAsync(
        RenderSpec spec, ClipInfo clip, string clipKey, string voiceKey, SourcePlan plan, FramePool pool, MouthCrops crops, RenderClock clock, ProgressMeter meter, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listening = Task.Run(() => new VoiceStage(tools, clock).ListenAsync(spec, voiceKey, plan, stop.Token), stop.Token);
        try
        {
            var faces = await new FaceStage(tools, clock, meter).RunAsync(spec, clip, clipKey, plan, pool, crops, stop.Token);
            meter.Begin(RenderStage.Voice, 0, 0.35, 0.37);
            return (faces, await listening);
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Gives back the face track and what planning left behind, some 20 kB a frame. Drawing makes next to no garbage, so that the runtime would keep
    /// them until the end, beside the encoder's own memory.
    /// </summary>
    private static async Task GiveBackMemoryAsync()
    {
        // The planning that has just ended is still below us on the stack, and holds what it was given.
        await Task.Yield();
        Collect();
        GC.WaitForPendingFinalizers();
        Collect();

        static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private async Task<(ClipInfo Clip, string Key)> ProbeClipAsync(RenderSpec spec, CancellationToken cancellationToken)
    {
        var clip = await tools.Probe.ProbeAsync(spec.ClipPath, cancellationToken);
        return clip.Video is null
            ? throw new HeyGemException(ErrorCode.MediaNoVideoStream, $"{Path.GetFileName(spec.ClipPath)} has no picture.")
            : (clip, await ContentKey.OfFileAsync(spec.ClipPath, cancellationToken));
    }

    private async Task<(ClipInfo Voice, string Key)> ProbeVoiceAsync(RenderSpec spec, CancellationToken cancellationToken)
    {
        var voice = await tools.Probe.ProbeVoiceAsync(spec.VoicePath, cancellationToken);
        return voice.Audio is null
            ? throw new HeyGemException(ErrorCode.MediaNoAudioStream, $"{Path.GetFileName(spec.VoicePath)} has no sound.")
            : (voice, await ContentKey.OfFileAsync(spec.VoicePath, cancellationToken));
    }
}
