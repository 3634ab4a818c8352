using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Timing;

public sealed class FrameRateTests
{
    [Theory]
    [InlineData(24000, 1001)]
    [InlineData(25, 1)]
    [InlineData(30000, 1001)]
    [InlineData(50, 1)]
    [InlineData(60000, 1001)]
    public void A_frames_start_maps_back_to_that_frame(long numerator, long denominator)
    {
        var rate = FrameRate.Of(numerator, denominator);

        for (long i = -3; i < 200_000; i += 997)
        {
            Assert.Equal(i, rate.FrameAt(rate.StartOf(i)));
            Assert.Equal(i - 1, rate.FrameAt(new MediaTime(rate.StartOf(i).Ticks - 2)));
        }
    }

    [Theory]
    [InlineData("25", 25, 1)]
    [InlineData("29.97", 30000, 1001)]
    [InlineData("23.976", 24000, 1001)]
    [InlineData("59.94", 60000, 1001)]
    [InlineData("12.5", 25, 2)]
    [InlineData("60000/2002", 30000, 1001)]
    public void Rates_are_read_exactly(string text, long numerator, long denominator)
    {
        Assert.True(FrameRate.TryParse(text, out var rate));

        Assert.Equal(new FrameRate(numerator, denominator), rate);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-25")]
    [InlineData("25/0")]
    [InlineData("fast")]
    public void Nonsense_is_refused(string text) => Assert.False(FrameRate.TryParse(text, out _));

    [Theory]
    [InlineData(19_212_800, 769_113, 115_085, 4607)]
    [InlineData(60_000, 2002, 30_000, 1001)]
    [InlineData(250_000, 1, 250_000, 1)]
    [InlineData(5_000_000_000, 1, 250_000, 1)]
    [InlineData(1, 5_000_000_000, 1, 250_000)]
    public void A_rate_has_terms_that_ffmpeg_takes(long numerator, long denominator, long expectedNumerator, long expectedDenominator) =>
        Assert.Equal(new FrameRate(expectedNumerator, expectedDenominator), FrameRate.Of(numerator, denominator));

    [Fact]
    public void Any_rate_of_too_large_terms_becomes_one_within_two_millionths()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var (numerator, denominator) = (random.NextInt64(1_000_000, 1L << 40), random.NextInt64(20_000, 1L << 34));
            var wanted = (double)numerator / denominator;
            if (wanted is < 1 or > 120)
            {
                continue;
            }

            var rate = FrameRate.Of(numerator, denominator);
            Assert.InRange(rate.Numerator, 1, FrameRate.MaxTerm);
            Assert.InRange(rate.Denominator, 1, FrameRate.MaxTerm);
            Assert.InRange((rate.PerSecond / wanted) - 1, -2e-6, 2e-6);
        }
    }
}
