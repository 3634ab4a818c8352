using System.Numerics;
using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Track;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render;

/// <summary>Pass 1: the face through the clip's range, from the cache where the same range was looked at before.</summary>
internal sealed class FaceStage(RenderTools tools)
{
    /// <summary>Finds the face; <paramref name="crops"/> receives pictures of it, where pass 1 runs.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FaceNotFound"/>.</exception>
    public async Task<FaceStageResult> RunAsync(ClipWork work, MouthCrops crops, CancellationToken cancellationToken)
    {
        var range = RangeToTrack(work.Plan);
        var key = ContentKey.Of(
            "faces-2", tools.FaceModels.Key, work.ClipKey, range.ToString(), work.Plan.Rate.ToString(), work.Spec.Face.ToString());
        var track = Load(key);
        var cached = track is not null;
        if (track is null)
        {
            work.Meter.Begin(RenderStage.Faces, range.Count, 0.01, 0.35);
            track = await TrackAsync(work, range, crops, cancellationToken);
            tools.Cache.TryStore(key, "track", stream => FaceTrackFile.Save(track, stream));
        }

        return track.FaceCount > 0
            ? new FaceStageResult(track, key, cached)
            : throw new HeyGemException(
                ErrorCode.FaceNotFound, $"No face was found in {Path.GetFileName(work.Spec.ClipPath)} ({range.Count} frames searched).");
    }

    /// <summary>
    /// The whole range where that is affordable, so that the next voice, longer or shorter, finds the track ready; else what this voice
    /// needs.
    /// </summary>
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

    private async Task<FaceTrack> TrackAsync(ClipWork work, FrameRange range, MouthCrops crops, CancellationToken cancellationToken)
    {
        var (clip, clock) = (work.Clip, work.Clock);
        using var tracker = new FaceTracker(tools.FaceModels, range, clip.Video!.FrameRate, work.Space, work.Spec.Face);
        await using var reader = await FrameReader.OpenAsync(tools.Ffmpeg, clip, range, work.Pool, cancellationToken);
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        for (var done = 0; done < range.Count; done++)
        {
            var waiting = clock.Start();
            using var frame = await reader.ReadAsync(cancellationToken)
                ?? throw new InvalidOperationException("The reader ended before its range did.");
            clock.Stop(ClockedWork.Decode, waiting);

            var looking = clock.Start();
            tracker.Push(frame);
            foreach (var face in tracker.InView)
            {
                face.Read(landmarks);
                crops.Keep(frame, done, landmarks);
            }

            clock.Stop(ClockedWork.Faces, looking);
            work.Meter.Report(done + 1);
        }

        return tracker.Finish();
    }
}

/// <summary>What pass 1 found.</summary>
/// <param name="Track">The face.</param>
/// <param name="Key">What the track is cached under; other things made from it use it in their own keys.</param>
/// <param name="Cached">Whether it came from the cache.</param>
internal sealed record FaceStageResult(FaceTrack Track, string Key, bool Cached);
