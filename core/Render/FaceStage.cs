using System.Numerics;
using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Track;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render;

/// <summary>Pass 1: the face through the clip's range, from the cache where the same range was looked at before.</summary>
internal sealed class FaceStage(RenderTools tools, RenderClock clock, ProgressMeter meter)
{
    /// <summary>The track and the key it is cached under; <paramref name="crops"/> receives the faces, where pass 1 runs.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FaceNotFound"/>.</exception>
    public async Task<FaceStageResult> RunAsync(RenderSpec spec, ClipInfo clip, string clipKey, SourcePlan plan, FramePool pool, MouthCrops crops, CancellationToken cancellationToken)
    {
        var range = RangeToTrack(plan);
        var key = ContentKey.Of("faces", tools.FaceModels.Key, clipKey, range.ToString(), plan.Rate.ToString(), spec.Face.ToString());
        var track = Load(key);
        var cached = track is not null;
        if (track is null)
        {
            meter.Begin(RenderStage.Faces, range.Count, 0.01, 0.35);
            track = await TrackAsync(spec, clip, range, pool, crops, cancellationToken);
            tools.Cache.TryStore(key, "track", stream => FaceTrackFile.Save(track, stream));
        }

        return track.FaceCount > 0
            ? new FaceStageResult(track, key, cached)
            : throw new HeyGemException(ErrorCode.FaceNotFound, $"No face was found in {Path.GetFileName(spec.ClipPath)} ({range.Count} frames searched).");
    }

    /// <summary>The whole range where that is affordable, so that the next voice, longer or shorter, finds the track ready; else what this voice needs.</summary>
    private static FrameRange RangeToTrack(SourcePlan plan)
    {
        var needed = Math.Min(plan.Source.Count, plan.Count);
        var minute = plan.Rate.FramesIn(MediaTime.FromSeconds(60));
        return plan.Source.Count <= Math.Max(minute, 2 * needed) ? plan.Source : plan.Source with { Count = needed };
    }

    private FaceTrack? Load(string key)
    {
        using var stream = tools.Cache.TryOpen(key, "track");
        return stream is null ? null : FaceTrackFile.TryLoad(stream);
    }

    private async Task<FaceTrack> TrackAsync(RenderSpec spec, ClipInfo clip, FrameRange range, FramePool pool, MouthCrops crops, CancellationToken cancellationToken)
    {
        using var tracker = new FaceTracker(tools.FaceModels, range, clip.Video!.FrameRate, MouthStage.SpaceOf(clip), spec.Face);
        await using var reader = await FrameReader.OpenAsync(tools.Ffmpeg, clip, range, pool, cancellationToken);
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        for (var done = 0; done < range.Count; done++)
        {
            var waiting = clock.Decode.Start();
            using var frame = await reader.ReadAsync(cancellationToken) ?? throw new InvalidOperationException("The reader ended before its range did.");
            clock.Decode.Stop(waiting);

            var looking = clock.Faces.Start();
            tracker.Push(frame);
            foreach (var face in tracker.InView)
            {
                face.Read(landmarks);
                crops.Keep(frame, done, landmarks);
            }

            clock.Faces.Stop(looking);
            meter.Report(done + 1);
        }

        return tracker.Finish();
    }
}
