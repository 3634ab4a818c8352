using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Tests.Queue;
using HeyGem.Core.Queue;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Queue.Store;
using Microsoft.Data.Sqlite;

namespace HeyGem.Bridge.Tests.Api;

/// <summary>An orderly stop, and a job list that is held, are nothing that a client or an editor has to suffer for.</summary>
public sealed class StopTests(ITestOutputHelper output)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_stop_with_open_event_streams_ends_them_in_order_and_counts_no_attempt() => StopAsync();

    /// <summary>Times are told, not asserted: the limit is 2 s.</summary>
    [Fact(Explicit = true)]
    public async Task Fifty_stops_with_open_event_streams_count_no_attempt()
    {
        List<double> seconds = [];
        for (var i = 0; i < 50; i++)
        {
            seconds.Add((await StopAsync()).TotalSeconds);
        }

        var late = seconds.Count(s => s >= 2);
        output.WriteLine($"50 stops: median {seconds.Order().ElementAt(25):0.00} s, longest {seconds.Max():0.00} s, {late} of 2 s or more");
    }

    private static async Task<TimeSpan> StopAsync()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var job = await bridge.SubmitAsync("stop", "slow.mp4");
        var id = job["id"]!.GetValue<string>();
        while (bridge.Render.Started.IsEmpty)
        {
            await Task.Delay(10, Now);
        }

        var streams = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            var response = await bridge.Client.GetAsync($"/api/v1/jobs/{id}/events", HttpCompletionOption.ResponseHeadersRead, Now);
            return (response, Body: response.Content.ReadAsStringAsync(Now));
        }));
        var began = Stopwatch.GetTimestamp();
        await bridge.App.StopAsync(Now);
        var took = Stopwatch.GetElapsedTime(began);

        Assert.All(await Task.WhenAll(streams.Select(s => s.Body)), text => Assert.Contains("event: job", text, StringComparison.Ordinal));
        Assert.All(streams, s => s.response.Dispose());
        bridge.CloseQueue();
        using var store = JobStore.Open(bridge.Settings.StorePath, TimeProvider.System);
        var item = store.Find(id, -1)!.Items[0];
        Assert.Equal((ItemState.Queued, 0), (item.State, item.Attempt));
        return took;
    }

    [Fact]
    public async Task The_queue_closes_its_list_only_after_the_running_clip_was_given_back()
    {
        var folder = Directory.CreateTempSubdirectory("heygem-close-").FullName;
        await using var fixture = new QueueFixture();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        RenderItem slowToStop = async (_, _, cancel) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(300, CancellationToken.None);
            cancel.ThrowIfCancellationRequested();
            throw new InvalidOperationException("never stopped");
        };
        var path = Path.Combine(folder, "jobs.db");
        var queue = JobQueue.Open(path, slowToStop, new JobQueueOptions(), TimeProvider.System);
        var id = queue.Submit(fixture.Job("k", "a")).Job.Id;
        _ = queue.RunAsync(CancellationToken.None);
        await begun.Task.WaitAsync(Now);

        queue.Dispose();

        using (var store = JobStore.Open(path, TimeProvider.System))
        {
            var item = store.Find(id, -1)!.Items[0];
            Assert.Equal((ItemState.Queued, 0), (item.State, item.Attempt));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_job_list_that_somebody_removed_turns_health_red()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps a file that is open");
        await using var bridge = await BridgeFixture.StartAsync();
        Assert.True((await ListAsync())["ok"]!.GetValue<bool>());

        File.Delete(bridge.Settings.StorePath);
        var list = await ListAsync();

        Assert.Equal((false, "store.failed"), (list["ok"]!.GetValue<bool>(), list["code"]?.GetValue<string>()));
        Assert.Contains("start it again", list["hint"]!.GetValue<string>(), StringComparison.Ordinal);

        async Task<JsonNode> ListAsync() =>
            (await bridge.Client.GetFromJsonAsync<JsonObject>("/healthz", Now))!["checks"]!.AsArray().Single(
                check => check!["name"]!.GetValue<string>() == "job list")!;
    }

    [Fact]
    public async Task A_job_list_that_somebody_holds_does_not_stop_health()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var id = (await bridge.SubmitAsync("held", "a.mp4"))["id"]!.GetValue<string>();
        await bridge.FinishedAsync(id);
        await using var other = new SqliteConnection($"Data Source={bridge.Settings.StorePath};Pooling=False");
        await other.OpenAsync(Now);
        await using var hold = other.CreateCommand();
        hold.CommandText = "BEGIN EXCLUSIVE";
        await hold.ExecuteNonQueryAsync(Now);

        var polls = Enumerable.Range(0, 35).Select(_ => bridge.Client.GetAsync($"/api/v1/jobs/{id}", Now)).ToList();
        await Task.Delay(500, Now);
        var health = await bridge.Client.GetFromJsonAsync<JsonObject>("/healthz", Now);
        var answered = polls.Count(p => p.IsCompleted);
        hold.CommandText = "ROLLBACK";
        await hold.ExecuteNonQueryAsync(Now);
        var replies = await Task.WhenAll(polls);

        Assert.True(health!["ok"]!.GetValue<bool>());
        Assert.Equal(0, answered);
        Assert.All(replies, r => Assert.True((int)r.StatusCode is 200 or 503));
        Assert.All(replies, r => r.Dispose());
    }

    [Fact]
    public async Task Removing_a_job_with_its_results_leaves_a_file_that_is_not_the_result_any_more()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var job = await bridge.SubmitAsync("remove", "a.mp4", "b.mp4");
        var done = await bridge.FinishedAsync(job["id"]!.GetValue<string>());
        var paths = done["items"]!.AsArray().Select(i => i!["output"]!["path"]!.GetValue<string>()).ToList();
        await File.WriteAllBytesAsync(paths[0], new byte[4096], Now);

        using var response = await bridge.Client.DeleteAsync($"/api/v1/jobs/{job["id"]}?results=true", Now);

        Assert.True(response.IsSuccessStatusCode);
        Assert.True(File.Exists(paths[0]));
        Assert.False(File.Exists(paths[1]));
    }
}
