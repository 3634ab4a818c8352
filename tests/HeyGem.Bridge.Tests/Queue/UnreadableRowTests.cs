using HeyGem.Core.Errors;
using HeyGem.Core.Queue;
using HeyGem.Core.Queue.Model;
using Microsoft.Data.Sqlite;

namespace HeyGem.Bridge.Tests.Queue;

/// <summary>One row that this version cannot read is one failed clip, wherever the row is met.</summary>
public sealed class UnreadableRowTests
{
    private static readonly string _code = ErrorCode.StoreUnreadable.WireName();

    [Theory]
    [InlineData("replace(spec, 'clipPath', 'clipPaph')")]
    [InlineData("'{'")]
    [InlineData("'null'")]
    [InlineData("json_set(spec, '$.face', '1E-05,5')")]
    public async Task A_waiting_row_fails_its_clip_and_the_others_are_rendered(string spec)
    {
        await using var fixture = new QueueFixture();
        var job = fixture.Job("k", "a", "b", "c");
        fixture.Ledger.Submit(job);
        Damage(fixture, $"UPDATE items SET spec = {spec} WHERE position = 1");

        fixture.Start();
        var done = await fixture.FinishedAsync(job.Id);

        Assert.Equal([ItemState.Completed, ItemState.Failed, ItemState.Completed], done.Items.Select(i => i.State));
        Assert.Equal(_code, done.Items[1].Error!.Code);
        Assert.Null(done.Items[1].Spec);
    }

    [Fact]
    public async Task A_row_that_ran_when_the_bridge_died_fails_its_clip_and_the_queue_goes_on()
    {
        await using var fixture = new QueueFixture();
        var job = fixture.Job("k", "a", "b");
        fixture.Ledger.Submit(job);
        Damage(fixture, "UPDATE items SET spec = '{}', state = 1, attempt = 1 WHERE position = 0");

        fixture.Start();
        var done = await fixture.FinishedAsync(job.Id);

        Assert.Equal([ItemState.Failed, ItemState.Completed], done.Items.Select(i => i.State));
        Assert.Equal(_code, done.Items[0].Error!.Code);
    }

    [Fact]
    public async Task A_failed_row_keeps_its_bytes_for_a_report()
    {
        await using var fixture = new QueueFixture();
        var job = fixture.Job("k", "a");
        fixture.Ledger.Submit(job);
        Damage(fixture, "UPDATE items SET spec = 'what was here'");

        fixture.Start();
        await fixture.FinishedAsync(job.Id);
        await fixture.StopAsync();
        fixture.Ledger.Dispose();

        using var connection = Connect(fixture);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT spec FROM items";
        Assert.Equal("what was here", command.ExecuteScalar());
        fixture.Reopen();
    }

    [Fact]
    public async Task The_files_of_the_readable_rows_are_known()
    {
        await using var fixture = new QueueFixture();
        fixture.Ledger.Submit(fixture.Job("k", "a", "b"));
        Damage(fixture, "UPDATE items SET spec = '{}' WHERE position = 0");

        Assert.Contains("/clips/b.mp4", JobQueue.FilesInUse(fixture.StorePath));
    }

    private static void Damage(QueueFixture fixture, string change)
    {
        fixture.Ledger.Dispose();
        using (var connection = Connect(fixture))
        {
            using var command = connection.CreateCommand();
            command.CommandText = change;
            Assert.True(command.ExecuteNonQuery() > 0);
        }

        fixture.Reopen();
    }

    private static SqliteConnection Connect(QueueFixture fixture)
    {
        var connection = new SqliteConnection($"Data Source={fixture.StorePath};Pooling=False");
        connection.Open();
        return connection;
    }
}
