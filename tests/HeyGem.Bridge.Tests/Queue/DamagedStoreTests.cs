using HeyGem.Core.Errors;
using HeyGem.Core.Queue;
using HeyGem.Core.Queue.Model;
using Microsoft.Data.Sqlite;

namespace HeyGem.Bridge.Tests.Queue;

/// <summary>Whatever the job list holds, the queue opens, what can be read works, and what cannot is told by name.</summary>
public sealed class DamagedStoreTests
{
    private const int Clips = 40;

    public static TheoryData<string> Crafted() =>
    [
        "UPDATE items SET state = 7 WHERE position = 3",
        "UPDATE items SET state = 'x' WHERE position = 3",
        "UPDATE items SET state = -1 WHERE position = 3",
        "UPDATE jobs SET state = 7",
        "UPDATE jobs SET state = 2",
        "UPDATE jobs SET created_at = 9223372036854775807",
        "UPDATE jobs SET created_at = 'never'",
        "UPDATE items SET started_at = -9223372036854775807, finished_at = 9223372036854775807 WHERE position = 3",
        "UPDATE items SET version = 9223372036854775807 WHERE position = 3",
        "UPDATE items SET attempt = 'x', position = 1e300 WHERE position = 3",
        "UPDATE items SET id = x'00ff' WHERE position = 3",
        "UPDATE items SET label = x'fffe', client_ref = 12 WHERE position = 3",
        "UPDATE items SET spec = x'00' WHERE position = 3",
        "UPDATE items SET state = 1, staged_path = x'00', output_path = char(0), output_bytes = 'x' WHERE position = 3",
        "UPDATE items SET state = 2, output_path = '/gone', report = '{' WHERE position = 3",
        "UPDATE meta SET epoch = 'x'",
        "DELETE FROM meta",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = 1",
    ];

    [Theory]
    [MemberData(nameof(Crafted))]
    public async Task A_list_with_one_odd_value_opens_and_the_rest_of_it_is_rendered(string change)
    {
        await using var fixture = new QueueFixture();
        var job = fixture.Job("k", [.. Enumerable.Range(0, Clips).Select(i => $"c{i}")]);
        fixture.Ledger.Submit(job);
        await DamageAsync(fixture, change);

        Assert.Null(fixture.Ledger.StoreMovedAside);
        Look(fixture.Ledger);
        fixture.Start();
        var done = await fixture.FinishedAsync(job.Id);

        Assert.InRange(done.Counts.Completed, Clips - 1, Clips);
        Assert.All(done.Items.Where(i => i.State == ItemState.Failed),
            i => Assert.Equal(ErrorCode.StoreUnreadable.WireName(), i.Error!.Code));
        Assert.Null(fixture.Ledger.Fault);
        Look(fixture.Ledger);
    }

    [Theory]
    [InlineData("DROP TABLE items")]
    [InlineData("DROP TABLE jobs")]
    [InlineData("ALTER TABLE items RENAME COLUMN spec TO specs")]
    public async Task A_list_without_what_every_list_has_is_moved_aside(string change)
    {
        await using var fixture = new QueueFixture();
        fixture.Ledger.Submit(fixture.Job("k", "a"));
        await DamageAsync(fixture, "PRAGMA foreign_keys = OFF; " + change);

        Assert.True(File.Exists(fixture.Ledger.StoreMovedAside));
        Assert.Equal(JobState.Queued, fixture.Ledger.Submit(fixture.Job("again", "a")).Job.State);
    }

    [Fact]
    public async Task An_empty_file_is_a_list_that_lost_its_content_and_that_is_told()
    {
        await using var fixture = new QueueFixture();
        fixture.Ledger.Submit(fixture.Job("k", "a"));
        fixture.Ledger.Dispose();
        await File.WriteAllBytesAsync(fixture.StorePath, [], TestContext.Current.CancellationToken);

        Assert.True(File.Exists(fixture.Reopen().StoreMovedAside));
    }

    [Fact]
    public async Task A_list_of_version_2_is_upgraded_and_shows_its_clips()
    {
        await using var fixture = new QueueFixture();
        var job = fixture.Job("k", "a");
        fixture.Ledger.Submit(job);
        await DamageAsync(
            fixture,
            """
            DROP INDEX items_in_state; DROP INDEX items_changed; CREATE INDEX items_by_state ON items(job_seq, state);
            ALTER TABLE items DROP COLUMN clip_path; ALTER TABLE items DROP COLUMN start_seconds; ALTER TABLE items DROP COLUMN disk;
            UPDATE items SET spec = '{"clipPath":"/clips/old.mp4","voicePath":"/v.wav","in":"50f","outputFolder":"/o"}';
            PRAGMA user_version = 2;
            """);

        var item = fixture.Ledger.Get(job.Id).Items[0];

        Assert.Null(fixture.Ledger.StoreMovedAside);
        Assert.Equal(("/clips/old.mp4", 2.0), (item.ClipPath, item.StartSeconds));
        Assert.Equal("/v.wav", fixture.Ledger.Item(item.Id).Spec!.VoicePath);
    }

    [Fact]
    public async Task Any_few_flipped_bits_leave_a_list_that_opens_and_works()
    {
        await using var fixture = new QueueFixture();
        fixture.Ledger.Submit(fixture.Job("k", [.. Enumerable.Range(0, Clips).Select(i => $"c{i}")]));
        fixture.Ledger.Submit(fixture.Job("l", "a", "b"));
        fixture.Ledger.Dispose();
        var whole = await File.ReadAllBytesAsync(fixture.StorePath, TestContext.Current.CancellationToken);
        var random = new Random(20261128);
        for (var round = 0; round < 60; round++)
        {
            var bytes = whole.ToArray();
            for (var flips = random.Next(1, 11); flips > 0; flips--)
            {
                // Past the file's head: a wrong format number there is another program's file, and is left alone by design.
                bytes[random.Next(100, bytes.Length)] ^= (byte)(1 << random.Next(8));
            }

            await File.WriteAllBytesAsync(fixture.StorePath, bytes, TestContext.Current.CancellationToken);
            var queue = fixture.Reopen();
            Look(queue);
            fixture.Start();
            var job = queue.Submit(fixture.Job("more", "x")).Job;
            if (round % 10 == 0)
            {
                await fixture.FinishedAsync(job.Id);
            }

            await fixture.StopAsync();
            Assert.True(queue.Fault is null, $"round {round}: {queue.Fault}");
            queue.Dispose();
            File.Delete(fixture.StorePath);
        }

        fixture.Reopen();
    }

    /// <summary>Everything that a client can ask for.</summary>
    private static void Look(JobQueue queue)
    {
        foreach (var listed in queue.List(null, null, 100))
        {
            var job = queue.Get(listed.Id);
            queue.Outline(listed.Id);
            Assert.All(job.Items, i => Assert.True(Enum.IsDefined(i.State)));
            Assert.All(job.Items, i => queue.Item(i.Id));
        }
    }

    private static async Task DamageAsync(QueueFixture fixture, string change)
    {
        fixture.Ledger.Dispose();
        await using (var connection = new SqliteConnection($"Data Source={fixture.StorePath};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = change;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        fixture.Reopen();
    }
}
