using HeyGem.Bridge.Cli;

namespace HeyGem.Bridge.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task An_unknown_command_is_a_failure() => Assert.NotEqual(0, await HeyGemCommand.RunAsync(["conquer"]));
}
