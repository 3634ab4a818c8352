using HeyGem.Core.Errors;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Timing;

public sealed class TimecodeTests
{
    private const int Hour = 3600;

    [Theory]
    [InlineData("24000/1001", false)]
    [InlineData("24/1", false)]
    [InlineData("25/1", false)]
    [InlineData("30000/1001", false)]
    [InlineData("30000/1001", true)]
    [InlineData("2997/100", true)]
    [InlineData("30/1", false)]
    [InlineData("48/1", false)]
    [InlineData("50/1", false)]
    [InlineData("60000/1001", false)]
    [InlineData("60000/1001", true)]
    [InlineData("60/1", false)]
    [InlineData("120/1", false)]
    public void Each_frame_of_an_hour_has_a_label_of_its_own_and_no_other_label_exists(string text, bool drop)
    {
        var rate = Rate(text);
        var nominal = (int)((rate.Numerator + rate.Denominator - 1) / rate.Denominator);
        long frame = 0;
        for (var second = 0; second < Hour; second++)
        {
            for (var number = 0; number <= nominal; number++)
            {
                var label = new Timecode(0, second / 60, second % 60, number, drop);
                if (label.ExistsAt(rate))
                {
                    Assert.Equal(frame, label.ToFrames(rate));
                    Assert.Equal(label, Timecode.FromFrames(frame, rate, drop));
                    Assert.True(Timecode.TryParse(label.ToString(), out var back) && back == label);
                    frame++;
                }
                else
                {
                    Assert.Throws<InvalidOperationException>(() => label.ToFrames(rate));
                }
            }
        }

        Assert.Equal((nominal * Hour) - (drop ? nominal / 15 * 54 : 0), frame);
        Assert.True(!drop || Math.Abs(rate.StartOf(frame).Seconds - Hour) < 0.01, "Drop-frame does not keep up with the clock.");
    }

    [Theory]
    [InlineData("24000/1001")]
    [InlineData("24/1")]
    [InlineData("25/1")]
    [InlineData("30/1")]
    [InlineData("50/1")]
    [InlineData("60/1")]
    [InlineData("120000/1001")]
    public void There_is_no_drop_frame_at_other_rates(string text)
    {
        Assert.False(new Timecode(0, 0, 1, 2, true).ExistsAt(Rate(text)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Timecode.FromFrames(100, Rate(text), dropFrame: true));
    }

    [Theory]
    [InlineData("00:01:00;00", "30000/1001")]
    [InlineData("00:01:00;01", "30000/1001")]
    [InlineData("00:09:00;03", "60000/1001")]
    [InlineData("00:00:01;02", "25/1")]
    [InlineData("00:00:01;02", "24000/1001")]
    [InlineData("00:00:01:25", "25/1")]
    [InlineData("00:00:01:24", "24000/1001")]
    [InlineData("00:00:01:60", "60000/1001")]
    public void A_point_that_no_frame_has_is_refused_with_the_timecode_and_the_rate(string point, string rate)
    {
        Assert.True(MediaPoint.TryParse(point, out var parsed));

        var error = Assert.Throws<HeyGemException>(() => parsed.ToFrame(Rate(rate), null));

        Assert.Equal(ErrorCode.ArgumentInvalid, error.Code);
        Assert.Contains(point, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:10:00;00", "30000/1001", 17982)]
    [InlineData("00:01:00;02", "30000/1001", 1800)]
    [InlineData("00:01:00;04", "60000/1001", 3600)]
    [InlineData("01:00:00;00", "60000/1001", 215784)]
    [InlineData("00:00:01:23", "24000/1001", 47)]
    public void A_point_that_some_frame_has_is_that_frame(string point, string rate, long frame)
    {
        Assert.True(MediaPoint.TryParse(point, out var parsed));

        Assert.Equal(frame, parsed.ToFrame(Rate(rate), null));
    }

    [Theory]
    [InlineData("01:00:02:00", "01:00:00;00", "30000/1001", 60)]
    [InlineData("01:00:02;00", "01:00:00;00", "30000/1001", 60)]
    [InlineData("01:00:02;00", "01:00:00:00", "30000/1001", 60)]
    [InlineData("01:00:02:00", "01:00:00.00", "30000/1001", 60)]
    [InlineData("01:01:00:02", "01:00:00;00", "60000/1001", -1)]
    [InlineData("01:01:00;00", "01:00:00:00", "30000/1001", 1800)]
    [InlineData("00:00:00:00", "23:59:59:10", "25/1", 15)]
    [InlineData("00:00:03:00", "23:59:59:10", "25/1", 90)]
    [InlineData("00:00:02:00", "10:00:00:00", "25/1", 50)]
    [InlineData("00:00:00:00", "23:59:59;20", "30000/1001", 10)]
    public void A_timecode_is_read_by_the_clips_own_count(string point, string start, string rate, long frame)
    {
        Assert.True(MediaPoint.TryParse(point, out var parsed));
        if (frame < 0)
        {
            Assert.Throws<HeyGemException>(() => parsed.ToFrame(Rate(rate), start, 100));
            return;
        }

        Assert.Equal(frame, parsed.ToFrame(Rate(rate), start, 100));
    }

    [Fact]
    public void A_clip_whose_own_timecode_does_not_exist_counts_from_zero()
    {
        Assert.True(MediaPoint.TryParse("00:00:02:00", out var point));

        Assert.Equal(50, point.ToFrame(Rate("25/1"), "00:00:01;00"));
    }

    private static FrameRate Rate(string text) => FrameRate.TryParse(text, out var rate) ? rate : throw new ArgumentException(text);
}
