using System.Numerics;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Queue.Store;
using HeyGem.Core.Timing;
using Microsoft.Data.Sqlite;

namespace HeyGem.Bridge.Tests.Queue;

public sealed class JobStoreTests
{
    public static TheoryData<int, int> AllArrows() => new(from f in Enumerable.Range(0, 5) from t in Enumerable.Range(0, 5) select (f, t));

    [Theory]
    [MemberData(nameof(AllArrows))]
    public void Finished_work_never_moves_except_a_failure_that_is_retried(int from, int to)
    {
        var may = JobStates.MayGo((ItemState)from, (ItemState)to);

        if (((ItemState)from).IsFinished())
        {
            Assert.Equal(from == (int)ItemState.Failed && to == (int)ItemState.Queued, may);
        }
    }

    [Fact]
    public void The_store_s_SQLite_is_a_current_one()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sqlite_version()";

        Assert.True(Version.Parse((string)command.ExecuteScalar()!) >= new Version(3, 53));
    }

    [Fact]
    public async Task A_claim_of_an_earlier_attempt_changes_nothing()
    {
        await using var fixture = new QueueFixture();
        fixture.Ledger.Dispose();
        using var store = JobStore.Open(fixture.StorePath, TimeProvider.System);
        store.Submit(fixture.Job("k", "a"), 10);
        var first = store.ClaimNext()!;
        Assert.Null(store.ClaimNext());
        Assert.True(store.Requeue(first, first.Attempt, null));
        var second = store.ClaimNext()!;

        Assert.False(store.Complete(first));
        Assert.Equal(2, second.Attempt);
        Assert.True(store.Complete(second));
        Assert.False(store.Fail(second, new ItemError("internal", "late", "none")));
    }

    [Fact]
    public async Task Points_and_choices_survive_the_store()
    {
        await using var fixture = new QueueFixture();
        var job = fixture.Job("k", "a");
        var spec = job.Items[0].Spec with
        {
            In = MediaPoint.AtFrame(7),
            OutPoint = MediaPoint.At(new MediaTime(9_144_576_000_000_001)),
            StillRate = FrameRate.Of(30000, 1001),
            Intensity = 1.25,
            Face = new FaceChoice(FaceRule.Nearest, new Vector2(0.00001f, 12345678900f)),
        };

        fixture.Ledger.Submit(job with { Items = [job.Items[0] with { Spec = spec }] });
        var queue = fixture.Reopen();
        var kept = queue.Item(queue.Get(job.Id).Items[0].Id).Spec;

        Assert.Equal(spec, kept);
    }

    [Fact]
    public async Task Versions_grow_over_a_restart()
    {
        await using var fixture = new QueueFixture();
        var before = fixture.Ledger.Submit(fixture.Job("a", "a")).Job.Version;

        var after = fixture.Reopen().Submit(fixture.Job("b", "b")).Job.Version;

        Assert.True(after > before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(5000)]
    public async Task A_damaged_store_is_moved_aside_and_a_new_one_begun(int at)
    {
        await using var fixture = new QueueFixture();
        fixture.Ledger.Submit(fixture.Job("k", [.. Enumerable.Range(0, 100).Select(i => $"c{i}")]));
        fixture.Ledger.Dispose();
        await using (var file = new FileStream(fixture.StorePath, FileMode.Open))
        {
            file.Position = at;
            file.Write([.. Enumerable.Range(0, 20_000).Select(i => (byte)(i * 7))]);
        }

        var ledger = fixture.Reopen();

        Assert.Empty(ledger.List(null, null, 10));
        Assert.True(File.Exists(ledger.StoreMovedAside));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_left_as_it_is()
    {
        await using var fixture = new QueueFixture();
        fixture.Ledger.Dispose();
        using (var connection = new SqliteConnection($"Data Source={fixture.StorePath};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 999";
            command.ExecuteNonQuery();
        }

        var bytes = await File.ReadAllBytesAsync(fixture.StorePath, TestContext.Current.CancellationToken);

        Assert.Equal(ErrorCode.StoreNewer, Assert.Throws<HeyGemException>(() => fixture.Reopen()).Code);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(fixture.StorePath, TestContext.Current.CancellationToken));
    }
}
