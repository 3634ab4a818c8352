using System.Text;
using HeyGem.Bridge.Cli.Views;
using HeyGem.Core.Render;

namespace HeyGem.Bridge.Tests.Cli;

/// <summary>The line that a terminal draws over and over: it must not wrap, and its time left must be true.</summary>
public sealed class ProgressLineTests
{
    private const string LongName = "2026-11-29 interview with the director, second camera, take 14, graded v3 final.mov";

    [Theory]
    [InlineData(LongName, 79)]
    [InlineData("采访导演的第二台摄像机的第十四条镜头调色第三版最终版本交付文件名称很长.mp4", 79)]
    [InlineData("🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬.mp4", 79)]
    [InlineData(LongName, 40)]
    public void No_name_makes_the_line_wider_than_the_terminal(string name, int cells)
    {
        for (; cells > 30; cells--)
        {
            var line = ProgressLine.Of(name, At(TimeSpan.FromMinutes(2)), cells);
            Assert.InRange(ProgressLine.CellsOf(line), 1, cells);
            Assert.DoesNotContain(Rune.ReplacementChar, line.EnumerateRunes());
        }
    }

    [Fact]
    public void A_long_name_gives_way_to_how_far_it_is()
    {
        var line = ProgressLine.Of(LongName, At(TimeSpan.FromSeconds(72)), 99);
        Assert.StartsWith("2026-11-29 ", line, StringComparison.Ordinal);
        Assert.EndsWith("50 %  rendering  23 frames/s  1:12 left", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.4, "0:00")]
    [InlineData(3599, "59:59")]
    [InlineData(3903, "1:05:03")]
    [InlineData(97_384, "27:03:04")]
    public void Hours_are_told(double seconds, string expected) =>
        Assert.EndsWith(
            $"  {expected} left", ProgressLine.Of("clip.mp4", At(TimeSpan.FromSeconds(seconds)), 200), StringComparison.Ordinal);

    [Fact]
    public void A_short_name_is_whole() =>
        Assert.StartsWith("采访.mp4  █", ProgressLine.Of("采访.mp4", At(null), 79), StringComparison.Ordinal);

    private static RenderProgress At(TimeSpan? left) => new(RenderStage.Draw, 50, 100, 23, .5, left);
}
