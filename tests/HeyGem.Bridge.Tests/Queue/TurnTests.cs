using HeyGem.Core.Queue.Model;

namespace HeyGem.Bridge.Tests.Queue;

/// <summary>Which job goes first, and when a long clip gives way.</summary>
public sealed class TurnTests : IAsyncDisposable
{
    private QueueFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Jobs_of_a_higher_priority_go_first_and_one_at_the_front_before_all()
    {
        Submit("low", JobPriority.Low, "a");
        Submit("normal", JobPriority.Normal, "b");
        Submit("high", JobPriority.High, "c");
        var front = Submit("front", JobPriority.Low, "d");
        _fixture.Ledger.ToFront(front);
        _fixture.Start();
        foreach (var job in _fixture.Ledger.List(null, null, 10))
        {
            await _fixture.FinishedAsync(job.Id);
        }

        Assert.Equal(["d", "c", "b", "a"], _fixture.Render.Started);
    }

    [Fact]
    public async Task A_long_clip_gives_way_to_a_job_at_the_front_and_then_goes_on_with_its_segments()
    {
        var slow = await SlowAsync();
        var quick = Submit("quick", JobPriority.Normal, "quick");
        Assert.Single(_fixture.Render.Started);

        _fixture.Ledger.ToFront(quick);
        await _fixture.FinishedAsync(quick);
        await _fixture.UntilAsync(slow, j => j.Items[0].State == ItemState.Running && _fixture.Render.Started.Count == 3);

        Assert.Equal(["slow", "quick", "slow"], _fixture.Render.Started);
        Assert.True(File.Exists(Path.Combine(_fixture.Render.Specs.Last().WorkFolder!, "00000.note")));
        Assert.Equal(1, _fixture.Ledger.Get(slow).Items[0].Attempt);
    }

    [Fact]
    public async Task A_long_clip_gives_way_to_a_short_one_of_its_rank_once_it_had_its_turn()
    {
        await _fixture.DisposeAsync();
        _fixture = new QueueFixture(turn: TimeSpan.Zero);
        await SlowAsync();

        await _fixture.FinishedAsync(Submit("quick", JobPriority.Normal, "quick"));

        Assert.Equal(["slow", "quick"], _fixture.Render.Started.Take(2));
    }

    [Fact]
    public async Task A_clip_that_finished_no_segment_in_its_turn_goes_on()
    {
        await _fixture.DisposeAsync();
        _fixture = new QueueFixture(turn: TimeSpan.Zero);
        await SlowAsync(finishes: false);
        var quick = Submit("quick", JobPriority.High, "quick");

        await Task.Delay(5 * _fixture.Options.LookAgain, TestContext.Current.CancellationToken);
        Assert.Equal(JobState.Queued, _fixture.Ledger.Get(quick).State);

        Finish();
        await _fixture.FinishedAsync(quick);
    }

    private string Submit(string key, JobPriority priority, string clip)
    {
        var job = _fixture.Job(key, clip) with { Priority = priority };
        _fixture.Ledger.Submit(job);
        return job.Id;
    }

    /// <summary>A clip that runs without end and has finished a segment.</summary>
    private async Task<string> SlowAsync(bool finishes = true)
    {
        var job = Submit("long", JobPriority.Normal, "slow");
        _fixture.Start();
        await _fixture.UntilAsync(job, j => j.Items[0].Progress is not null);
        if (finishes)
        {
            Finish();
        }

        return job;
    }

    private void Finish()
    {
        var folder = Directory.CreateDirectory(_fixture.Render.Specs.Last().WorkFolder!).FullName;
        File.WriteAllText(Path.Combine(folder, "00000.note"), "a segment");
    }
}
