using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests;

public sealed class SourceTimelineTests
{
    private static readonly Fraction _milliseconds = new(1, 1000);

    [Fact]
    public void A_rounded_constant_rate_is_exact_again()
    {
        // Matroska keeps milliseconds: 23.976 becomes 0, 42, 83, 125 ...
        var stamps = Enumerable.Range(0, 2000).Select(i => (long)Math.Round(i * 1001.0 / 24.0)).ToArray();
        var timeline = new SourceTimeline(stamps, _milliseconds);

        Assert.Equal((new FrameRate(24000, 1001), false), RateRule.Choose(timeline, [new Fraction(24000, 1001)]));
        Assert.Equal((new FrameRate(24000, 1001), false), RateRule.Choose(timeline, []));
        Assert.Equal((0L, 0L), timeline.Conformed(new FrameRate(24000, 1001)));
    }

    [Theory]
    [InlineData(2997, 100, 30000, 1001)]
    [InlineData(30000, 1001, 30000, 1001)]
    [InlineData(25, 1, 25, 1)]
    [InlineData(60, 1, 60, 1)]
    [InlineData(13, 1, 13, 1)]
    public void A_stated_rate_that_fits_is_taken(long statedNumerator, long statedDenominator, long numerator, long denominator)
    {
        var stamps = Enumerable.Range(0, 300).Select(i => (long)Math.Round(i * 90000.0 * statedDenominator / statedNumerator)).ToArray();

        Assert.Equal(
            (new FrameRate(numerator, denominator), false),
            RateRule.Choose(new SourceTimeline(stamps, new Fraction(1, 90000)),
                [new Fraction(90000, 1), new Fraction(statedNumerator, statedDenominator)]));
    }

    [Fact]
    public void Jitter_under_half_a_frame_changes_nothing()
    {
        var random = new Random(7);
        var stamps = Enumerable.Range(0, 400).Select(i => (i * 40L) + random.Next(-18, 19)).ToArray();
        stamps[0] = 0;
        var timeline = new SourceTimeline(stamps, _milliseconds);

        Assert.Equal((new FrameRate(25, 1), false), RateRule.Choose(timeline, [new Fraction(25, 1)]));
    }

    [Fact]
    public void Gaps_repeat_and_crowds_leave_out()
    {
        // At 25: pictures at frames 0, 1, 1, 4; then nothing till the end.
        var timeline = new SourceTimeline([0, 35, 50, 160], _milliseconds);
        var rate = new FrameRate(25, 1);

        Assert.Equal([0, 2, 2, 2, 3, 3], Enumerable.Range(0, 6).Select(k => timeline.PictureAt(k, rate)));
        Assert.Equal((2L, 1L), timeline.Conformed(rate));
    }

    [Fact]
    public void Pictures_that_begin_later_keep_their_place()
    {
        var rate = new FrameRate(25, 1);
        var timeline = new SourceTimeline([80, 120, 200], _milliseconds).After(2);

        Assert.Equal([0, 0, 0, 1, 1, 2], Enumerable.Range(0, 6).Select(k => timeline.PictureAt(k, rate)));
    }

    [Fact]
    public void A_variable_stream_takes_the_standard_rate_nearest_to_its_median_step()
    {
        long[] stamps = [0, 33, 67, 133, 167, 200, 300, 333, 367, 500];

        Assert.Equal((new FrameRate(30, 1), true),
            RateRule.Choose(new SourceTimeline(stamps, _milliseconds), [new Fraction(30, 1), new Fraction(1350, 61)]));
        Assert.Equal((new FrameRate(25, 1), true), RateRule.Choose(new SourceTimeline([0, 41, 80, 200, 239, 360], _milliseconds), []));
    }

    [Fact]
    public void Every_frame_shows_the_latest_picture_not_after_its_middle()
    {
        var random = new Random(11);
        foreach (var rate in (FrameRate[])[new(25, 1), new(30000, 1001), new(24000, 1001), new(60, 1)])
        {
            var time = -5L;
            var stamps = Enumerable.Range(0, 500).Select(_ => time += random.Next(1, 90)).ToArray();
            var timeline = new SourceTimeline(stamps, _milliseconds);
            for (var k = 0L; k < timeline.FrameOf(499, rate) + 3; k++)
            {
                // The rule, literally: (pts - first) / 1000 <= (k + 1/2) / rate, without rounding.
                var expected = stamps.ToList()
                    .FindLastIndex(p => (p - stamps[0]) * 2 * rate.Numerator <= ((2 * k) + 1) * rate.Denominator * 1000);
                Assert.Equal(expected, timeline.PictureAt(k, rate));
            }
        }
    }
}
