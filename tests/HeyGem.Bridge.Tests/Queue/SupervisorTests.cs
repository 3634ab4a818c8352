using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Host;
using HeyGem.Bridge.Http.Health;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Queue.Runner;

namespace HeyGem.Bridge.Tests.Queue;

/// <summary>A fault that nobody foresaw is told, does not stop the queue, and ends the program when it does not stop itself.</summary>
public sealed class SupervisorTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_loop_that_failed_begins_again_and_the_clip_it_held_is_rendered()
    {
        var told = new List<string>();
        var faults = 0;
        var options = new JobQueueOptions
        {
            Failed = (text, _) => told.Add(text),
            Reached = step => _ = step == "claimed"
                && Interlocked.Increment(ref faults) == 1 ? throw new InvalidOperationException("unforeseen") : 0,
        };
        await using var fixture = new QueueFixture();
        fixture.Ledger.Dispose();
        using var queue = JobQueue.Open(fixture.StorePath, fixture.Render.Delegate, options, new HastyTime());
        var job = queue.Submit(fixture.Job("k", "a", "b")).Job;

        var run = queue.RunAsync(Now);
        await FinishedAsync(queue, job.Id);

        Assert.Equal(2, queue.Get(job.Id).Counts.Completed);
        Assert.Equal("The queue's rendering (1) failed: unforeseen", Assert.Single(told));
        Assert.Equal(told[0], queue.Fault);
        Assert.False(run.IsCompleted);
    }

    [Fact]
    public async Task A_loop_that_fails_again_and_again_ends_the_bridge_with_an_error()
    {
        var folder = Directory.CreateTempSubdirectory("heygem-fault-").FullName;
        var settings = new BridgeSettings
        {
            Port = 0,
            DataFolder = Path.Combine(folder, "data"),
            OutputFolder = Path.Combine(folder, "out"),
            MediaRoots = [folder],
            WebRoot = folder
        };
        Directory.CreateDirectory(settings.DataFolder);
        await using (var fixture = new QueueFixture())
        {
            using var queue = JobQueue.Open(settings.StorePath, fixture.Render.Delegate, new JobQueueOptions(), TimeProvider.System);
            queue.Submit(fixture.Job("k", "a", "b", "c"));
        }

        var parts = new RenderBackend(
            new FakeRender().Delegate,
            (_, _) => Task.FromResult<IReadOnlyList<HealthCheck>>([]),
            (_, _, _) => Task.CompletedTask,
            (_, _) => Task.CompletedTask);
        var end = await Assert.ThrowsAsync<HeyGemException>(() => BridgeHost.RunAsync(
            settings, parts, _ => { }, step =>
                _ = step == "claimed" ? throw new InvalidOperationException("unforeseen") : 0, new HastyTime(), Now));

        Assert.Equal(ErrorCode.Internal, end.Code);
        Assert.Contains("6 times in a row, at last with: unforeseen", end.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_fault_of_the_queue_turns_health_red()
    {
        await using var fixture = new QueueFixture();
        fixture.Ledger.Dispose();
        var options = new JobQueueOptions
        {
            Reached = step => _ = step == "claimed"
            ? throw new InvalidOperationException("unforeseen") : 0
        };
        using var queue = JobQueue.Open(fixture.StorePath, fixture.Render.Delegate, options, TimeProvider.System);
        var settings = new BridgeSettings { Port = 0, DataFolder = fixture.Folder, OutputFolder = fixture.Outputs, MediaRoots = [] };
        Assert.True(JobListCheck.Of(queue, settings).Ok);
        queue.Submit(fixture.Job("k", "a"));
        _ = queue.RunAsync(Now);
        while (queue.Fault is null)
        {
            await Task.Delay(10, Now);
        }

        var check = JobListCheck.Of(queue, settings);

        Assert.False(check.Ok);
        Assert.Contains("unforeseen", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancel_after_the_end_of_an_item_is_nothing()
    {
        var item = new RunningItem(CancellationToken.None);
        var token = item.Token;
        await item.DisposeAsync();

        item.Cancel();

        Assert.False(token.IsCancellationRequested);
    }

    private static async Task FinishedAsync(JobQueue queue, string id)
    {
        while (!queue.Get(id).State.IsFinished())
        {
            await Task.Delay(20, Now);
        }
    }
}
