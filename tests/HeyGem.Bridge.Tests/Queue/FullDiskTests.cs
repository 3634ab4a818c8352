using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Queue.Store;

namespace HeyGem.Bridge.Tests.Queue;

public sealed class FullDiskTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clips_wait_for_room_on_the_disk_of_their_results_while_others_go_on()
    {
        await using var disk = await SmallDisk.MountAsync(16);
        await using var fixture = new QueueFixture();
        var there = fixture.Job("there", "a", "b");
        there = there with
        {
            Items = [
            .. there.Items.Select(i => i with { Spec = i.Spec with { OutputFolder = Path.Combine(disk.Folder, "out") } })]
        };
        Directory.CreateDirectory(Path.Combine(disk.Folder, "out"));
        disk.Fill();
        var waiting = fixture.Ledger.Submit(there).Job;
        var elsewhere = fixture.Ledger.Submit(fixture.Job("elsewhere", "c")).Job;
        fixture.Start();

        await fixture.FinishedAsync(elsewhere.Id);
        var held = await fixture.UntilAsync(waiting.Id, j => j.Items.All(i => i is { State: ItemState.Queued, Error: not null }));
        disk.Free();
        var done = await fixture.FinishedAsync(waiting.Id);

        Assert.All(held.Items, i => Assert.Equal("disk.full", i.Error!.Code));
        Assert.Contains("goes on by itself", held.Items[0].Error!.Message, StringComparison.Ordinal);
        Assert.Equal(JobState.Completed, done.State);
        Assert.All(done.Items, i => Assert.Null(i.Error));
        Assert.All(done.Items, i => Assert.Equal(1, i.Attempt));
        Assert.Equal(["a_lipsync.mp4", "b_lipsync.mp4"], Directory.GetFileSystemEntries(Path.Combine(disk.Folder, "out"))
            .Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task What_waits_for_room_can_be_cancelled_and_is_tried_anew_after_a_restart()
    {
        await using var disk = await SmallDisk.MountAsync(4);
        await using var fixture = new QueueFixture();
        var job = fixture.Job("there", "a", "b");
        Directory.CreateDirectory(Path.Combine(disk.Folder, "out"));
        job = job with
        {
            Items =
            [.. job.Items.Select(i => i with { Spec = i.Spec with { OutputFolder = Path.Combine(disk.Folder, "out") } })]
        };
        disk.Fill();
        var id = fixture.Ledger.Submit(job).Job.Id;
        fixture.Start();
        var held = await fixture.UntilAsync(id, j => j.Items.All(i => i.Error is not null));

        fixture.Ledger.Cancel(id, held.Items[0].Id);
        await fixture.StopAsync();
        disk.Free();
        fixture.Reopen();
        fixture.Start();
        var done = await fixture.FinishedAsync(id);

        Assert.Equal([ItemState.Cancelled, ItemState.Completed], done.Items.Select(i => i.State));
        Assert.All(done.Items, i => Assert.Null(i.Error));
    }

    [Fact]
    public async Task A_full_disk_of_the_job_list_refuses_new_jobs_and_loses_no_outcome()
    {
        await using var disk = await SmallDisk.MountAsync(8);
        var render = new FakeRender();
        var options = new JobQueueOptions { LookAgain = TimeSpan.FromMilliseconds(100) };
        await using var fixture = new QueueFixture();
        var gate = new TaskCompletionSource();
        RenderItem held = async (spec, progress, cancel) =>
        {
            await gate.Task.WaitAsync(cancel);
            return await render.Delegate(spec, progress, cancel);
        };
        using var stop = new CancellationTokenSource();
        var ledger = JobQueue.Open(Path.Combine(disk.Folder, "jobs.db"), held, options, TimeProvider.System);
        var job = ledger.Submit(fixture.Job("first", "a", "b")).Job;
        var loop = ledger.RunAsync(stop.Token);
        while (ledger.Get(job.Id).Items[0].State != ItemState.Running)
        {
            await Task.Delay(10, Now);
        }

        disk.Fill();
        var refused = Assert.Throws<HeyGemException>(
            () => ledger.Submit(fixture.Job("second", [.. Enumerable.Range(0, 200).Select(i => $"c{i}")])));
        gate.SetResult();
        await Task.Delay(500, Now);
        disk.Free();
        for (var now = ledger.Get(job.Id); !now.State.IsFinished(); now = ledger.Get(job.Id))
        {
            await Task.Delay(20, Now);
        }

        Assert.Equal(ErrorCode.DiskFull, refused.Code);
        Assert.Contains("nothing was started", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, ledger.Get(job.Id).Counts.Completed);
        Assert.Equal(["a_lipsync.mp4", "b_lipsync.mp4"], Directory.GetFileSystemEntries(fixture.Outputs).Select(Path.GetFileName).Order());
        Assert.Single(ledger.List(null, null, 10));
        await stop.CancelAsync();
        await loop;
        ledger.Dispose();
    }

    [Fact]
    public async Task A_store_whose_disk_failed_in_the_middle_of_a_change_closes_and_keeps_what_was_saved()
    {
        await using var disk = await SmallDisk.MountAsync(4);
        await using var fixture = new QueueFixture();
        var path = Path.Combine(disk.Folder, "jobs.db");
        var store = JobStore.Open(path, TimeProvider.System);
        store.Submit(fixture.Job("kept", "a"), 10_000);
        disk.Fill();
        for (var i = 0; i < 5; i++)
        {
            var failure = Assert.Throws<HeyGemException>(
                () => store.Submit(fixture.Job($"lost-{i}", [.. Enumerable.Range(0, 500).Select(n => $"c{n}")]), 10_000));
            Assert.Equal(ErrorCode.DiskFull, failure.Code);
        }

        store.Dispose();

        disk.Free();
        using var again = JobStore.Open(path, TimeProvider.System);
        Assert.Null(again.MovedAside);
        Assert.Equal(["kept"], again.List(null, null, 10).Select(j => j.Title));
        Assert.Equal(1, again.Waiting());
    }

    [Fact]
    public async Task An_upload_that_fills_the_disk_is_coded_and_leaves_nothing()
    {
        await using var disk = await SmallDisk.MountAsync(16);
        await using var bridge = await BridgeFixture.StartAsync(
            s => s with { UploadFolder = Path.Combine(disk.Folder, "uploads"), UploadReserveBytes = 0 });
        using var announced = await SendAsync(bridge, new ByteArrayContent(new byte[32 << 20]));
        using var silent = await SendAsync(bridge, new StreamContent(new Unannounced(new byte[32 << 20])));

        Assert.Equal(HttpStatusCode.InsufficientStorage, announced.StatusCode);
        Assert.Equal("disk.full", await BridgeFixture.CodeOfAsync(announced));
        Assert.Equal("disk.full", await BridgeFixture.CodeOfAsync(silent));
        Assert.Empty(Directory.GetFileSystemEntries(bridge.Settings.UploadFolder));
    }

    [Fact]
    public async Task A_job_for_a_disk_without_room_is_refused_before_it_is_taken_in()
    {
        await using var bridge = await BridgeFixture.StartAsync(s => s with { MinFreeBytes = long.MaxValue });
        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", bridge.Request("no-room", "a.mp4"), Now);

        Assert.Equal(HttpStatusCode.InsufficientStorage, response.StatusCode);
        var problem = (await response.Content.ReadFromJsonAsync<JsonObject>(Now))!;
        Assert.Equal("disk.full", problem["code"]!.GetValue<string>());
        Assert.Contains(bridge.Settings.OutputFolder, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, bridge.Jobs);
    }

    private static async Task<HttpResponseMessage> SendAsync(BridgeFixture bridge, HttpContent content)
    {
        using (content)
        {
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            return await bridge.Client.PostAsync("/api/v1/uploads?name=a.mp4", content, Now);
        }
    }

    private sealed class Unannounced(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
