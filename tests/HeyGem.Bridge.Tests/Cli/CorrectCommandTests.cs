using HeyGem.Bridge.Cli;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Bridge.Tests.Cli;

public sealed class CorrectCommandTests
{
    private static readonly FrameRate _rate = FrameRate.Of(30, 1);

    [Theory]
    [InlineData("5", "6", "The range 5 s to 6 s")]
    [InlineData("90f", "99f", "The range frame 90 to frame 99")]
    [InlineData("2", "1", "The range 2 s to 1 s")]
    [InlineData("1", "1", "The range 1 s to 1 s")]
    public void A_range_outside_a_result_is_told_as_it_was_given_with_what_there_is(string from, string to, string said)
    {
        var failure = Assert.Throws<HeyGemException>(() => Of(from, to));

        Assert.Equal(ErrorCode.RangeEmpty, failure.Code);
        Assert.Equal($"{said} holds no frame of 'clip_lipsync.mp4', which lasts 2.00 s (60 frames).", failure.Message);
        Assert.Equal("Name a range within 0 s and 2.00 s (0f and 60f), its end after its start.", failure.Hint);
    }

    [Theory]
    [InlineData("0.5", "1", 15, 30)]
    [InlineData("0.51", "0.99", 15, 30)]
    [InlineData("1.9", "1000", 57, 60)]
    public void A_range_is_widened_to_whole_frames_and_ends_with_the_result(string from, string to, int first, int end)
    {
        var correction = Of(from, to);

        Assert.Equal(
            (MediaPoint.At(_rate.StartOf(first)), MediaPoint.At(_rate.StartOf(end))), (correction.From, correction.To));
    }

    private static Correction Of(string from, string to)
    {
        Assert.True(MediaPoint.TryParse(from, out var start) & MediaPoint.TryParse(to, out var end));
        return CorrectCommand.Of(
            new RenderSpec { ClipPath = "/clip.mp4", VoicePath = "/voice.wav", OutputFolder = "/out" },
            "/clip_lipsync.mp4",
            new VideoStreamInfo
            {
                Width = 64,
                Height = 64,
                Layout = PixelLayout.Yuv420P8,
                FrameRate = _rate,
                FrameCount = 60,
                Codec = "h264",
                PixelFormat = "yuv420p",
            },
            (start, end), words: null, audio: "/take2.wav");
    }
}
