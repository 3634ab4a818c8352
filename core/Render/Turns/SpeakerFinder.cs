using System.Numerics;
using System.Runtime.CompilerServices;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Track;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Sound;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Render.Turns;

/// <summary>
/// Finds who speaks when in a clip: follows all faces and listens to the clip's own sound, once; what was found is cached. Thread-safe.
/// </summary>
public sealed class SpeakerFinder(RenderTools tools)
{
    private const string Kind = "speakers";
    private const int SampleRateHz = 16000;

    /// <summary>Finds them.</summary>
    /// <param name="clip">The clip and its range: <see cref="RenderSpec.ClipPath"/>, <see cref="RenderSpec.In"/>,
    /// <see cref="RenderSpec.OutPoint"/>, <see cref="RenderSpec.AllowPartial"/> and the picture of <see cref="RenderSpec.Streams"/>; all
    /// else is left aside.</param>
    /// <param name="progress">Told about ten times a second, on any thread; may be null.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FaceNotFound"/>: nobody is seen;
    /// <see cref="ErrorCode.SpeakersUnknown"/>: the clip has no sound to compare with; or what probing and decoding throw.</exception>
    public Task<SpeakerProposal> FindAsync(RenderSpec clip, IProgress<RenderProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return FindAsync(clip, new ProgressMeter(progress, tools.Time), 1, cancellationToken);
    }

