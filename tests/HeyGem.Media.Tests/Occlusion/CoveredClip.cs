using System.Numerics;
using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Engines.Occlusion;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Track;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;
using HeyGem.Media.Tests.Wav2Lip;
using HeyGem.Testing;

namespace HeyGem.Media.Tests.Occlusion;

/// <summary>The first frames of a clip, before whose face things are laid, looked at and drawn as a render would.</summary>
internal sealed class CoveredClip
{
    private readonly List<byte[]> _frames = [];
    private readonly FramePool _pool;
    private readonly FrameRate _rate;
    private readonly Vector2[] _mouth;
    private readonly float[] _unit;

    private CoveredClip(List<byte[]> frames, FramePool pool, FrameRate rate)
    {
        (_frames, _pool, _rate) = (frames, pool, rate);
        _mouth = new Vector2[frames.Count];
        _unit = new float[frames.Count];
        var track = Track((_, _) => { });
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        for (var i = 0; i < frames.Count; i++)
        {
            track.Landmarks(i, landmarks);
            var mouth = (landmarks[0] + landmarks[17]) / 2;
            _mouth[i] = new Vector2(mouth.X, mouth.Y);
            _unit[i] = Vector3.Distance(landmarks[FaceIndices.LeftEye], landmarks[FaceIndices.RightEye]);
        }
    }

    public int Count => _frames.Count;

    public FramePool Pool => _pool;

    public static async Task<CoveredClip> ReadAsync(MediaFixture media, string path, int count)
    {
        var clip = await media.ProbeAsync(path);
        var video = clip.Video!;
        var frames = await media.ReadAllAsync(clip, new FrameRange(0, Math.Min(count, video.FrameCount)));
        return new CoveredClip(frames, new FramePool(video.Layout, video.Width, video.Height), video.FrameRate);
    }

    /// <summary>The mouth of a frame and the distance of the eyes.</summary>
    public (Vector2 Mouth, float Unit) At(int frame) => (_mouth[frame], _unit[frame]);

    /// <summary>A copy of a frame.</summary>
    public Frame Copy(int i)
    {
        var frame = _pool.Rent();
        _frames[i].CopyTo(frame.Bytes);
        return frame;
    }

    /// <summary>Lays a thing before every frame and draws a talking mouth.</summary>
    /// <param name="thing">The thing, or null for none.</param>
    /// <param name="place">Its middle per frame, or null where it is out of sight.</param>
    /// <param name="seen">Is given every frame: composite, drawn, the true mask, and the frame's cover.</param>
    /// <param name="model">Draws in place of the built-in engine.</param>
    public void Draw(
        MadeThing? thing, Func<int, Vector2?> place, Action<int, Frame, Frame, float[], MouthCover, FrameOutcome> seen,
        DrawnOver? model = null)
    {
        var truth = new float[_pool.Width * _pool.Height];
        void Cover(Frame frame, int i)
        {
            Array.Clear(truth);
            if (thing is not null && place(i) is { } middle)
            {
                thing.Draw(frame, middle, _unit[i], truth);
            }
        }

        var track = Track(Cover);
        var cover = MouthCover.Of(track, default);
        int[] all = [.. Enumerable.Range(0, Count)];
        IMouthPlan bare = model is null ? BuiltIn(track, cover, Cover) : model.Plan(track);
        var plan = UncoveredPlan.Around(bare, cover, all, YuvSpace.Bt709);
        using var painter = plan.CreatePainter();
        foreach (var i in all)
        {
            using var frame = Copy(i);
            Cover(frame, i);
            using var drawn = _pool.Rent();
            frame.Bytes.CopyTo(drawn.Bytes);
            var outcome = DrawnOver.Draw(plan, painter, drawn, i);
            seen(i, frame, drawn, truth, cover, outcome);
        }
    }

    private MeshMouth BuiltIn(FaceTrack track, MouthCover cover, Action<Frame, int> change)
    {
        var clip = MeshClip.Analyse(track, default);
        int[] all = [.. Enumerable.Range(0, Count)];
        var targets = MouthTargets.Exact(
            [.. all.Select(i => 0.07f + (0.07f * MathF.Sin(i * 0.7f)))], [.. all.Select(_ => clip.Range.WidthMedian)], all);
        var mouth = new MeshMouth(clip, targets, YuvSpace.Bt709);
        var lift = new CoverLift(YuvSpace.Bt709);
        foreach (var i in mouth.ReferenceFrames)
        {
            using var frame = Copy(i);
            change(frame, i);
            lift.Take(frame, cover, i);
            mouth.AddReference(frame, i);
        }

        mouth.Complete(default);
        return mouth;
    }

    private FaceTrack Track(Action<Frame, int> change)
    {
        using var tracker = new FaceTracker(
            FaceModelsForTests.Shared, new FrameRange(0, Count), _rate, YuvSpace.Bt709, FaceChoice.Auto);
        for (var i = 0; i < Count; i++)
        {
            using var frame = Copy(i);
            change(frame, i);
            tracker.Push(frame);
        }

        return tracker.Finish();
    }
}
