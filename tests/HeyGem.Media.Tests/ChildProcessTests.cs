using System.Diagnostics;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Media.Tests;

public sealed class ChildProcessTests(MediaFixture media)
{
    [Fact]
    public async Task A_stopped_child_is_gone_with_everything_it_started()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        int child, grandchild;
        await using (var process = ChildProcess.Start(new ChildProcessSpec("/bin/bash", ["-c", "trap '' INT; sleep 1000 & echo $!; wait"])))
        {
            child = process.Id;
            using var reader = new StreamReader(process.StandardOutput, leaveOpen: true);
            grandchild = int.Parse((await reader.ReadLineAsync(TestContext.Current.CancellationToken))!, null);
            Assert.True(IsAlive(child) && IsAlive(grandchild));
        }

        Assert.False(IsAlive(child));
        await GoneAsync(grandchild);
    }

    [Fact]
    public async Task A_child_that_waits_on_a_full_pipe_can_be_stopped()
    {
        var process = ChildProcess.Start(new ChildProcessSpec(
            media.Tools.FfmpegPath, ["-v", "error", "-nostdin", "-f", "lavfi", "-i", "testsrc2=s=640x360", "-f", "rawvideo", "pipe:1"]));
        await process.StandardOutput.ReadExactlyAsync(new byte[100], TestContext.Current.CancellationToken);
        await process.DisposeAsync();

        Assert.False(IsAlive(process.Id));
    }

    [Fact]
    public async Task The_last_lines_of_standard_error_are_kept_and_each_is_heard()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        List<string> heard = [];
        await using var process = ChildProcess.Start(new ChildProcessSpec("/bin/sh", ["-c", "for i in $(seq 1 50); do echo line $i >&2; done; exit 3"]) { ErrorLine = heard.Add });

        Assert.Equal(3, await process.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal(50, heard.Count);
        Assert.Equal(heard[^20..], process.ErrorTail);
    }

    [Fact]
    public async Task Arguments_reach_the_child_as_they_are()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        string[] awkward = ["", " two  words ", "it's \"quoted\"", "$(id) `id` ; | & *", "测试🎬", "-n"];
        var text = await media.RunAsync("/usr/bin/printf", ["[%s]\n", .. awkward]);

        Assert.Equal(awkward.Select(a => $"[{a}]"), text.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task A_child_does_not_outlive_a_killed_parent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "shown on Linux");
        await using var parent = ChildProcess.Start(new ChildProcessSpec(
            "/usr/bin/env", [$"{OrphanMaker.Variable}=1", Environment.ProcessPath!, Path.ChangeExtension(typeof(OrphanMaker).Assembly.Location, ".dll")]));
        using var reader = new StreamReader(parent.StandardOutput, leaveOpen: true);
        var orphan = int.Parse((await reader.ReadLineAsync(TestContext.Current.CancellationToken))!, null);
        Assert.True(IsAlive(orphan));

        using (var process = Process.GetProcessById(parent.Id))
        {
            process.Kill(entireProcessTree: false);
        }

        await GoneAsync(orphan);
    }

    internal static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && !IsZombie(id);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static async Task GoneAsync(int id)
    {
        // The signal was sent; the kernel and the reaper take a moment.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (IsAlive(id))
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private static bool IsZombie(int id)
    {
        try
        {
            return OperatingSystem.IsLinux() && File.ReadAllText($"/proc/{id}/stat").Split(") ")[1].StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }
}