    /// <summary>The same as the first part of a render.</summary>
    /// <param name="asked">What is rendered.</param>
    /// <param name="meter">Told how far it is.</param>
    /// <param name="share">The share of the whole that it is, 0..1.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    internal async Task<SpeakerProposal> FindAsync(
        RenderSpec asked, ProgressMeter meter, double share, CancellationToken cancellationToken)
    {
        meter.Begin(RenderStage.Probe, 0, 0, 0.01 * share);
        var name = MediaName.Of(asked.ClipPath);
        var streams = asked.Streams with { Audio = null, Channel = null };
        var clip = await tools.Probe.ProbeAsync(asked.ClipPath, streams, cancellationToken);
        clip = asked.AllowPartial ? clip.Partial() : clip;
        var video = clip.Video is { } picture && !clip.IsStill
            ? picture : throw new HeyGemException(ErrorCode.MediaNoVideoStream, $"{name} is no clip with a picture that moves.");
        var file = await ContentKey.OfFileAsync(asked.ClipPath, cancellationToken);
        var plan = SourcePlan.Silent(asked, clip, MediaTime.Zero);
        var key = ContentKey.Of(
            "turns-4", tools.FaceModels.Key, tools.CurveModel.Name, file, $"{streams.Video}", plan.Source.ToString(),
            plan.Rate.ToString());
        if (Load(key) is { } known)
        {
            return known;
        }

        using var spill = new FrameSpill(tools.Cache.Folder);
        var heard = await ListenAsync(asked, file, plan, spill, cancellationToken);
        meter.Begin(RenderStage.Faces, plan.Source.Count, 0.02 * share, share);
        var tracks = await TrackAsync(clip, plan.Source, meter, spill, cancellationToken);
        if (tracks.Count == 0)
        {
            throw new HeyGemException(
                ErrorCode.FaceNotFound, $"No face was found in {name} ({Counted.Of(plan.Source.Count, "frame")} searched).");
        }

        var proposal = Of(heard, tracks, plan, video, cancellationToken);
        tools.Cache.TryStore(key, Kind, stream => SpeakerProposalFile.Save(proposal, stream));
        return proposal;
    }

    private SpeakerProposal? Load(string key)
    {
        using var stream = tools.Cache.TryOpen(key, Kind);
        return stream is null ? null : SpeakerProposalFile.TryLoad(stream);
    }

    private async Task<MouthCurve> ListenAsync(
        RenderSpec asked, string key, SourcePlan plan, FrameSpill spill, CancellationToken cancellationToken)
    {
        var sound = await tools.Probe.ProbeVoiceAsync(asked.ClipPath, StreamNumbers.None, cancellationToken);
        if (sound.Audio is null)
        {
            throw new HeyGemException(
                ErrorCode.SpeakersUnknown,
                $"{MediaName.Of(asked.ClipPath)} has no sound of its own: nothing tells who speaks when.")
            {
                Hint = "Say of each voice whose it is, and when they speak.",
            };
        }

        var (start, end) = (plan.Rate.StartOf(plan.Source.Start), plan.Rate.StartOf(plan.Source.End));
        sound = await new SpokenSound(tools.Ffmpeg, tools.CurveModel, tools.Cache)
            .FindAsync(sound, key, StreamNumbers.None, (start, end), cancellationToken);
        var samples = new AudioReader(tools.Ffmpeg).ReadMonoBlocksAsync(sound, start, end - start, SampleRateHz, cancellationToken);
        return await tools.CurveModel.AnalyseAsync(samples, spill, cancellationToken);
    }

    private async Task<List<FaceTrack>> TrackAsync(
        ClipInfo clip, FrameRange range, ProgressMeter meter, FrameSpill spill, CancellationToken cancellationToken)
    {
        var video = clip.Video!;
        var space = YuvSpace.FromTags(
            video.Colour.Range, video.Colour.Matrix, video.Colour.ChromaLocation, video.Width, video.Height);
        using var tracker = new FaceTracker(tools.FaceModels, range, video.FrameRate, space, FaceChoice.Auto, spill)
        {
            Stop = cancellationToken,
        };
        var pool = new FramePool(video.Layout, video.Width, video.Height);
        await using var reader = await FrameReader.OpenAsync(tools.Ffmpeg, clip, range, pool, cancellationToken);
        await FacePass.RunAsync(
            tracker, FramesAsync(reader, range.Count, cancellationToken), (_, followed) => meter.Report(followed.Index + 1),
            cancellationToken);
        return tracker.FinishEverybody();
    }

    /// <summary>The frames of a reader. Each belongs to whoever asks.</summary>
    private static async IAsyncEnumerable<Frame> FramesAsync(
        FrameReader reader, long count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var done = 0; done < count; done++)
        {
            yield return await reader.ReadAsync(cancellationToken)
                ?? throw new InvalidOperationException("The reader ended before its range did.");
        }
    }

    private static SpeakerProposal Of(
        MouthCurve heard, List<FaceTrack> tracks, SourcePlan plan, VideoStreamInfo video, CancellationToken cancellationToken)
    {
        var shown = tracks.Where(track => track.FaceCount > 0).ToList();
        var (turns, unseen, lateMs) = TurnFinder.Find(
            heard, shown.ConvertAll(track => MouthAtSteps(track, heard.Length, cancellationToken)));
        long FrameAt(double seconds) => Math.Clamp((long)Math.Round(seconds * plan.Rate.PerSecond), 0, plan.Source.Count);
        return new SpeakerProposal
        {
            First = plan.Source.Start,
            Frames = plan.Source.Count,
            Fps = plan.Rate.ToString(),
            Width = video.Width,
            Height = video.Height,
            Faces = [.. shown.Select((track, i) => FaceOf(track, i + 1) with
            {
                Turns = [.. turns[i].Select(t => new SpokenTurn(FrameAt(t.Span.Start), FrameAt(t.Span.End), t.Confidence))
                    .Where(t => t.End > t.Start)],
            })],
            Unseen = [.. unseen.Select(s => new SpokenRange(FrameAt(s.Start), FrameAt(s.End))).Where(r => r.End > r.Start)],
            LateMs = Math.Round(lateMs),
            IsOneShot = shown[0].People.Count == 1,
        };
    }

    /// <summary>A mouth at the steps of a curve; not a number where it is not seen.</summary>
    private static SeenMouth MouthAtSteps(FaceTrack track, int steps, CancellationToken cancellationToken)
    {
        var shapes = FaceShapes.Of(track, cancellationToken);
        float[] AtSteps(float[] values) => [.. Enumerable.Range(0, steps).Select(k =>
        {
            var place = k * track.FrameRate.PerSecond / MouthCurve.RateHz;
            var (before, after) = ((int)place, Math.Min((int)place + 1, track.FrameCount - 1));
            return before < track.FrameCount && track.HasFace(before) && track.HasFace(after)
                ? float.Lerp(values[before], values[after], (float)(place - before)) : float.NaN;
        })];
        return new SeenMouth(AtSteps(shapes.Opening), AtSteps(shapes.Width));
    }

    /// <summary>Where somebody is in the stretch that shows them longest, and the sharpest of their pictures there.</summary>
    private static ProposedFace FaceOf(FaceTrack track, int number)
    {
        var longest = track.People.Select(p => Enumerable.Range((int)p.Frames.Start, (int)p.Frames.Count).Where(track.HasFace).ToList())
            .MaxBy(frames => frames.Count)!;
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        var place = Vector3.Zero;
        foreach (var frame in longest)
        {
            track.Landmarks(frame, landmarks);
            place += landmarks.Aggregate((a, b) => a + b) / (landmarks.Length * longest.Count);
        }

        var best = longest.MaxBy(frame => (track.Sharpness(frame), -frame));
        track.Landmarks(best, landmarks);
        var (low, high) = (landmarks.Aggregate(Vector3.Min), landmarks.Aggregate(Vector3.Max));
        var (left, top) = (Math.Clamp(low.X / track.Width, 0, 1), Math.Clamp(low.Y / track.Height, 0, 1));
        return new ProposedFace
        {
            Number = number,
            Place = new FaceChoice(FaceRule.Nearest, new Vector2(MathF.Round(place.X), MathF.Round(place.Y))).ToString(),
            PictureFrame = best,
            PictureBox = new PictureBox(
                Math.Round(left, 4), Math.Round(top, 4), Math.Round(Math.Clamp(high.X / track.Width, 0, 1) - left, 4),
                Math.Round(Math.Clamp(high.Y / track.Height, 0, 1) - top, 4)),
            Turns = [],
        };
    }
}
