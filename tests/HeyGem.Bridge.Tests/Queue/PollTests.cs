using HeyGem.Core.Queue.Model;

namespace HeyGem.Bridge.Tests.Queue;

public sealed class PollTests
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

        Assert.InRange(Least(() => Assert.Equal(Clips, queue.Outline(job.Id).Counts.Queued)), 1, 10_000);
        Assert.InRange(Least(() => Assert.Empty(queue.GetSince(job.Id, job.Version).Items)), 1, 10_000);
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

    /// <summary>
    /// What a look allocates it allocates every time; a collection or the compiler may charge the thread with something once.
    /// </summary>
    private static long Least(Action look) => Enumerable.Range(0, 5).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        look();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
