namespace HeyGem.Bridge.Tests.Cli;

/// <summary>
/// Nothing of what is done here leaves the machine. ONNX Runtime's official libraries tell their maker what they run, unless they are asked
/// not to; what they have to tell and a number for the machine then lie in the user's cache.
/// </summary>
public sealed class QuietLibraryTests(CliFixture cli) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-quiet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_render_with_all_its_networks_leaves_nothing_in_the_users_home()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the library keeps what it has to tell in other places.");
        var home = Directory.CreateDirectory(Path.Combine(_folder, "home")).FullName;

        var run = await cli.HeyGemAtHomeAsync(
            home, Path.Combine(_folder, "data"),
            "render", cli.PathOf("clip.mp4"), "--audio", cli.PathOf("voice.wav"), "--out", Path.Combine(_folder, "out"), "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Single(run.Events("completed"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(home, "*", SearchOption.AllDirectories));
    }
}
