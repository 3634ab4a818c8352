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
}
