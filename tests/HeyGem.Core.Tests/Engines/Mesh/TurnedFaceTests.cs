using System.Numerics;
using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;
using HeyGem.Testing;

namespace HeyGem.Core.Tests.Engines.Mesh;

public sealed class TurnedFaceTests
{
    private const int Size = 240;
    private const int Count = 60;

    [Fact]
    public void Turned_heads_are_drawn_to_45_degrees_eased_out_to_55_and_listed_beyond()
    {
        // The made face is flatter than people are: 48 degrees of it look like 38 of theirs, 57 like 50, 66 like 60.
        var plan = Ready(Turning(i => i < 20 ? 48 : i < 40 ? 57 : 66), _ => 0.14f).Plan;

        Assert.Equal(1, plan.Strength[10], 0.01);
        Assert.InRange(plan.Strength[30], 0.2f, 0.8f);
        Assert.All(plan.Outcome[45..], o => Assert.Equal(FrameOutcome.KeptTurned, o));
        Assert.Equal(FrameOutcome.Rendered, plan.Outcome[30]);
    }

    [Theory]
    [InlineData(6, 48, true)]
    [InlineData(20, 48, false)]
    [InlineData(6, 20, false)]
    public void A_head_that_seems_to_come_back_for_a_moment_is_still_turned_away(int frames, float back, bool kept)
    {
        var plan = Ready(Turning(i => i < 20 || i >= 20 + frames ? 66 : back), _ => 0.14f).Plan;

        Assert.Equal(kept ? FrameOutcome.KeptTurned : FrameOutcome.Rendered, plan.Outcome[20 + (frames / 2)]);
    }

    [Fact]
    public void Turned_frames_after_the_first_allocate_nothing()
    {
        var track = Turning(_ => 34);
        var mouth = Ready(track, _ => 0.12f);
        using var painter = mouth.CreatePainter();
        using var frame = Picture();
        Draw();

        Assert.Equal(0, Allocated.Least(Draw));

        void Draw()
        {
            for (var i = 0; i < Count; i++)
            {
                painter.Paint(new MouthFrame(frame, i, i));
            }
        }
    }

    private static FaceTrack Turning(Func<int, float> degrees) => MadeFace.Track(
        Count, i => 0.07f + (0.07f * MathF.Sin(i / 2f)), i => 0.5f + (0.03f * MathF.Sin(i / 3f)), Size,
        at: i => new FacePose(
            70, Quaternion.CreateFromYawPitchRoll(degrees(i) * MathF.PI / 180, 0, 0), new Vector3(Size / 2f, 0.3f * Size, 0)));

    private static MeshMouth Ready(FaceTrack track, Func<int, float> opening)
    {
        int[] all = [.. Enumerable.Range(0, Count)];
        var mouth = new MeshMouth(
            MeshClip.Analyse(track, CancellationToken.None),
            MouthTargets.Exact([.. all.Select(opening)], [.. all.Select(_ => 0.5f)], all), YuvSpace.Bt709);
        foreach (var i in mouth.ReferenceFrames)
        {
            using var frame = Picture();
            mouth.AddReference(frame, i);
        }

        mouth.Complete(CancellationToken.None);
        return mouth;
    }

    private static Frame Picture()
    {
        var frame = new FramePool(PixelLayout.Yuv420P8, Size, Size).Rent();
        var bytes = frame.Bytes.Span;
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] = (byte)(120 + (20 * Math.Sin(at % Size * 0.9)));
        }

        return frame;
    }
}
