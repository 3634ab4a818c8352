using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Timing;

public sealed class MediaPointTests
{
    private static readonly FrameRate _ntsc = FrameRate.Of(30000, 1001);
    private static readonly FrameRate _pal = FrameRate.Of(25, 1);

    [Theory]
    [InlineData("2", 50)]
    [InlineData("2.5", 62)]
    [InlineData("2.52s", 63)]
    [InlineData("300f", 300)]
    [InlineData("254016000000t", 25)]
    [InlineData("00:00:02:10", 60)]
    [InlineData("1:02.04", 1551)]
    [InlineData("01:00:00.00", 90000)]
    public void Points_become_frames(string text, long frame)
    {
        Assert.True(MediaPoint.TryParse(text, out var point));

        Assert.Equal(frame, point.ToFrame(_pal, null));
    }

    [Fact]
    public void A_timecode_counts_from_the_clips_own_start_timecode()
    {
        Assert.True(MediaPoint.TryParse("01:00:02:00", out var point));

        Assert.Equal(50, point.ToFrame(_pal, "01:00:00:00"));
        Assert.Equal(90050, point.ToFrame(_pal, null));
    }

    [Fact]
    public void Drop_frame_timecode_keeps_up_with_the_clock()
    {
        Assert.True(MediaPoint.TryParse("00:10:00;00", out var ten));
        Assert.True(MediaPoint.TryParse("00:01:00;02", out var one));

        Assert.Equal(17982, ten.ToFrame(_ntsc, null));
        Assert.Equal(1800, one.ToFrame(_ntsc, null));
    }

    [Theory]
    [InlineData(30000, 1001, true)]
    [InlineData(60000, 1001, true)]
    [InlineData(30000, 1001, false)]
    [InlineData(25, 1, false)]
    public void A_timecode_made_from_frames_counts_back_to_them(long numerator, long denominator, bool drop)
    {
        var rate = FrameRate.Of(numerator, denominator);

        for (long frames = 0; frames < 100_000; frames += 37)
        {
            var timecode = Timecode.FromFrames(frames, rate, drop);

            Assert.Equal(frames, timecode.ToFrames(rate));
            Assert.False(drop && timecode is { Seconds: 0, Frames: 0 } && timecode.Minutes % 10 != 0);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1:75")]
    [InlineData("soon")]
    [InlineData("00:00:99:00")]
    [InlineData("1e9")]
    public void Nonsense_is_refused(string text) => Assert.False(MediaPoint.TryParse(text, out _));
}
