namespace HeyGem.Bridge.Tests.Cli;

public sealed class CleanCommandTests(CliFixture cli) : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("heygem-clean-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_dry_run_names_what_the_real_run_removes_and_touches_nothing()
    {
        var old = Path.Combine(Directory.CreateDirectory(Path.Combine(_data, "uploads", "1")).FullName, "old.mp4");
        var young = Path.Combine(Directory.CreateDirectory(Path.Combine(_data, "uploads", "2")).FullName, "young.mp4");
        await File.WriteAllBytesAsync(old, new byte[2_000_000], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(young, new byte[10], TestContext.Current.CancellationToken);
        var then = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-40);
        File.SetLastWriteTimeUtc(old, then);
        File.SetLastAccessTimeUtc(old, then);

        var dry = await cli.HeyGemInAsync(_data, "clean", "--dry-run");
        Assert.True(File.Exists(old));
        var real = await cli.HeyGemInAsync(_data, "clean");

        Assert.Equal((0, 0), (dry.ExitCode, real.ExitCode));
        Assert.Contains($"would remove         2.0 MB  {old}", dry.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("young.mp4", dry.Output, StringComparison.Ordinal);
        Assert.Contains("1 file, 2.0 MB", real.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
    }

    [Fact]
    public async Task Beside_a_running_bridge_only_a_dry_run_works()
    {
        Directory.CreateDirectory(_data);
        using var hold = new FileStream(Path.Combine(_data, "bridge.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        var dry = await cli.HeyGemInAsync(_data, "clean", "--dry-run");
        var real = await cli.HeyGemInAsync(_data, "clean");

        Assert.Equal(0, dry.ExitCode);
        Assert.Equal(75, real.ExitCode);
        Assert.Contains("bridge.already_running", real.Error, StringComparison.Ordinal);
    }
}
