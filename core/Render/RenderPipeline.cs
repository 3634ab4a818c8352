using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Ffmpeg.Encode;
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
        spec.Check();
        var engine = tools.Engines.Resolve(spec.Engine);
        var clock = new RenderClock(tools.Time);
        var meter = new ProgressMeter(progress, tools.Time);
        meter.Begin(RenderStage.Probe, 0, 0, 0.01);
        var loaded = await engine.LoadAsync(spec.EngineRequest, cancellationToken);
        OutputFolder.EnsureWritable(spec.OutputFolder);
        var work = await ProbeAsync(spec, loaded, clock, meter, cancellationToken);
        var (final, sound) = await FinalSound.ProbeAsync(tools, work, cancellationToken);
        var (mouth, spoken, cache, boxes) = await PlanAsync(work, cancellationToken);
        await using var held = mouth as IAsyncDisposable;
        await GiveBackMemoryAsync();
        using var laid = await LaidSound.WriteAsync(tools, work, cancellationToken);
        using var drawing = new DrawPass(tools, work, mouth);
        var target = EncodeTarget.Of(spec, work.Clip, work.Plan, FinalSound.Of(work, laid, final), engine.Info.Name);
        var (file, outcomes) = await drawing.RunAsync(target, cancellationToken);

        IEnumerable<string> warnings =
        [
            .. work.Clip.Warnings, .. work.Voices.Values.SelectMany(v => v.Info.Warnings), .. work.Plan.Warnings, .. sound,
            .. work.Frames.Warnings,
            .. loaded.Use.Warnings, .. mouth.Warnings, .. spoken, .. file.Warnings,
        ];
        var drawn = new DrawnFrames(outcomes, [.. Enumerable.Range(0, outcomes.Length).Select(n => mouth.At(n).Covered)]);
        var report = ReportBuilder.Of(tools, work, engine, (drawn, cache, file.Facts), warnings);
        return new RenderResult(file.Path, file.Bytes, file.Sha256, report with { FaceBox = boxes.Face, MouthBox = boxes.Mouth });
    }

    /// <summary>All that is found out before the first frame is decoded.</summary>
    private async Task<ClipWork> ProbeAsync(
        RenderSpec spec, ILoadedEngine engine, RenderClock clock, ProgressMeter meter, CancellationToken cancellationToken)
    {
        var probing = (Clip: ProbeClipAsync(spec, cancellationToken), Voices: ProbeVoicesAsync(spec, cancellationToken));
        await Task.WhenAll(probing.Clip, probing.Voices);
        var (clip, clipKey) = await probing.Clip;
        var voices = await probing.Voices;
        var video = clip.Video!;
        var pool = new FramePool(video.Layout, video.Width, video.Height);
        return new ClipWork
        {
            Spec = spec,
            Engine = engine,
            Clip = clip,
            ClipKey = clipKey,
            Voices = voices,
            Plan = spec.VoicePieces.Count > 0
                ? SourcePlan.Of(spec, clip, voices.ToDictionary(v => v.Key, v => v.Value.Info))
                : SourcePlan.Of(spec, clip, voices[spec.VoicePath].Info),
            Pool = pool,
            Frames = new FrameSequence(tools.Ffmpeg, clip, pool),
            Space = YuvSpace.FromTags(video.Colour.Range, video.Colour.Matrix, video.Colour.ChromaLocation, video.Width, video.Height),
            Clock = clock,
            Meter = meter,
        };
    }

    /// <summary>Pass 1 and the planning. Gives nothing back that holds the face track.</summary>
    private async Task<(IMouthPlan Mouth, IReadOnlyList<string> Warnings, CacheUse Cache, FaceBoxes Boxes)> PlanAsync(
        ClipWork work, CancellationToken cancellationToken)
    {
        var crops = new MouthCrops();
        var (faces, heard) = await LookAndListenAsync(work, crops, cancellationToken);
        var mouth = await new MouthStage(tools).RunAsync(work, faces, heard.Voice, crops, cancellationToken);
        var cache = new CacheUse(faces.Cached, heard.Voice.Cached, work.Engine.WasLoaded);
        return (mouth, RenderWarnings.Of(heard, work.Voices.Values.Select(v => v.Info)), cache, FaceBoxes.Of(faces.Track));
    }

    /// <summary>The face and the voice know nothing of each other: listening takes the core that following a face leaves idle.</summary>
    private async Task<(FaceStageResult Faces, HeardVoice Heard)> LookAndListenAsync(
        ClipWork work, MouthCrops crops, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listening = Task.Run(() => new VoiceStage(tools).ListenAsync(work, stop.Token), stop.Token);
        try
        {
            var faces = await new FaceStage(tools).RunAsync(work, crops, stop.Token);
            work.Meter.Begin(RenderStage.Voice, 0, 0.35, 0.37);
            return (faces, await listening);
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Gives back the face track, the kept faces and what planning left behind: some 20 kB a frame and up to
    /// <see cref="MouthCrops.MaxBytes"/>. Drawing makes next to no garbage, so that the runtime would keep them until the end, beside the
    /// encoder's own memory.
    /// </summary>
    private static async Task GiveBackMemoryAsync()
    {
        // The planning that has just ended is still below us on the stack, and holds what it was given.
        await Task.Yield();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private async Task<(ClipInfo Clip, string Key)> ProbeClipAsync(RenderSpec spec, CancellationToken cancellationToken)
    {
        var clip = await tools.Probe.ProbeAsync(spec.ClipPath, spec.Streams with { Audio = null, Channel = null }, cancellationToken);
        var video = clip.Video
            ?? throw new HeyGemException(ErrorCode.MediaNoVideoStream, $"{Path.GetFileName(spec.ClipPath)} has no picture.");
        clip = clip with { Video = EncodeProfiles.WithAlphaIfKept(spec.Format, video, tools.Ffmpeg) };
        return spec.Face is { Rule: FaceRule.Nearest, Point: var point } && (point.X >= video.Width || point.Y >= video.Height)
            ? throw new HeyGemException(
                ErrorCode.ArgumentInvalid, $"The face's place {spec.Face} is not in the picture of {video.Width} x {video.Height} pixels.")
            : (spec.AllowPartial ? clip.Partial() : clip, await KeyAsync(spec.ClipPath, spec.Streams.Video, null, cancellationToken));
    }

    private async Task<IReadOnlyDictionary<string, (ClipInfo Info, string Key)>> ProbeVoicesAsync(
        RenderSpec spec, CancellationToken cancellationToken)
    {
        var voices = new Dictionary<string, (ClipInfo Info, string Key)>();
        foreach (var path in spec.VoicePaths)
        {
            var voice = await tools.Probe.ProbeVoiceAsync(path, spec.Streams with { Video = null }, cancellationToken);
            voices[path] = voice.Audio is null
                ? throw new HeyGemException(ErrorCode.MediaNoAudioStream, $"{Path.GetFileName(path)} has no sound.")
                : (voice, await KeyAsync(path, spec.Streams.Audio, spec.Streams.Channel, cancellationToken));
        }

        return voices;
    }

    /// <summary>Names what is read of a file: two streams of one file are two clips, or two voices.</summary>
    private static async Task<string> KeyAsync(string path, int? stream, int? channel, CancellationToken cancellationToken)
    {
        var key = await ContentKey.OfFileAsync(path, cancellationToken);
        return stream is null && channel is null ? key : ContentKey.Of(key, $"stream {stream}", $"channel {channel}");
    }
}
