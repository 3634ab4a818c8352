using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace HeyGem.Bridge.Tests.Api;

public sealed class LoadTests(ITestOutputHelper output)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_clips_queue_up_and_the_list_stays_whole()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        await bridge.SubmitAsync("holds-the-renderer", "slow.mp4");
        var submits = new List<double>();
        for (var i = 0; i < 100; i++)
        {
            submits.Add(await TimedAsync(
                () => bridge.SubmitAsync($"load-job-{i:000}", [.. Enumerable.Range(0, 10).Select(n => $"c{n}.mp4")])));
        }

        var lists = new List<double>();
        JsonObject page = [];
        for (var i = 0; i < 100; i++)
        {
            lists.Add(await TimedAsync(async () => page = await bridge.GetAsync("/api/v1/jobs")));
        }

        // Times are told, not asserted: this machine may be doing anything else.
        output.WriteLine(
            $"submit of 10 clips p50 {At(submits, 0.5):0} ms, p99 {At(submits, 0.99):0} ms; list of 50 jobs p50 {At(lists, 0.5):0} ms, " +
            $"p99 {At(lists, 0.99):0} ms");
        Assert.Equal(50, page["jobs"]!.AsArray().Count);
        Assert.Equal(101, bridge.Jobs);
    }

    [Fact]
    public async Task Three_hundred_slow_connections_do_not_shut_others_out()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        await bridge.SubmitAsync("render-running", "slow.mp4");
        var slow = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 300; i++)
            {
                var socket = new TcpClient();
                slow.Add(socket);
                await socket.ConnectAsync("127.0.0.1", bridge.Port, Now);
                await socket.GetStream().WriteAsync(
                    Encoding.ASCII.GetBytes($"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{bridge.Port}\r\nX-Slow: "), Now);
            }

            var times = new List<double>();
            for (var i = 0; i < 100; i++)
            {
                foreach (var socket in slow.Where((_, n) => n % 10 == i % 10))
                {
                    await socket.GetStream().WriteAsync("x"u8.ToArray(), Now);
                }

                times.Add(await TimedAsync(async () =>
                {
                    using var response = await bridge.Stranger.GetAsync("/healthz", Now);
                    Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                }));
            }

            output.WriteLine($"health with 300 slow connections p50 {At(times, 0.5):0} ms, p99 {At(times, 0.99):0} ms");
        }
        finally
        {
            slow.ForEach(s => s.Dispose());
        }
    }

    [Fact(Explicit = true)]
    public async Task Five_hundred_clips_with_clients_polling_leave_memory_handles_and_threads_flat()
    {
        const int Jobs = 50, Clips = 10, Pollers = 8, Followers = 4;
        await using var bridge = await BridgeFixture.StartAsync();
        List<(long Heap, long Resident, int Handles, int Threads)> seen = [];
        for (var j = 0; j < Jobs; j++)
        {
            var job = await bridge.SubmitAsync($"soak-{j:000}", [.. Enumerable.Range(0, Clips).Select(i => $"c{i}.mp4")]);
            var id = job["id"]!.GetValue<string>();
            var polling = Enumerable.Range(0, Pollers).Select(_ => bridge.FinishedAsync(id)).ToList();
            var events = $"/api/v1/jobs/{id}/events";
            var following = Enumerable.Range(0, Followers).Select(_ => bridge.Client.GetStringAsync(events, Now)).ToList();
            var done = await Task.WhenAll(polling);
            await Task.WhenAll(following);
            Assert.All(done, d => Assert.Equal(Clips, d["counts"]!["completed"]!.GetValue<int>()));
            if (j % 5 == 4)
            {
                seen.Add((GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet, Handles(), ThreadPool.ThreadCount));
                var now = seen[^1];
                var memory = $"heap {now.Heap / 1e6:0.0} MB, resident {now.Resident / 1e6:0} MB";
                output.WriteLine($"{(j + 1) * Clips} clips: {memory}, handles {now.Handles}, pool threads {now.Threads}");
            }
        }

        // After the first hundred clips everything that is kept has been made.
        Assert.InRange(seen[^1].Heap, 0, seen[1].Heap + 8_000_000);
        Assert.InRange(seen[^1].Handles, 0, seen[1].Handles + 16);
        Assert.InRange(seen[^1].Threads, 0, seen.Take(3).Max(s => s.Threads) + 8);
    }

    private static int Handles() => OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : 0;

    private static async Task<double> TimedAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double At(List<double> times, double share) => times.Order().ElementAt((int)(times.Count * share));
}
