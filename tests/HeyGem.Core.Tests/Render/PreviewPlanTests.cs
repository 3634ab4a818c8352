using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Tests.Render;

public sealed class PreviewPlanTests
{
    private static readonly FrameRate _rate = FrameRate.Of(25, 1);

    [Theory]
    [InlineData("3..5", 75, 50)]
    [InlineData("75f..76f", 75, 1)]
    [InlineData("19..25", 475, 25)]
    [InlineData("auto", 199, 50)]
    public void A_stretch_is_counted_in_frames_of_the_result_and_ends_with_it(string text, int start, int count)
    {
        Assert.True(Preview.TryParse(text, out var preview));

        // Somebody speaks a little at first, and from 8 s on all the time.
        Assert.Equal(
            new FrameRange(start, count), PreviewPlan.FramesOf(preview, Plan(), Clip(), Curve(s => s is > 2 and < 3 or > 8 and < 15)));
    }

    [Fact]
    public void A_stretch_without_an_end_lasts_two_seconds_and_a_voice_that_is_silent_begins_at_the_start()
    {
        Assert.Equal(new FrameRange(100, 50), PreviewPlan.FramesOf(From(100), Plan(), Clip(), null));
        Assert.Equal(new FrameRange(0, 50), PreviewPlan.FramesOf(new Preview(), Plan(), Clip(), Curve(_ => false)));
    }

    [Theory]
    [InlineData("20..22", ErrorCode.RangeEmpty)]
    [InlineData("5..5", ErrorCode.RangeEmpty)]
    [InlineData("0..11", ErrorCode.ArgumentInvalid)]
    public void A_stretch_outside_the_result_or_too_long_is_refused(string text, ErrorCode code)
    {
        Assert.True(Preview.TryParse(text, out var preview));

        Assert.Equal(code, Assert.Throws<HeyGemException>(() => PreviewPlan.FramesOf(preview, Plan(), Clip(), null)).Code);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("3..")]
    [InlineData("now..then")]
    public void What_is_no_stretch_is_not_read(string text) => Assert.False(Preview.TryParse(text, out _));

    [Fact]
    public void Two_seconds_around_it_are_looked_at_or_all_of_a_short_clip()
    {
        var plan = Plan();

        Assert.Equal(new FrameRange(150, 150), PreviewPlan.LookedAt(plan.Showing(new FrameRange(200, 50)), plan.Source));
        Assert.Equal(new FrameRange(0, 60), PreviewPlan.LookedAt(plan.Showing(new FrameRange(0, 10)), plan.Source));
        Assert.Equal(new FrameRange(0, 200), PreviewPlan.LookedAt(plan.Showing(new FrameRange(60, 50)), new FrameRange(7, 200)));
    }

    [Fact]
    public void The_voice_is_heard_from_the_stretch_on()
    {
        var whole = Plan();
        var shown = whole.Showing(new FrameRange(250, 50));

        Assert.Equal((whole.VoiceStart, whole.VoiceDuration), whole.Heard);
        Assert.Equal((Seconds(10), Seconds(2)), shown.Heard);
        Assert.Equal(whole.Listening, shown.Listening);
        Assert.Equal(new FrameRange(0, whole.Count), whole.Shown);
    }

    [Fact]
    public void Pieces_of_the_voice_are_cut_to_the_stretch()
    {
        var pieces = new VoicePieces(
        [
            new VoicePiece("voice.wav", Seconds(0), Seconds(4), Seconds(1)),
            new VoicePiece("voice.wav", Seconds(6), Seconds(9), Seconds(6)),
            new VoicePiece("voice.wav", Seconds(1), Seconds(2), Seconds(12)),
        ]);
        var plan = SourcePlan.Of(
            Spec() with { VoicePieces = pieces }, Clip(), new Dictionary<string, ClipInfo> { ["voice.wav"] = Voice() });

        var shown = plan.Showing(new FrameRange(100, 75));

        Assert.Equal(
            [
                new VoicePiece("voice.wav", Seconds(3), Seconds(4), Seconds(0)),
                new VoicePiece("voice.wav", Seconds(6), Seconds(7), Seconds(2)),
            ],
            shown.HeardPieces);
        Assert.Equal(plan.Pieces, plan.HeardPieces);
    }

    private static MediaTime Seconds(double seconds) => MediaTime.FromSeconds(seconds);

    private static Preview From(long frame) => new() { From = MediaPoint.AtFrame(frame) };

    private static SourcePlan Plan() => SourcePlan.Of(Spec(), Clip(), Voice());

    private static RenderSpec Spec() => new() { ClipPath = "clip.mp4", VoicePath = "voice.wav", OutputFolder = "out" };

    private static MouthCurve Curve(Func<double, bool> speaks)
    {
        var empty = new float[20 * MouthCurve.RateHz];
        return new MouthCurve
        {
            Opening = empty,
            Width = empty,
            Rounding = empty,
            Closure = empty,
            Labiodental = empty,
            Silence = [.. empty.Select((_, k) => speaks((double)k / MouthCurve.RateHz) ? 0f : 1f)],
        };
    }

    private static ClipInfo Clip() => new()
    {
        Path = "clip.mp4",
        Video = new VideoStreamInfo
        {
            Width = 640,
            Height = 360,
            Layout = PixelLayout.Yuv420P8,
            FrameRate = _rate,
            FrameCount = 500,
            Codec = "h264",
            PixelFormat = "yuv420p",
        },
    };

    private static ClipInfo Voice() => new()
    {
        Path = "voice.wav",
        Audio = new AudioStreamInfo("pcm_s16le", 16000, 1, MediaTime.Zero, Seconds(20)),
    };
}
