using HeyGem.Bridge.Tests.Cli;

namespace HeyGem.Bridge.Tests.Real;

public sealed class RealKillTests(CliFixture cli) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-real-kill-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Killed_in_the_middle_of_a_render_it_leaves_no_ffmpeg_and_renders_the_clip_after_the_next_start()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks for the children in /proc.");
        string id;
        IReadOnlyList<int> orphans;
        await using (var first = await ServedBridge.StartAsync(cli, _folder, "--root", cli.Folder))
        {
            id = (await first.Client.SubmitAsync("killed in the middle", "path", cli.PathOf("voice.wav"), cli.PathOf("clip.mp4"),
                cli.PathOf("other.mp4")))["id"]!.GetValue<string>();
            do
            {
                Assert.Equal("running", (await first.Client.CallAsync("getJob", id, "?waitMs=200"))["state"]!.GetValue<string>()
                    .Replace("queued", "running", StringComparison.Ordinal));
                orphans = first.Children("ffmpeg");
            }
            while (orphans.Count == 0);

            await first.SlayAsync();
        }

        Assert.True(SpinWait.SpinUntil(() => orphans.All(p => !Lives(p)), TimeSpan.FromSeconds(10)), "ffmpeg outlived the bridge.");
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder, "*_lipsync*.mp4", Everywhere()),
            f => !f.Contains(".heygem-", StringComparison.Ordinal));

        await using var second = await ServedBridge.StartAsync(cli, _folder, "--root", cli.Folder);
        var done = await second.Client.PollAsync(id);

        Assert.Equal(2, done["counts"]!["completed"]!.GetValue<int>());
        Assert.Equal(2, done["items"]![0]!["attempt"]!.GetValue<int>());
        Assert.Equal(["clip_lipsync.mp4", "other_lipsync.mp4"], Directory.EnumerateFiles(Path.Combine(_folder, "out"), "*", Everywhere())
            .Select(Path.GetFileName).Order());
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(_folder, "out"), ".heygem-*", Everywhere()));
    }

    private static EnumerationOptions Everywhere() => new() { RecurseSubdirectories = true, AttributesToSkip = 0 };

    private static bool Lives(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
