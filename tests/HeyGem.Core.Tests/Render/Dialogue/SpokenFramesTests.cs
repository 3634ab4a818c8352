using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Dialogue;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Tests.Render.Dialogue;

/// <summary>When a speaker's mouth is driven, and what of each voice is heard.</summary>
public sealed class SpokenFramesTests
{
    private const int Frames = 250;

    private static readonly FrameRate _rate = FrameRate.Of(25, 1);

    private static readonly Dictionary<string, ClipInfo> _files = new() { ["a"] = Voice(10), ["b"] = Voice(12) };

    [Fact]
    public void A_mouth_is_driven_a_little_before_and_after_its_sound_and_comes_and_goes_softly()
    {
        var spoken = SpokenFrames.Of(Curve(s => s is >= 2 and < 4), Whole(), 0, Stretches.None);

        Assert.Equal([(45, 106)], spoken.Ranges(new FrameRange(0, Frames)).Select(r => ((int)r.Start, (int)r.End)));
        var shares = spoken.Shares(1);
        Assert.InRange(shares[46], 0.01f, 0.99f);
        Assert.All(Enumerable.Range(49, 52), n => Assert.Equal(1, shares[n]));
        Assert.Equal(2 * Frames, spoken.Shares(2).Count);
        Assert.Equal(shares[46], spoken.Shares(2)[92]);
    }

    [Fact]
    public void A_mouth_that_is_to_be_left_alone_is_not_driven_there()
    {
        var alone = new Stretches([new(MediaTime.FromSeconds(3), MediaTime.FromSeconds(3.4))]);

        var spoken = SpokenFrames.Of(Curve(s => s is >= 2 and < 4), Whole(), 0, alone).Ranges(new FrameRange(0, Frames));
        var whole = SpokenFrames.Outside(Whole(), alone);

        Assert.Equal([(45, 75), (86, 106)], spoken.Select(r => ((int)r.Start, (int)r.End)));
        Assert.Equal([(0, 75), (86, 250)], whole.Ranges(new FrameRange(0, Frames)).Select(r => ((int)r.Start, (int)r.End)));
        Assert.Equal((1, 1), (whole.Shares(1)[0], whole.Shares(1)[Frames - 1]));
    }

    [Fact]
    public void A_breath_ends_nothing_and_a_pause_does() => Assert.Equal(
        2, SpokenFrames.Of(Curve(s => s is (>= 1 and < 2) or (>= 2.8 and < 4) or (>= 6 and < 7)), Whole(), 0, Stretches.None)
            .Ranges(new FrameRange(0, Frames)).Count);

    [Fact]
    public void Nothing_is_driven_outside_the_pieces_of_the_voice()
    {
        var pieces = Plan(new Speaker("a") { Pieces = new VoicePieces([Piece(2, 4), Piece(6, 7)]) });

        var ranges = SpokenFrames.Of(Curve(_ => true), pieces, 0, Stretches.None).Ranges(new FrameRange(0, Frames));

        Assert.Equal([(51, 100), (151, 175)], ranges.Select(r => ((int)r.Start, (int)r.End)));
    }

    [Fact]
    public void Lips_that_move_later_are_driven_later() => Assert.Equal(
        55, SpokenFrames.Of(Curve(s => s is >= 2 and < 4), Whole(), 400, Stretches.None).Ranges(new FrameRange(0, Frames))[0].Start);

    [Fact]
    public void Ranges_count_from_the_first_frame_that_is_shown() => Assert.Equal(
        [new FrameRange(0, 6)], SpokenFrames.Of(Curve(s => s is >= 2 and < 4), Whole(), 0, Stretches.None).Ranges(new FrameRange(100, 20)));

    [Fact]
    public void At_the_ends_of_the_result_a_mouth_that_speaks_is_there_at_once()
    {
        var shares = SpokenFrames.Of(Curve(_ => true), Whole(), 0, Stretches.None).Shares(1);

        Assert.Equal((1, 1), (shares[0], shares[^1]));
    }

    [Fact]
    public void A_voice_longer_than_the_clip_ends_with_it_and_the_editor_is_told()
    {
        var plan = DialoguePlan.Of(Spec(new Speaker("a"), new Speaker("b")), Clip(), _files);

        Assert.Equal(Frames, plan.Count);
        Assert.All(plan.Pieces, piece => Assert.Equal(10, piece.End.Seconds, 6));
        Assert.Contains("12.00 s and the clip 10.00 s", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_voice_has_the_frames_of_all_and_its_own_pieces()
    {
        var each = DialoguePlan.Each(Spec(new Speaker("a"), new Speaker("b") { Pieces = new VoicePieces([Piece(3, 5)]) }), Clip(), _files);

        Assert.All(each, plan => Assert.Equal(Frames, plan.Count));
        Assert.Equal(["a", "b"], each.Select(plan => Assert.Single(plan.Pieces).Path));
        Assert.Equal(3, each[1].Pieces[0].At.Seconds);
    }

    private static SourcePlan Whole() => Plan(new Speaker("a"));

    private static SourcePlan Plan(Speaker speaker) => DialoguePlan.Each(Spec(speaker, new Speaker("b")), Clip(), _files)[0];

    private static RenderSpec Spec(params Speaker[] speakers) =>
        new() { ClipPath = "clip.mp4", VoicePath = "a", OutputFolder = "out", Speakers = new Speakers(speakers) };

    private static VoicePiece Piece(double from, double to) => new(
        "b", MediaTime.FromSeconds(from), MediaTime.FromSeconds(to), MediaTime.FromSeconds(from));

    private static ClipInfo Clip() => new()
    {
        Path = "clip.mp4",
        Video = new VideoStreamInfo
        {
            Width = 640,
            Height = 360,
            Layout = PixelLayout.Yuv420P8,
            FrameRate = _rate,
            FrameCount = Frames,
            Codec = "h264",
            PixelFormat = "yuv420p",
        },
    };

    private static ClipInfo Voice(double seconds) => new()
    {
        Path = "voice.wav",
        Audio = new AudioStreamInfo("pcm_s16le", 16000, 1, MediaTime.Zero, MediaTime.FromSeconds(seconds)),
    };

    private static MouthCurve Curve(Func<double, bool> speaks)
    {
        float[] Make(Func<double, float> value) =>
            [.. Enumerable.Range(0, 10 * MouthCurve.RateHz).Select(k => value((double)k / MouthCurve.RateHz))];
        return new MouthCurve
        {
            Opening = Make(s => speaks(s) ? 0.5f : 0),
            Width = Make(_ => 0),
            Rounding = Make(_ => 0),
            Closure = Make(_ => 0),
            Labiodental = Make(_ => 0),
            Silence = Make(s => speaks(s) ? 0 : 1),
        };
    }
}
