using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Dialogue;
using HeyGem.Core.Render.Moments;
using HeyGem.Core.Render.Parts;
using HeyGem.Core.Render.People;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Render.Sound;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Render.Texts;
using HeyGem.Core.Render.Turns;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render;

/// <summary>
/// The recipe: one clip and one voice become one published file. Two passes over the clip, the first looks for the face and is
/// cached, the second draws; no pass holds more than a few frames. Safe to use for several clips one after the other, and from
/// several threads at once.
/// </summary>
public sealed class RenderPipeline(RenderTools tools)
{
    // From here on what looking and listening leave behind is more than the planning's own garbage: some minutes.
    private const int LongFrames = 4500;

    /// <summary>Renders, and publishes the result under a name that was free.</summary>
    /// <param name="spec">What to render.</param>
    /// <param name="progress">Told about ten times a second, on any thread; may be null.</param>
    /// <param name="cancellationToken">Stops within two seconds and leaves nothing behind.</param>
    /// <exception cref="HeyGemException">Anything wrong with the input, the disk, ffmpeg or the models; nothing was published.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<RenderResult> RunAsync(RenderSpec spec, IProgress<RenderProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.Check();

        // Whoever draws a part of it elsewhere needs what was looked at and heard here.
        return new RenderPipeline(tools.With(tools.Cache.Noting())).RenderAsync(spec, progress, cancellationToken);
    }

    /// <summary>
    /// Plans a clip as a render does, and gives what draws its segments. Where the cache holds what the render took from it, nothing is
    /// looked at or heard anew.
    /// </summary>
    /// <param name="spec">What the render was asked for, by the paths of this machine; nothing is published.</param>
    /// <param name="segments">Where the render cut the result.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<PlannedSegments> PlanSegmentsAsync(
        RenderSpec spec, IReadOnlyList<FrameRange> segments, IProgress<RenderProgress>? progress, CancellationToken cancellationToken)
    {
        spec.Check();
        var engine = tools.Engines.Resolve(spec.Engine);
        var meter = new ProgressMeter(progress, tools.Time);
        var loaded = await engine.LoadAsync(spec.EngineRequest, cancellationToken);
        var work = await ProbeAsync(spec, loaded, new RenderClock(tools.Time), meter, cancellationToken);
        IMouthPlan mouth;
        try
        {
            (mouth, _) = await PlanAsync(work, static () => { }, cancellationToken);
        }
        catch
        {
            work.Spill.Dispose();
            throw;
        }

        await GiveBackMemoryAsync();
        var target = EncodeTarget.Of(spec, work.Clip, work.Plan, null, engine.Info.Name);
        return await PlannedSegments.OpenAsync(tools, work, mouth, (target, segments), cancellationToken);
    }

    private async Task<RenderResult> RenderAsync(RenderSpec spec, IProgress<RenderProgress>? progress, CancellationToken cancellationToken)
    {
        var engine = tools.Engines.Resolve(spec.Engine);
        var clock = new RenderClock(tools.Time);
        var meter = new ProgressMeter(progress, tools.Time);
        meter.Begin(RenderStage.Probe, 0, 0, 0.01);
        var loaded = await engine.LoadAsync(spec.EngineRequest, cancellationToken);
        OutputFolder.EnsureWritable(spec.OutputFolder);
        using var named = await new AutoSpeakers(tools).NameAsync(spec, meter, 0.2, cancellationToken);
        spec = named.Spec;
        var work = await ProbeAsync(spec, loaded, clock, meter, cancellationToken);
        using var spill = work.Spill;
        await using var frames = work.Frames;
        work = spec.Preview is { } preview ? await ShowingAsync(work, preview, cancellationToken) : work;
        var (final, sound) = await FinalSound.ProbeAsync(tools, work, cancellationToken);
        var (words, told) = await new WordStage(tools).RunAsync(work, cancellationToken);
        using var laid = await LaidSound.WriteAsync(tools, work, cancellationToken);
        var target = EncodeTarget.Of(spec, work.Clip, work.Plan, FinalSound.Of(work, laid, final), engine.Info.Name);
        await using var encoder = new EncoderAhead(tools.Ffmpeg, target);
        var isShort = work.Plan.Count <= tools.SegmentLengths.Most * work.Plan.Rate.PerSecond;
        var (mouth, planned) = await PlanAsync(
            work, spec is { Preview: null, Correction: null } ? StartAhead : static () => { }, cancellationToken);
        var (spoken, cache, segments, people, looked, known) = planned;
        await using var held = mouth as IAsyncDisposable;
        await GiveBackMemoryAsync();
        var done = spec.Correction is null
            ? await new DrawStage(tools, work, mouth).RunAsync((target, encoder), segments, cancellationToken)
            : await new CorrectStage(tools, work, mouth).RunAsync(target, cancellationToken);
        var (file, outcomes, used) = done;

        IEnumerable<string> warnings =
        [
            .. work.Clip.Warnings, .. work.Voices.Values.SelectMany(v => v.Info.Warnings), .. work.Plan.Warnings, .. sound,
            .. named.Warnings,
            .. work.Frames.Warnings,
            .. loaded.Use.Warnings, .. mouth.Warnings, .. spoken, .. told, .. known is null ? [] : ShownPeople.Warnings(people),
            .. file.Warnings,
        ];
        var first = (int)work.Plan.Shown.Start;
        var drawn = new DrawnFrames(outcomes, [.. Enumerable.Range(first, outcomes.Length).Select(n => mouth.At(n).Covered)]);
        people = known?.Measures.Over(people, n => mouth.At(first + n)) ?? people;
        var report = ReportBuilder.Of(tools, work, engine, (drawn, cache, file.Facts), people, warnings);
        var source = spec.Preview is { WithSource: true } ? await WriteSourceAsync(work, file.Path, target, cancellationToken) : null;
        report = known is var (boxes, measures)
            ? report with
            {
                FaceBox = boxes.Face,
                MouthBox = boxes.Mouth,
                Moments = WorthALook.Of(measures, drawn, people, work.Plan.Rate),
            }
            : planned.Dialogue!.Told(report, work.Plan.Shown, work.Plan.Rate);
        return new RenderResult(file.Path, file.Bytes, file.Sha256, report with
        {
            Segments = used,
            Words = words,
            Corrected = done.Corrected,
            Preview = spec.Preview is null ? null : new PreviewedFrames(work.Plan.Shown.Start, work.Plan.Shown.End, looked.Frames)
            {
                IsWhole = looked.IsWhole,
            },
        })
        {
            Beside = source is null ? [] : [source],
        };

        // It begins with its first frame, whatever is planned; unless others draw, or some of it was drawn before.
        void StartAhead()
        {
            if (isShort || (tools.Executor == tools.Local && !(spec.WorkFolder is { } kept && SegmentFolder.HasAny(kept))))
            {
                work.Frames.StartAhead(work.Plan, new FrameRange(0, work.Plan.Count));
            }

            if (isShort)
            {
                encoder.Start(cancellationToken);
            }
        }
    }

    /// <summary>The work of a preview: the plan of the whole result, of which a stretch is shown.</summary>
    private async Task<ClipWork> ShowingAsync(ClipWork work, Preview preview, CancellationToken cancellationToken)
    {
        var curve = preview.From is null ? (await new VoiceStage(tools).ListenAsync(work, cancellationToken)).Voice.Curve : null;
        return work with { Plan = work.Plan.Showing(PreviewPlan.FramesOf(preview, work.Plan, work.Clip, curve)) };
    }

    /// <summary>Writes the clip's own frames of a preview beside it; without them the preview goes, too.</summary>
    /// <returns>Where they are.</returns>
    private async Task<string> WriteSourceAsync(ClipWork work, string preview, EncodeSpec target, CancellationToken cancellationToken)
    {
        try
        {
            var path = Path.ChangeExtension(preview, null) + "_source" + Path.GetExtension(preview);
            await using var writer = await FrameWriter.OpenAsync(
                tools.Ffmpeg, target with { OutputPath = path, Audio = null }, cancellationToken);
            await foreach (var frame in work.Frames.InOrderAsync(work.Plan, work.Plan.Shown, cancellationToken))
            {
                using (frame)
                {
                    await writer.WriteAsync(frame, cancellationToken);
                }
            }

            return (await writer.FinishAsync(cancellationToken)).Path;
        }
        catch
        {
            File.Delete(preview);
            throw;
        }
    }

    /// <summary>All that is found out before the first frame is decoded.</summary>
    private async Task<ClipWork> ProbeAsync(
        RenderSpec spec, ILoadedEngine engine, RenderClock clock, ProgressMeter meter, CancellationToken cancellationToken)
    {
        var probing = ProbeClipAsync(spec, cancellationToken);
        var listening = SpokenAsync(spec, probing, cancellationToken);
        await Task.WhenAll(probing, listening);
        var ((clip, clipKey), voices) = (await probing, await listening);
        var video = clip.Video!;
        var pool = new FramePool(video.Layout, video.Width, video.Height);
        return new ClipWork
        {
            Spec = spec,
            Engine = engine,
            Clip = clip,
            ClipKey = clipKey,
            Voices = voices,
            Plan = PlanOf(spec, clip, voices.ToDictionary(v => v.Key, v => v.Value.Info)),
            Pool = pool,
            Spill = new FrameSpill(tools.Cache.Folder),
            Frames = new FrameSequence(tools.Ffmpeg, clip, pool),
            Space = YuvSpace.FromTags(video.Colour.Range, video.Colour.Matrix, video.Colour.ChromaLocation, video.Width, video.Height),
            Clock = clock,
            Meter = meter,
        };
    }

    private static SourcePlan PlanOf(RenderSpec spec, ClipInfo clip, Dictionary<string, ClipInfo> voices)
    {
        var plan = spec.Speakers.Count > 0 ? DialoguePlan.Of(spec, clip, voices)
            : spec.VoicePieces.Count > 0 ? SourcePlan.Of(spec, clip, voices) : SourcePlan.Of(spec, clip, voices[spec.VoicePath]);
        return spec.Correction is null ? plan : CorrectionPlan.Of(plan, spec, clip, voices);
    }

    /// <summary>
    /// Pass 1 and the planning. Gives nothing back that holds the face track. Says when it is time to start the programs that draw.
    /// </summary>
    private async Task<(IMouthPlan Mouth, PlannedClip Clip)> PlanAsync(
        ClipWork work, Action drawsSoon, CancellationToken cancellationToken)
    {
        var crops = new MouthCrops();
        if (work.Spec.Speakers.Count > 0)
        {
            var dialogue = await new DialogueStage(tools).RunAsync(work, crops, cancellationToken);
            return (dialogue.Mouth, new PlannedClip(
                dialogue.Warnings, new CacheUse(dialogue.Cached.Faces, dialogue.Cached.Voice, work.Engine.WasLoaded),
                SegmentPlan.Of(work.Plan, dialogue.Cuts, dialogue.Mouth.Block, tools.SegmentLengths), dialogue.Shots, dialogue.Looked, null)
            {
                Dialogue = dialogue,
            });
        }

        var (faces, heard) = await LookAndListenAsync(work, crops, cancellationToken);
        drawsSoon();
        if (faces.Track.FrameCount > LongFrames)
        {
            await GiveBackMemoryAsync();
        }

        var asked = work.Spec.NoLipSync.Count == 0 ? null : SpokenFrames.Outside(work.Plan, work.Spec.NoLipSync);
        var mouth = await new MouthStage(tools).RunAsync(work, faces, heard.Voice, asked, crops, cancellationToken);
        mouth = asked is null ? mouth : new JoinedPlan([(mouth, asked)], FrameOutcome.KeptAsked);
        var cache = new CacheUse(faces.Cached, heard.Voice.Cached, work.Engine.WasLoaded);
        IReadOnlyList<string> warnings = [.. faces.Warnings, .. RenderWarnings.Of(heard, work.Voices.Values.Select(v => v.Info))];
        var cut = SegmentPlan.Of(work.Plan, faces.Shots, mouth.Block, tools.SegmentLengths);
        var people = ShownPeople.Of(faces.People, work.Plan);
        var measures = FrameMeasures.Of(faces, work.Plan, heard.Voice.Curve, work.Spec.Offset.ToMilliseconds(work.Plan.Rate));
        return (mouth, new PlannedClip(
            warnings, cache, cut, people, (faces.LookedAt, faces.IsWhole), (FaceBoxes.Of(faces.Track), measures)));
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
    /// Gives back the face track, the kept faces and what planning left behind: up to <see cref="FrameSpill.MaxBytes"/> and
    /// <see cref="MouthCrops.MaxBytes"/>. Drawing makes next to no garbage, so that the runtime would keep them until the end, beside the
    /// encoder's own memory.
    /// </summary>
    private static async Task GiveBackMemoryAsync()
    {
        // The planning that has just ended is still below us on the stack, and holds what it was given.
        await Task.Yield();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private async Task<(ClipInfo Info, string Key)> ProbeClipAsync(RenderSpec spec, CancellationToken cancellationToken)
    {
        var clip = await tools.Probe.ProbeAsync(spec.ClipPath, spec.Streams with { Audio = null, Channel = null }, cancellationToken);
        var video = clip.Video
            ?? throw new HeyGemException(ErrorCode.MediaNoVideoStream, $"{Path.GetFileName(spec.ClipPath)} has no picture.");
        var kept = clip.IsStill ? EncodeProfiles.StillFor(spec.Format, video) : video;
        clip = clip with { Video = EncodeProfiles.WithAlphaIfKept(spec.Format, kept, tools.Ffmpeg) };
        return spec.Face is { Rule: FaceRule.Nearest, Point: var point } && (point.X >= video.Width || point.Y >= video.Height)
            ? throw new HeyGemException(
                ErrorCode.ArgumentInvalid, $"The face's place {spec.Face} is not in the picture of {video.Width} x {video.Height} pixels.")
            : (spec.AllowPartial ? clip.Partial() : clip, await KeyAsync(clip, spec.Streams.Video, null, cancellationToken));
    }

    private async Task<IReadOnlyDictionary<string, (ClipInfo Info, string Key)>> ProbeVoicesAsync(
        RenderSpec spec, CancellationToken cancellationToken)
    {
        var voices = new Dictionary<string, (ClipInfo Info, string Key)>();
        string[] corrections = [.. spec.Correction?.InOrder().Select(c => c.Voice) ?? []];
        foreach (var path in spec.VoicePaths)
        {
            // What somebody chose holds for the files of the voice, and no correction's sound is one.
            var streams = corrections.Contains(path) ? StreamNumbers.None : spec.Streams with { Video = null };
            var voice = await tools.Probe.ProbeVoiceAsync(path, streams, cancellationToken);
            voices[path] = voice.Audio is null
                ? throw new HeyGemException(ErrorCode.MediaNoAudioStream, $"{Path.GetFileName(path)} has no sound.")
                : (voice, await KeyAsync(voice, streams.Audio, streams.Channel, cancellationToken));
        }

        return voices;
    }

    /// <summary>The voices with the streams and channels in which somebody speaks; found while the clip is still probed.</summary>
    private async Task<IReadOnlyDictionary<string, (ClipInfo Info, string Key)>> SpokenAsync(
        RenderSpec spec, Task<(ClipInfo Info, string Key)> clip, CancellationToken cancellationToken)
    {
        var voices = await ProbeVoicesAsync(spec, cancellationToken);

        // Only points in a sound file count by the clip's rate.
        var rate = spec.AudioIn is null && spec.AudioOut is null ? default : (await clip).Info.Video!.FrameRate;
        var spoken = new SpokenSound(tools.Ffmpeg, tools.CurveModel, tools.Cache);
        var found = new Dictionary<string, (ClipInfo Info, string Key)>();
        foreach (var (path, (info, key)) in voices)
        {
            var voice = await spoken.FindAsync(info, key, spec.Streams, VoicePart.Of(spec, path, info, rate), cancellationToken);
            found[path] = (voice, voice.Audio!.Use is { BySpeech: true } use
                ? ContentKey.Of(key, $"stream {use.Number}", $"channel {use.Channel}") : key);
        }

        return found;
    }

    /// <summary>Names what is read of a file: two streams of one file are two clips, or two voices.</summary>
    private static async Task<string> KeyAsync(ClipInfo file, int? stream, int? channel, CancellationToken cancellationToken)
    {
        var key = file.ContentKey ?? await ContentKey.OfFileAsync(file.Path, cancellationToken);
        return stream is null && channel is null ? key : ContentKey.Of(key, $"stream {stream}", $"channel {channel}");
    }

    /// <summary>What is known before the first frame is drawn; holds no face track.</summary>
    private sealed record PlannedClip(
        IReadOnlyList<string> Warnings, CacheUse Cache, IReadOnlyList<FrameRange> Cut, IReadOnlyList<ReportShot> People,
        (long Frames, bool IsWhole) Looked, (FaceBoxes Boxes, FrameMeasures Measures)? Face)
    {
        /// <summary>The mouths of several people; null where one is driven.</summary>
        public PlannedDialogue? Dialogue { get; init; }
    }
}
