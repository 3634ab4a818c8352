using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;

namespace HeyGem.Bridge.Tests.Queue;

public sealed class JobQueueTests
{
    [Fact]
    public async Task One_bad_clip_does_not_stop_the_others()
    {
        await using var fixture = new QueueFixture();
        var job = fixture.Ledger.Submit(fixture.Job("k", "a", "corrupt", "b", "noface", "c")).Job;
        fixture.Start();

        var done = await fixture.FinishedAsync(job.Id);

        Assert.Equal(new JobCounts(0, 0, 3, 2, 0), done.Counts);
        Assert.Equal(JobState.Failed, done.State);
        Assert.Equal("media.unreadable", done.Items[1].Error!.Code);
        Assert.Equal("face.not_found", done.Items[3].Error!.Code);
        Assert.Equal(["a_lipsync.mp4", "b_lipsync.mp4", "c_lipsync.mp4"], Directory.GetFileSystemEntries(fixture.Outputs)
            .Select(Path.GetFileName).Order());
        Assert.Equal(
            FakeRender.BytesOf("a.mp4"), await File.ReadAllBytesAsync(done.Items[0].Output!.Path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_result_never_replaces_a_file()
    {
        await using var fixture = new QueueFixture();
        Directory.CreateDirectory(fixture.Outputs);
        var existing = Path.Combine(fixture.Outputs, "a_lipsync.mp4");
        await File.WriteAllTextAsync(existing, "mine", TestContext.Current.CancellationToken);
        var job = fixture.Ledger.Submit(fixture.Job("k", "a", "a")).Job;
        fixture.Start();

        var done = await fixture.FinishedAsync(job.Id);

        Assert.Equal("mine", await File.ReadAllTextAsync(existing, TestContext.Current.CancellationToken));
        Assert.Equal(["a_lipsync (2).mp4", "a_lipsync (3).mp4"], done.Items.Select(i => Path.GetFileName(i.Output!.Path)));
    }

    [Fact]
    public async Task A_job_of_one_does_not_wait_behind_a_job_of_many()
    {
        await using var fixture = new QueueFixture();
        var many = fixture.Ledger.Submit(fixture.Job("many", [.. Enumerable.Range(0, 500).Select(i => $"m{i}")])).Job;
        fixture.Start();
        await fixture.UntilAsync(many.Id, j => j.Counts.Completed >= 3);

        var before = fixture.Render.Started.Count;
        var one = fixture.Ledger.Submit(fixture.Job("one", "single")).Job;
        await fixture.FinishedAsync(one.Id);

        Assert.InRange(fixture.Render.Started.ToList().IndexOf("single") - before, 0, 2);
        fixture.Ledger.Cancel(many.Id, null);
    }

    [Fact]
    public async Task The_same_request_is_the_same_job_and_another_body_is_refused()
    {
        await using var fixture = new QueueFixture();

        var ids = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => fixture.Ledger.Submit(fixture.Job("k", "a", "b")).Job.Id)));

        Assert.Single(ids.Distinct());
        Assert.Single(fixture.Ledger.List(null, null, 10));
        Assert.Equal(ErrorCode.JobConflict, Assert.Throws<HeyGemException>(() => fixture.Ledger.Submit(fixture.Job("k", "c"))).Code);
    }

    [Fact]
    public async Task The_queue_refuses_what_passes_its_limit()
    {
        await using var fixture = new QueueFixture(queueCap: 3);
        fixture.Ledger.Submit(fixture.Job("a", "a", "b", "c"));

        var refusal = Assert.Throws<HeyGemException>(() => fixture.Ledger.Submit(fixture.Job("b", "d")));

        Assert.Equal(ErrorCode.QueueFull, refusal.Code);
        Assert.Single(fixture.Ledger.List(null, null, 10));
    }

