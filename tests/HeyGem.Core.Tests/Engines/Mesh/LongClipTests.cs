using System.Numerics;
using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Tests.Engines.Mesh;

/// <summary>
/// Memory hardly grows with a clip, and what lies on the disk gives the same mouth to the bit. Counts memory: nothing runs beside it.
/// </summary>
[Collection(nameof(ClipMemoryTests))]
public sealed class LongClipTests : IDisposable
{
    // What stays in memory for every frame: opening, pose, target, shares and the like. Landmarks, shapes and posture are 7 kB more.
    private const int MostBytesAFrame = 700;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"long-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_clip_on_the_disk_is_analysed_as_one_in_memory()
    {
        const int frames = 120;
        var track = MadeFace.Track(
            frames, i => 0.06f + (0.06f * MathF.Sin(i * 0.7f)), i => 0.5f + (0.02f * MathF.Cos(i * 0.3f)), cutAt: 70,
            hand: i => i is > 20 and < 40, missing: i => i == 90);
        using var file = new MemoryStream();
        FaceTrackFile.Save(track, file);
        file.Position = 0;
        using var spill = new FrameSpill(_folder, 0);
        var spilled = FaceTrackFile.TryLoad(file, spill)!;

        var (inMemory, onDisk) = (MeshClip.Analyse(track, CancellationToken.None), MeshClip.Analyse(spilled, CancellationToken.None));

        Assert.True(spill.SpilledBytes > frames * 7000);
        Assert.Equal(inMemory.Keys.Lips, onDisk.Keys.Lips);
        Assert.Equal(inMemory.Keys.Inner, onDisk.Keys.Inner);
        Assert.Equal(inMemory.Covered, onDisk.Covered);
        Assert.All(Enumerable.Range(0, frames).Where(inMemory.Shapes.Has), i =>
            Assert.Equal(Wanted(inMemory.Target, i), Wanted(onDisk.Target, i)));
    }

    [Fact]
    public void A_frame_more_costs_some_hundred_bytes()
    {
        var some = MadeFace.Track(50, i => 0.06f + (0.06f * MathF.Sin(i * 0.7f)), _ => 0.5f);
        var (few, many) = (Held(some, 1000), Held(some, 9000));

        Assert.InRange((many - few) / 8000.0, 0, MostBytesAFrame);
    }

    private static Vector3[] Wanted(TargetShape target, int frame)
    {
        const int count = FaceTrack.LandmarkCount;
        Span<Vector3> points = new Vector3[3 * count];
        target.Compute(frame, new WantedMouth(0.09f, 0.48f), 1, points[..count], points[count..(2 * count)], points[(2 * count)..]);
        return points.ToArray();
    }

    /// <summary>Bytes that a planned clip of many frames holds.</summary>
    private long Held(FaceTrack some, int frames)
    {
        using var spill = new FrameSpill(_folder, 1 << 20);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var faces = new FaceFrames(spill);
        for (var i = 0; i < frames; i++)
        {
            faces.Add(some.Stored(i % some.FrameCount));
        }

        var rate = new FrameRate(25, 1);
        var track = new FaceTrack(new FrameRange(0, frames), rate, some.Width, some.Height, faces, [new FrameRange(0, frames)]);
        var curve = Curve(frames);
        var clip = MeshClip.Analyse(track, CancellationToken.None);
        var mouth = MeshMouth.ForVoice(clip, curve, [.. Enumerable.Range(0, frames)], 1, YuvSpace.Bt709, CancellationToken.None);
        mouth.Complete(CancellationToken.None);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Contains(FrameOutcome.Rendered, mouth.Outcomes);
        GC.KeepAlive(track);
        GC.KeepAlive(clip);
        return held;
    }

    private static DrivingCurve Curve(int frames)
    {
        var opening = Enumerable.Range(0, frames).Select(i => 0.5f + (0.5f * MathF.Sin(i))).ToArray();
        return new DrivingCurve
        {
            Opening = opening,
            Width = new float[frames],
            Rounding = new float[frames],
            Closure = new float[frames],
            Labiodental = new float[frames],
            Rest = new float[frames],
        };
    }
}
