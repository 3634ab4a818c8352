using HeyGem.Core.Queue.Model;
using HeyGem.Testing;

namespace HeyGem.Bridge.Tests.Queue;

public sealed class PollTests(ITestOutputHelper output)
{
    private const int Clips = 1000;

    [Fact]
    public async Task A_look_at_a_thousand_clips_with_nothing_new_allocates_next_to_nothing()
    {
        await using var fixture = new QueueFixture();
        var job = fixture.Ledger.Submit(fixture.Job("k", [.. Enumerable.Range(0, Clips).Select(i => $"c{i}")])).Job;
        var queue = fixture.Reopen();
        queue.Outline(job.Id);
        queue.GetSince(job.Id, job.Version);

        Assert.InRange(Allocated.Least(() => Assert.Equal(Clips, queue.Outline(job.Id).Counts.Queued)), 1, 10_000);
        Assert.InRange(Allocated.Least(() => Assert.Empty(queue.GetSince(job.Id, job.Version).Items)), 1, 10_000);
    }

    [Fact]
    public async Task A_look_since_a_version_brings_what_changed_and_nothing_else()
    {
        await using var fixture = new QueueFixture();
        var job = fixture.Ledger.Submit(fixture.Job("k", "a", "b", "c")).Job;

        fixture.Ledger.Cancel(job.Id, job.Items[1].Id);
        var changed = fixture.Ledger.GetSince(job.Id, job.Version);

        Assert.Equal((1, ItemState.Cancelled), (Assert.Single(changed.Items).Position, changed.Items[0].State));
        Assert.True(changed.Version > job.Version);
        Assert.Equal(3, fixture.Ledger.Get(job.Id).Items.Count);
    }

    /// <summary>Figures for docs/reliability.md; processor time is told, not asserted.</summary>
    [Fact(Explicit = true)]
    public async Task What_a_poll_with_nothing_new_costs()
    {
        const int Looks = 2000;
        await using var bridge = await BridgeFixture.StartAsync();
        await bridge.SubmitAsync("holds-the-renderer", "slow.mp4");
        var job = await bridge.SubmitAsync("thousand", [.. Enumerable.Range(0, Clips).Select(i => $"c{i}.mp4")]);
        var address = $"/api/v1/jobs/{job["id"]}?since={job["version"]}";
        await using var fixture = new QueueFixture();
        var held = fixture.Ledger.Submit(fixture.Job("k", [.. Enumerable.Range(0, Clips).Select(i => $"c{i}")])).Job;

        foreach (var name in new[] { "queue", "HTTP with its client", "queue", "HTTP with its client" })
        {
            var (spent, bytes) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
            for (var i = 0; i < Looks; i++)
            {
                if (name == "queue")
                {
                    await fixture.Ledger.AskAsync(q => q.GetSince(held.Id, held.Version), TestContext.Current.CancellationToken);
                }
                else
                {
                    await bridge.Client.GetStringAsync(address, TestContext.Current.CancellationToken);
                }
            }

            var cpu = (Environment.CpuUsage.TotalTime - spent).TotalMilliseconds / Looks;
            var each = (GC.GetTotalAllocatedBytes(precise: true) - bytes) / Looks;
            output.WriteLine($"{name}: {cpu:0.000} ms processor time, {each} bytes a poll");
        }
    }
}
