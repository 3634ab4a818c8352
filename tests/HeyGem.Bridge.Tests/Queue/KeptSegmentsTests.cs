using HeyGem.Core.Queue.Model;
using Microsoft.Data.Sqlite;

namespace HeyGem.Bridge.Tests.Queue;

/// <summary>What the queue does with the segments that a long clip had finished when it was interrupted.</summary>
public sealed class KeptSegmentsTests : IAsyncDisposable
{
    private readonly QueueFixture _fixture = new();

    private string Segments => _fixture.Render.Specs.Last().WorkFolder!;

    private string Staging => Path.GetDirectoryName(Segments)!;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Stopped_in_order_a_clip_keeps_its_segments_and_goes_on_with_them()
    {
        var job = await RunningAsync();
        Finish("00000.note");
        await File.WriteAllTextAsync(Path.Combine(Staging, "half.mp4.part"), "half", TestContext.Current.CancellationToken);

        await _fixture.StopAsync();
        Assert.Equal((ItemState.Queued, 0), StateOf(job));
        _fixture.Reopen();
        _fixture.Start();
        await _fixture.UntilAsync(job, j => j.Items[0].Progress is not null);

        Assert.Equal((ItemState.Running, 1), StateOf(job));
        Assert.True(File.Exists(Path.Combine(Segments, "00000.note")));
        Assert.False(File.Exists(Path.Combine(Staging, "half.mp4.part")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelled_while_it_runs_or_while_it_waits_again_it_keeps_nothing(bool waits)
    {
        var job = await RunningAsync();
        Finish("00000.note");
        if (waits)
        {
            await _fixture.StopAsync();
            _fixture.Reopen();
            Assert.True(Directory.Exists(Staging));
        }

        _fixture.Ledger.Cancel(job, null);
        await _fixture.FinishedAsync(job);

        Assert.False(Directory.Exists(Staging));
    }

    [Fact]
    public async Task Only_attempts_that_finish_no_segment_count_towards_giving_up()
    {
        var job = await RunningAsync();
        Finish("00000.note");
        await CrashAsync("attempt = 3");
        await _fixture.UntilAsync(job, j => j.Items[0].Progress is not null);
        Assert.Equal((ItemState.Running, 1), StateOf(job));

        // Nothing more was finished since: this is the last of three in a row.
        await CrashAsync("attempt = 3");
        var done = await _fixture.FinishedAsync(job);

        Assert.Equal("job.poisoned", done.Items[0].Error!.Code);
        Assert.False(Directory.Exists(Staging));
    }

    private async Task<string> RunningAsync()
    {
        var job = _fixture.Job("long", "slow");
        _fixture.Ledger.Submit(job);
        _fixture.Start();
        await _fixture.UntilAsync(job.Id, j => j.Items[0].Progress is not null);
        return job.Id;
    }

    private void Finish(string note)
    {
        Directory.CreateDirectory(Segments);
        File.WriteAllText(Path.Combine(Segments, note), "a segment");
    }

    /// <summary>Makes the store what it is after a crash in the middle of the item, and starts again.</summary>
    private async Task CrashAsync(string change)
    {
        await _fixture.StopAsync();
        _fixture.Ledger.Dispose();
        using (var connection = new SqliteConnection($"Data Source={_fixture.StorePath};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"UPDATE items SET state = 1, {change}; UPDATE jobs SET state = 1";
            command.ExecuteNonQuery();
        }

        _fixture.Reopen();
        _fixture.Start();
    }

    private (ItemState State, int Attempt) StateOf(string job) =>
        _fixture.Ledger.Get(job).Items[0] is var item ? (item.State, item.Attempt) : default;
}
