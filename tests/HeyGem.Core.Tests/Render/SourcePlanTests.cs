using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Render;

public sealed class SourcePlanTests
{
    private static readonly FrameRate _rate = FrameRate.Of(25, 1);

    [Fact]
    public void The_shorter_ends_the_result_and_the_editor_is_told()
    {
        var plan = SourcePlan.Of(Spec(), Clip(100), Voice(2.0));

        Assert.Equal(50, plan.Count);
        Assert.Equal(49, plan.SourceOf(49));
        Assert.EndsWith("ends with the voice.", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_of_difference_is_not_a_cut()
    {
        var plan = SourcePlan.Of(Spec(), Clip(100), Voice(4.035));

        Assert.Equal(100, plan.Count);
        Assert.Empty(plan.Warnings);
        Assert.Equal(4.0, plan.VoiceDuration.Seconds, 6);
    }

    [Theory]
    [InlineData(FitPolicy.Loop, new[] { 0, 1, 2, 0, 1, 2, 0 })]
    [InlineData(FitPolicy.PingPong, new[] { 0, 1, 2, 1, 0, 1, 2 })]
    [InlineData(FitPolicy.Hold, new[] { 0, 1, 2, 2, 2, 2, 2 })]
    public void A_longer_voice_is_followed(FitPolicy fit, int[] frames)
    {
        var plan = SourcePlan.Of(Spec() with { Fit = fit }, Clip(3), Voice(0.28));

        Assert.Equal(frames, Enumerable.Range(0, plan.Count).Select(plan.SourceOf));
    }

    [Fact]
    public void In_and_out_points_choose_the_range_exactly()
    {
        var plan = SourcePlan.Of(Spec() with { In = MediaPoint.AtFrame(10), OutPoint = MediaPoint.AtFrame(30) }, Clip(100), Voice(9));

        Assert.Equal(new FrameRange(10, 20), plan.Source);
        Assert.Equal(20, plan.Count);
    }

    [Theory]
    [InlineData("01:00:00;00", true)]
    [InlineData("01:00:00:25", true)]
    [InlineData("noon", true)]
    [InlineData("01:00:00:00", false)]
    public void A_timecode_of_the_clip_that_does_not_exist_at_its_rate_is_told_and_not_passed_on(string timecode, bool told)
    {
        var clip = Clip(100) with { Video = Clip(100).Video! with { StartTimecode = timecode } };
        var plan = SourcePlan.Of(Spec(), clip, Voice(4));

        Assert.Equal(told, plan.Warnings.Any(w => w.Contains(timecode, StringComparison.Ordinal)));
        Assert.Equal(told ? null : timecode, EncodeTarget.Of(Spec(), clip, plan, null, "mesh").StartTimecode);
    }

    [Theory]
    [InlineData(100, 120)]
    [InlineData(50, 50)]
    [InlineData(50, 20)]
    public void An_empty_range_is_refused(long start, long end)
    {
        var spec = Spec() with { In = MediaPoint.AtFrame(start), OutPoint = MediaPoint.AtFrame(end) };

        var error = Assert.Throws<HeyGemException>(() => SourcePlan.Of(spec, Clip(100), Voice(9)));

        Assert.Equal(ErrorCode.RangeEmpty, error.Code);
    }

    [Fact]
    public void A_voice_shorter_than_a_frame_is_refused()
    {
        var error = Assert.Throws<HeyGemException>(() => SourcePlan.Of(Spec(), Clip(100), Voice(0.01)));

        Assert.Equal(ErrorCode.AudioTooShort, error.Code);
    }

    [Fact]
    public void A_still_picture_lasts_as_long_as_the_voice_at_the_rate_asked_for()
    {
        var plan = SourcePlan.Of(Spec() with { StillRate = FrameRate.Of(30, 1) }, Clip(1) with { IsStill = true }, Voice(2));

        Assert.Equal(60, plan.Count);
        Assert.Equal(0, plan.SourceOf(59));
        Assert.Equal(FrameRate.Of(30, 1), plan.Rate);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(25, false)]
    [InlineData(null, false)]
    public void A_film_keeps_its_own_rate_and_says_so_where_another_was_asked_for(int? asked, bool told)
    {
        var spec = Spec() with { StillRate = asked is { } rate ? FrameRate.Of(rate, 1) : null };

        var plan = SourcePlan.Of(spec, Clip(50), Voice(2));

        Assert.Equal(_rate, plan.Rate);
        Assert.Equal(told ? ["The clip keeps its own 25 frames a second: 30 were asked for, which only a still picture takes."] : [],
            plan.Warnings);
    }

    private static RenderSpec Spec() => new() { ClipPath = "clip.mp4", VoicePath = "voice.wav", OutputFolder = "outputs" };

    private static ClipInfo Clip(long frames) => new()
    {
        Path = "clip.mp4",
        Video = new VideoStreamInfo
        {
            Width = 640,
            Height = 360,
            Layout = PixelLayout.Yuv420P8,
            FrameRate = _rate,
            FrameCount = frames,
            Codec = "h264",
            PixelFormat = "yuv420p",
        },
    };

    private static ClipInfo Voice(double seconds) => new()
    {
        Path = "voice.wav",
        Audio = new AudioStreamInfo("pcm_s16le", 16000, 1, MediaTime.Zero, MediaTime.FromSeconds(seconds)),
    };
}
