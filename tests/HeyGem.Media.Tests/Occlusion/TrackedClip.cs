using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Covers;
using HeyGem.Core.Faces.Track;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;
using HeyGem.Testing;

namespace HeyGem.Media.Tests.Occlusion;

/// <summary>A file's face as pass 1 finds it, and parts of that track.</summary>
internal static class TrackedClip
{
    /// <summary>Tracks the face through a whole file.</summary>
    /// <param name="media">The fixture.</param>
    /// <param name="path">The file.</param>
    /// <param name="change">What is done to a frame before it is looked at.</param>
    public static async Task<FaceTrack> TrackAsync(MediaFixture media, string path, Action<Frame, int>? change = null)
    {
        var token = TestContext.Current.CancellationToken;
        var clip = await media.ProbeAsync(path);
        var video = clip.Video!;
        var range = new FrameRange(0, video.FrameCount);
        var pool = new FramePool(video.Layout, video.Width, video.Height);
        using var tracker = new FaceTracker(FaceModelsForTests.Shared, range, video.FrameRate, YuvSpace.Bt709, FaceChoice.Auto);
        await using var reader = await FrameReader.OpenAsync(media.Tools, clip, range, pool, token);
        for (var i = 0; await reader.ReadAsync(token) is { } frame; i++)
        {
            using (frame)
            {
                change?.Invoke(frame, i);
                tracker.Push(frame);
            }
        }

        return tracker.Finish();
    }

    /// <summary>The part of a track that a render of <paramref name="count"/> frames from <paramref name="start"/> on would have.</summary>
    public static FaceTrack Part(FaceTrack track, int start, int count) => new(
        new FrameRange(start, count), track.FrameRate, track.Width, track.Height,
        FaceFrames.Of(Enumerable.Range(start, count).Select(track.Stored)),
        [.. track.Shots.Select(s => Common(s, start, count)).Where(s => s.Count > 0)]);

    /// <summary>Frames of a part in which something is said to pass, when nothing but that part is looked at.</summary>
    /// <param name="media">The fixture.</param>
    /// <param name="path">The file.</param>
    /// <param name="part">What <see cref="Part"/> gave.</param>
    /// <param name="pictures">All frames of the file.</param>
    public static async Task<int> PassingAsync(MediaFixture media, string path, FaceTrack part, List<byte[]> pictures)
    {
        var video = (await media.ProbeAsync(path)).Video!;
        var pool = new FramePool(video.Layout, video.Width, video.Height);
        var log = new SkinLog(FrameSpill.InMemory, YuvSpace.Bt709);
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        List<FaceFrame?> faces = [];
        for (var i = 0; i < part.FrameCount; i++)
        {
            faces.Add(part.HasFace(i) ? part.Stored(i)!.Behind(null) : null);
            if (!part.HasFace(i))
            {
                log.Skip();
                continue;
            }

            part.Landmarks(i, landmarks);
            using var frame = pool.Rent();
            pictures[(int)part.Range.Start + i].CopyTo(frame.Bytes);
            log.Keep(frame, landmarks);
        }

        var frames = FaceFrames.Of(faces);
        new PassingThings().Find(log, frames, part.FrameRate.PerSecond, CancellationToken.None);
        return Enumerable.Range(0, part.FrameCount).Count(frames.IsCovered);
    }

    private static FrameRange Common(FrameRange shot, int start, int count)
    {
        var first = Math.Max(shot.Start, start);
        return new FrameRange(first - start, Math.Max(0, Math.Min(shot.End, start + count) - first));
    }
}
