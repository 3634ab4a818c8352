using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Store;

namespace HeyGem.Bridge.Tests.Queue;

public sealed class FailingDiskTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_the_disk_did_not_take_is_not_acknowledged()
    {
        await using var disk = await FailingDisk.MountAsync();
        await using var bridge = await BridgeFixture.StartAsync(
            s => s with { DataFolder = Directory.CreateDirectory(Path.Combine(disk.Folder, "data")).FullName });
        disk.Fail();
        using var response = await bridge.Client.PostAsJsonAsync(
            "/api/v1/jobs", bridge.Request("never-saved", [.. Enumerable.Range(0, 100).Select(i => $"c{i}.mp4")]), Now);
        var problem = (await response.Content.ReadFromJsonAsync<JsonObject>(Now))!;

        Assert.Equal((503, "store.failed"), ((int)response.StatusCode, problem["code"]!.GetValue<string>()));
        Assert.Contains("could not be saved and nothing was started", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("disk I/O error", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("data folder", problem["hint"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(bridge.Render.Started);
        Assert.True((await bridge.GetAsync("/healthz"))["ok"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_store_whose_disk_fails_in_the_commit_says_so_each_time_and_closes()
    {
        await using var disk = await FailingDisk.MountAsync();
        await using var fixture = new QueueFixture();
        var store = JobStore.Open(Path.Combine(disk.Folder, "jobs.db"), TimeProvider.System);
        store.Submit(fixture.Job("kept", "a"), 10_000);
        disk.Fail();
        for (var i = 0; i < 3; i++)
        {
            var failure = Assert.Throws<HeyGemException>(
                () => store.Submit(fixture.Job($"lost-{i}", [.. Enumerable.Range(0, 500).Select(n => $"c{n}")]), 10_000));
            Assert.Equal(ErrorCode.StoreFailed, failure.Code);
        }

        store.Dispose();
    }
}
