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
        await using var process = ChildProcess.Start(
            new ChildProcessSpec("/bin/sh", ["-c", "for i in $(seq 1 50); do echo line $i >&2; done; exit 3"]) { ErrorLine = heard.Add });

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
    public async Task A_writer_hears_of_the_end_of_a_child_as_of_a_broken_pipe()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        var token = TestContext.Current.CancellationToken;
        await using var process = ChildProcess.Start(new ChildProcessSpec("/bin/sh", ["-c", "exit 0"]) { WritesInput = true });
        var bytes = new byte[1 << 22];

        await Assert.ThrowsAsync<IOException>(async () => await process.WriteAsync(bytes, token));
        Assert.Equal(0, await process.WaitAsync(token));

        // By now CliWrap has closed the pipe itself.
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            while (true)
            {
                await process.WriteAsync(bytes, token);
            }
        });
    }

    [Fact]
    public async Task A_child_can_be_disposed_of_although_what_it_started_holds_its_standard_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        var token = TestContext.Current.CancellationToken;
        var process = ChildProcess.Start(new ChildProcessSpec("/bin/sh", ["-c", "sleep 600 >/dev/null & echo $!"]));
        using var reader = new StreamReader(process.StandardOutput, leaveOpen: true);
        var grandchild = int.Parse((await reader.ReadLineAsync(token))!, null);
        while (IsAlive(process.Id))
        {
            await Task.Delay(20, token);
        }

        await process.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), token);
        await StopAsync(grandchild);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public Task No_child_outlives_a_parent_that_is_killed(int seed) => KillAtRandomMomentsAsync(seed, times: 1);

    [Fact(Explicit = true)]
    public Task No_child_outlives_a_parent_that_is_killed_at_fifty_moments() => KillAtRandomMomentsAsync(seed: 50, times: 50);

    private static async Task KillAtRandomMomentsAsync(int seed, int times)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "shown on Linux");
        var token = TestContext.Current.CancellationToken;
        var random = new Random(seed);
        var longest = TimeSpan.Zero;
        var program = Path.ChangeExtension(typeof(OrphanMaker).Assembly.Location, ".dll");
        for (var i = 0; i < times; i++)
        {
            var mark = Guid.NewGuid().ToString("N");
            await using var parent = ChildProcess.Start(new ChildProcessSpec(
                "/usr/bin/env", [$"{OrphanMaker.Variable}={mark}", Environment.ProcessPath!, program]));
            using var reader = new StreamReader(parent.StandardOutput, leaveOpen: true);
            Assert.True(IsAlive(int.Parse((await reader.ReadLineAsync(token))!, null)));
            await Task.Delay(random.Next(1000), token);
            using (var process = Process.GetProcessById(parent.Id))
            {
                process.Kill(entireProcessTree: false);
            }

            var clock = Stopwatch.StartNew();
            foreach (var child in Marked(mark))
            {
                await GoneAsync(child);
            }

            Assert.Empty(Marked(mark));
            longest = clock.Elapsed > longest ? clock.Elapsed : longest;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{times} times; gone after at most {longest.TotalMilliseconds:0} ms");
    }

    /// <summary>Processes that inherited the mark and are alive.</summary>
    private static List<int> Marked(string mark)
    {
        List<int> found = [];
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            try
            {
                if (int.TryParse(Path.GetFileName(folder), out var id)
                    && File.ReadAllText(Path.Combine(folder, "environ")).Contains(mark, StringComparison.Ordinal)
                    && IsAlive(id))
                {
                    found.Add(id);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It ended while it was looked at.
            }
        }

        return found;
    }

    private static async Task StopAsync(int id)
    {
        using (var process = Process.GetProcessById(id))
        {
            process.Kill();
        }

        await GoneAsync(id);
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
