using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Render;

public sealed class PiecePlanTests
{
    private static readonly FrameRate _rate = FrameRate.Of(30000, 1001);

    [Fact]
    public void The_result_is_as_long_as_the_clip_whatever_the_pieces_cover()
    {
        var plan = Plan((1, 2, 0.5), (0, 1, 3));

        Assert.Equal((300, 299), (plan.Count, plan.SourceOf(299)));
        Assert.Equal(_rate.StartOf(300), plan.VoiceDuration);
        Assert.Equal(2, plan.Pieces.Count);
        Assert.Empty(plan.Warnings);
    }

    [Fact]
    public void A_still_picture_lasts_until_the_last_piece_ends()
    {
        var spec = Spec((0, 1, 1)) with { StillRate = FrameRate.Of(25, 1) };

        Assert.Equal(50, SourcePlan.Of(spec, Clip() with { IsStill = true }, Files()).Count);
    }

    [Theory]
    [InlineData(-1, 2, 0, "\"in\" is 0 or more")]
    [InlineData(2, 2, 0, "\"out\" lies after in")]
    [InlineData(1, 2, -1, "\"at\" is 0 or more")]
    public void A_piece_with_odd_times_is_named(double from, double to, double at, string told)
    {
        var error = Assert.Throws<HeyGemException>(Spec((from, to, at)).Check);

        Assert.Equal(ErrorCode.ArgumentInvalid, error.Code);
        Assert.Contains($"Piece 1 of the voice is wrong: {told}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pieces_that_meet_are_fine_and_pieces_that_overlap_by_a_tick_are_not()
    {
        var meets = Spec((0, 1, 0), (5, 6, 1));
        meets.Check();

        var early = meets.VoicePieces[1] with { At = new MediaTime(MediaTime.TicksPerSecond - 1) };
        var over = meets with { VoicePieces = new VoicePieces([meets.VoicePieces[0], early]) };
        Assert.Contains("Piece 2", Assert.Throws<HeyGemException>(over.Check).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_thousand_pieces_and_only_the_fit_cut_are_taken()
    {
        static RenderSpec Many(int count) => Spec([.. Enumerable.Range(0, count).Select(i => (0.0, 0.01, i / 100.0))]);
        Many(1000).Check();

        var more = Assert.Throws<HeyGemException>(Many(1001).Check);
        var loops = Assert.Throws<HeyGemException>((Many(1000) with { Fit = FitPolicy.Loop }).Check);
        Assert.Contains("1001 pieces", more.Message, StringComparison.Ordinal);
        Assert.Contains("fit", loops.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_piece_past_the_end_of_its_file_is_cut_and_told_and_one_beyond_it_is_refused()
    {
        var plan = Plan((19, 21, 0));

        Assert.Equal(MediaTime.FromSeconds(20), Assert.Single(plan.Pieces).Out);
        Assert.Equal("The voice's out point is past the end of 'voice.wav'; its end (20.00 s) is used.", Assert.Single(plan.Warnings));
        var error = Assert.Throws<HeyGemException>(() => Plan((0, 1, 0), (20, 21, 2)));
        Assert.Equal(ErrorCode.RangeEmpty, error.Code);
        Assert.Contains("Piece 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_piece_that_ends_within_a_frame_of_the_clip_is_cut_and_a_later_one_refused()
    {
        Assert.Equal(_rate.StartOf(300), Assert.Single(Plan((0, 2, 8.03)).Pieces).End);

        var error = Assert.Throws<HeyGemException>(() => Plan((0, 2, 8.1)));
        Assert.Equal(ErrorCode.ArgumentInvalid, error.Code);
        Assert.Contains("Piece 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pieces_of_one_minute_of_a_file_are_one_analysis()
    {
        var hour = Voice(3600);

        Assert.Equal((Seconds(60), Seconds(60)), PiecePlan.Listening(Piece(61, 62, 0), hour));
        Assert.Equal((Seconds(60), Seconds(60)), PiecePlan.Listening(Piece(60, 120, 5), hour));
        Assert.Equal((Seconds(60), Seconds(120)), PiecePlan.Listening(Piece(119, 121, 5), hour));
        Assert.Equal((Seconds(0), Seconds(20)), PiecePlan.Listening(Piece(3, 4, 5), Voice(20)));
    }

    private static MediaTime Seconds(double seconds) => MediaTime.FromSeconds(seconds);

    private static VoicePiece Piece(double from, double to, double at) => new("voice.wav", Seconds(from), Seconds(to), Seconds(at));

    private static SourcePlan Plan(params (double From, double To, double At)[] pieces) => SourcePlan.Of(Spec(pieces), Clip(), Files());

    private static RenderSpec Spec(params (double From, double To, double At)[] pieces) => new()
    {
        ClipPath = "clip.mp4",
        VoicePath = "voice.wav",
        VoicePieces = new VoicePieces(pieces.Select(p => Piece(p.From, p.To, p.At))),
        OutputFolder = "outputs",
    };

    private static Dictionary<string, ClipInfo> Files() => new() { ["voice.wav"] = Voice(20) };

    private static ClipInfo Voice(double seconds) => new()
    {
        Path = "voice.wav",
        Audio = new AudioStreamInfo("pcm_s16le", 16000, 1, MediaTime.Zero, Seconds(seconds)),
    };

    private static ClipInfo Clip() => new()
    {
        Path = "clip.mp4",
        Video = new VideoStreamInfo
        {
            Width = 640,
            Height = 360,
            Layout = PixelLayout.Yuv420P8,
            FrameRate = _rate,
            FrameCount = 300,
            Codec = "h264",
            PixelFormat = "yuv420p",
        },
    };
}
