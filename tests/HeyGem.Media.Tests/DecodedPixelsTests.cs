using HeyGem.Core.Ffmpeg.Probe;

namespace HeyGem.Media.Tests;

public sealed class DecodedPixelsTests
{
    [Theory]
    [InlineData("yuv420p", "yuv420p", false)]
    [InlineData("yuvj420p", "yuvj420p", false)]
    [InlineData("yuvj440p", "yuvj444p", false)]
    [InlineData("yuv411p", "yuv422p", false)]
    [InlineData("yuv422p10be", "yuv422p10le", false)]
    [InlineData("yuva444p12le", "yuv444p12le", true)]
    [InlineData("yuv444p16le", "yuv444p12le", false)]
    [InlineData("p010le", "yuv420p10le", false)]
    [InlineData("nv12", "yuv420p", false)]
    [InlineData("rgba", "yuv444p", true)]
    [InlineData("gbrp10le", "yuv444p10le", false)]
    public void A_format_is_decoded_to_the_nearest_planar_one(string source, string asked, bool alpha)
    {
        var pixels = DecodedPixels.Of(source)!;

        Assert.Equal((asked, alpha), (pixels.FfmpegName, pixels.HasAlpha));
        Assert.Equal(asked.Replace("yuvj", "yuv", StringComparison.Ordinal), pixels.Layout.FfmpegName);
    }

    [Fact]
    public void A_format_without_a_rule_is_refused() => Assert.Null(DecodedPixels.Of("bayer_rggb16le"));
}
