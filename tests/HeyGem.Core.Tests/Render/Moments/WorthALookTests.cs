using HeyGem.Core.Engines;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Moments;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Tests.Engines.Mesh;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Tests.Render.Moments;

public sealed class WorthALookTests
{
    private const int Frames = 200;
    private static readonly FrameRate _rate = FrameRate.Of(25, 1);
    private static readonly IReadOnlyList<ReportShot> _oneShot = [new ReportShot(0, Frames, 1, "driven")];

    [Fact]
    public void A_clean_result_has_none() => Assert.Empty(Moments(Drawn()));

    [Fact]
    public void What_is_kept_while_the_voice_speaks_comes_first_and_in_a_pause_not_at_all()
    {
        var drawn = Drawn(n => n is >= 50 and < 60 or >= 150 and < 170 ? FrameOutcome.KeptOccluded : FrameOutcome.Rendered,
            n => n is >= 100 and < 120 ? 0.3f : 0);

        var moments = Moments(drawn, speaks: n => n < 140);

        Assert.Equal([("occluded", 50L, 60L), ("partly_covered", 100, 120)], moments.Select(m => (m.Reason, m.Start, m.End)));
        Assert.True(moments[0].Risk > moments[1].Risk);
    }

    [Fact]
    public void Others_mouths_and_single_frames_are_nothing_and_small_gaps_divide_nothing()
    {
        var drawn = Drawn(covered: n => n is 20 or 100 or (>= 140 and < 150) or (>= 154 and < 160) or >= 190 ? 0.4f : 0);
        IReadOnlyList<ReportShot> shots = [new ReportShot(0, 190, 1, "driven"), new ReportShot(190, Frames, 2, "other_person")];

        Assert.Equal((140L, 160L), Assert.Single(Moments(drawn, shots).Select(m => (m.Start, m.End))));
    }

    [Fact]
    public void At_most_five_are_told_and_the_worst_frame_is_named()
    {
        var drawn = Drawn(covered: n => n % 25 < 5 ? 0.1f + (0.1f * (n / 25)) + (n % 25 == 3 ? 0.05f : 0) : 0);

        var moments = Moments(drawn);

        Assert.Equal([178L, 153, 128, 103, 78], moments.Select(m => m.Frame));
    }

    [Fact]
    public void A_shot_tells_how_lips_go_with_the_voice_and_how_the_mouth_is_seen()
    {
        var measures = Measures(_ => true);
        FramePlan With(float opening) => FramePlan.Keep(FrameOutcome.Rendered) with { Opening = opening, Covered = 0.25f };

        var with = Assert.Single(measures.Over(_oneShot, n => With(measures.Voice[n])));
        var against = Assert.Single(measures.Over(_oneShot, n => With(-measures.Voice[n])));
        var unknown = Assert.Single(measures.Over(_oneShot, _ => FramePlan.Keep(FrameOutcome.KeptNoFace)));

        Assert.Equal((1, -1, null), (with.SyncExpected, against.SyncExpected, unknown.SyncExpected));
        Assert.Equal(0.25, with.Covered);
        Assert.InRange(with.TurnedDegrees!.Value, 0, 20);
        Assert.True(with.Sharpness > 0);
    }

    private static DrawnFrames Drawn(Func<int, FrameOutcome>? outcome = null, Func<int, float>? covered = null) => new(
        [.. Enumerable.Range(0, Frames).Select(outcome ?? (_ => FrameOutcome.Rendered))],
        [.. Enumerable.Range(0, Frames).Select(covered ?? (_ => 0f))]);

    private static IReadOnlyList<ReportMoment> Moments(
        DrawnFrames drawn, IReadOnlyList<ReportShot>? shots = null, Func<int, bool>? speaks = null) =>
        WorthALook.Of(Measures(speaks ?? (_ => true)), drawn, shots ?? _oneShot, _rate);

    private static FrameMeasures Measures(Func<int, bool> speaks)
    {
        var faces = new FaceStageResult(MadeFace.Track(Frames, _ => 0.1f, _ => 0.5f, sharpness: _ => 9), "key", false)
        {
            LookedAt = Frames,
            IsWhole = true,
        };
        var spec = new RenderSpec { ClipPath = "clip.mp4", VoicePath = "voice.wav", OutputFolder = "out" };
        var voice = new ClipInfo
        {
            Path = "voice.wav",
            Audio = new AudioStreamInfo("pcm_s16le", 16000, 1, MediaTime.Zero, MediaTime.FromSeconds(8)),
        };
        var clip = new ClipInfo
        {
            Path = "clip.mp4",
            Video = new VideoStreamInfo
            {
                Width = 240,
                Height = 240,
                Layout = PixelLayout.Yuv420P8,
                FrameRate = _rate,
                FrameCount = Frames,
                Codec = "h264",
                PixelFormat = "yuv420p",
            },
        };
        var empty = new float[9 * MouthCurve.RateHz];
        var curve = new MouthCurve
        {
            Opening = [.. empty.Select((_, k) => 0.5f + (0.5f * MathF.Sin(k / 5f)))],
            Width = empty,
            Rounding = empty,
            Closure = empty,
            Labiodental = empty,
            Silence = [.. empty.Select((_, k) => speaks((k / 2) - 1) ? 0f : 1f)],
        };
        return FrameMeasures.Of(faces, SourcePlan.Of(spec, clip, voice), curve, 0);
    }
}
