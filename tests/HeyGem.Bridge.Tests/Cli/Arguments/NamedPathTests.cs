using HeyGem.Bridge.Cli.Arguments;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Tests.Cli.Arguments;

public sealed class NamedPathTests
{
    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_path_is_refused_by_the_name_of_its_option(string text)
    {
        var refusal = Assert.Throws<HeyGemException>(() => NamedPath.Full("--out", text));
        Assert.Equal(ErrorCode.ArgumentInvalid, refusal.Code);
        Assert.StartsWith("--out is empty", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_shell_leaves_of_home_is_home()
    {
        Assert.Equal(Path.Combine(Home, "results"), NamedPath.Full("--out", "~/results"));
        Assert.Equal(Home, NamedPath.Full("--out", "~"));
    }

    [Fact]
    public void A_name_that_only_begins_so_is_a_name() =>
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "~clip.mp4"), NamedPath.Full("A clip", "~clip.mp4"));
}