    [Fact]
    public async Task Cancelling_stops_what_runs_and_leaves_nothing_behind()
    {
        await using var fixture = new QueueFixture();
        var job = fixture.Ledger.Submit(fixture.Job("k", "slow", "b")).Job;
        fixture.Start();
        await fixture.UntilAsync(job.Id, j => j.Items[0].Progress?.FramesDone > 0);

        fixture.Ledger.Cancel(job.Id, job.Items[0].Id);
        var done = await fixture.FinishedAsync(job.Id);

        Assert.Equal([ItemState.Cancelled, ItemState.Completed], done.Items.Select(i => i.State));
        Assert.Equal(["b_lipsync.mp4"], Directory.GetFileSystemEntries(fixture.Outputs).Select(Path.GetFileName));
        Assert.Equal(JobState.Cancelled, fixture.Ledger.Cancel(job.Id, job.Items[0].Id).State);
        Assert.Equal(ErrorCode.JobFinished, Assert.Throws<HeyGemException>(() => fixture.Ledger.Cancel(job.Id, job.Items[1].Id)).Code);
    }

    [Fact]
    public async Task An_orderly_stop_gives_the_running_item_back()
    {
        await using var fixture = new QueueFixture();
        var job = fixture.Ledger.Submit(fixture.Job("k", "slow")).Job;
        fixture.Start();
        await fixture.UntilAsync(job.Id, j => j.Items[0].Progress?.FramesDone > 0);

        await fixture.StopAsync();

        var item = fixture.Reopen().Item(job.Items[0].Id);
        Assert.Equal((ItemState.Queued, 0), (item.State, item.Attempt));
        Assert.Empty(Directory.GetFileSystemEntries(fixture.Outputs));
    }

    [Fact]
    public async Task Retry_takes_only_the_failed_items()
    {
        await using var fixture = new QueueFixture();
        var job = fixture.Ledger.Submit(fixture.Job("k", "a", "corrupt")).Job;
        fixture.Start();
        await fixture.FinishedAsync(job.Id);

        var again = fixture.Ledger.Retry(job.Id);
        await fixture.UntilAsync(job.Id, j => j.State.IsFinished() && j.Version > again.Version);

        Assert.Equal(["a", "corrupt", "corrupt"], fixture.Render.Started);
    }

    [Fact]
    public async Task The_rest_of_a_cancelled_job_is_rendered_when_it_is_asked_for()
    {
        await using var fixture = new QueueFixture();
        var job = fixture.Ledger.Submit(fixture.Job("k", "a", "slow", "corrupt")).Job;
        fixture.Start();
        await fixture.UntilAsync(job.Id, j => j.Items[1].Progress?.FramesDone > 0);
        fixture.Ledger.Cancel(job.Id, null);
        await fixture.FinishedAsync(job.Id);
        Assert.Equal(JobState.Cancelled, fixture.Ledger.Retry(job.Id).State);

        var again = fixture.Ledger.Retry(job.Id, cancelled: true);
        Assert.Equal(ItemState.Completed, again.Items[0].State);
        Assert.DoesNotContain(ItemState.Cancelled, again.Items.Select(i => i.State));
        await fixture.UntilAsync(job.Id, j => j.Items[1].Progress?.FramesDone > 0 && fixture.Render.Started.Count == 3);
        fixture.Ledger.Cancel(job.Id, job.Items[1].Id);
        await fixture.UntilAsync(job.Id, j => j.State.IsFinished() && j.Version > again.Version);

        Assert.Equal(["a", "slow", "slow", "corrupt"], fixture.Render.Started);
        Assert.Equal([ItemState.Completed, ItemState.Cancelled, ItemState.Failed], fixture.Ledger.Get(job.Id).Items.Select(i => i.State));
    }

    [Fact]
    public async Task A_deleted_job_is_gone_and_its_results_stay()
    {
        await using var fixture = new QueueFixture();
        var job = fixture.Ledger.Submit(fixture.Job("k", "a")).Job;
        Assert.Equal(ErrorCode.JobUnfinished, Assert.Throws<HeyGemException>(() => fixture.Ledger.Delete(job.Id)).Code);
        fixture.Start();
        await fixture.FinishedAsync(job.Id);

        var outputs = fixture.Ledger.Delete(job.Id);

        Assert.True(File.Exists(Assert.Single(outputs).Path));
        Assert.Equal(ErrorCode.JobNotFound, Assert.Throws<HeyGemException>(() => fixture.Ledger.Get(job.Id)).Code);
    }
}
