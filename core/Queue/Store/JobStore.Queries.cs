using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using Microsoft.Data.Sqlite;

namespace HeyGem.Core.Queue.Store;

internal sealed partial class JobStore
{
    private const string JobColumns = "SELECT seq, id, title, created_at, version, timeline FROM jobs";

    /// <summary>What a list shows of an item: all but its spec, which may be long and is read only where it is rendered.</summary>
    private const string ItemColumns =
        """
        SELECT i.id, j.id, i.position, i.label, i.client_ref, i.state, i.attempt, i.version, i.cancel_requested,
            i.started_at, i.finished_at, i.output_path, i.output_bytes, i.output_sha256, i.report,
            i.error_code, i.error_message, i.error_hint, i.clip_path, i.start_seconds
        FROM items i JOIN jobs j ON j.seq = i.job_seq
        """;

    /// <summary>Two looks into two indexes; one condition with OR would walk through every item of the job.</summary>
    private const string ChangedOrRunning =
        "SELECT seq FROM items WHERE job_seq = $sequence AND version > $since "
        + "UNION SELECT seq FROM items WHERE job_seq = $sequence AND state = 1";

    /// <summary>Jobs whose counts are remembered at most.</summary>
    private const int MostCounted = 1000;

    private readonly Dictionary<long, (long Version, JobCounts Counts, double? MeanSeconds)> _counted = [];

    /// <summary>
    /// A job with those of its items that changed after <paramref name="since"/> and those that run, in order; null when there is no such
    /// job.
    /// </summary>
    public JobSnapshot? Find(string jobId, long since) => Find(
        jobId,
        (sequence, _) => Rows(
            null,
            $"{ItemColumns} WHERE i.seq IN ({ChangedOrRunning}) ORDER BY i.position",
            ToItem,
            ("$sequence", sequence),
            ("$since", since)));

    /// <summary>
    /// A job with the items that tell how it goes on: those that run, or the first that waits for a disk where none runs.
    /// </summary>
    public JobSnapshot? Outline(string jobId) => Find(
        jobId,
        (sequence, counts) => counts.Running > 0
            ? Rows(null, $"{ItemColumns} WHERE i.job_seq = $sequence AND i.state = 1 ORDER BY i.position", ToItem, ("$sequence", sequence))
            : counts.Queued > 0
                ? Rows(null, $"{ItemColumns} WHERE i.job_seq = $sequence AND i.state = 0 AND i.waits_for IS NOT NULL ORDER BY " +
                    "i.position LIMIT 1", ToItem, ("$sequence", sequence))
                : []);

    /// <summary>One item.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public ItemSnapshot Item(string itemId) => Read(_ =>
        Rows(null, $"{ItemColumns} WHERE i.id = $id", ToItem, ("$id", itemId)) is [var item, ..]
            ? item with { Spec = SpecOf(itemId) }
            : throw new HeyGemException(ErrorCode.JobNotFound, $"There is no item {itemId}."));

    /// <summary>Whether somebody asked the item to stop.</summary>
    public bool IsCancelRequested(string itemId) => Read(_ =>
        Rows(null, "SELECT cancel_requested FROM items WHERE id = $id", row => row.Number(0) != 0, ("$id", itemId)) is [true, ..]);

    /// <summary>Jobs without their items, newest first.</summary>
    /// <param name="state">Only jobs in this state, or null for all.</param>
    /// <param name="before">Only jobs accepted before the one with this sequence number, or null.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<JobSnapshot> List(JobState? state, long? before, int limit) => Read<IReadOnlyList<JobSnapshot>>(_ =>
        [.. Rows(
            null,
            $"{JobColumns} WHERE ($state IS NULL OR state = $state) AND seq < $before ORDER BY seq DESC LIMIT $limit",
            JobRow.Of,
            ("$state", (int?)state),
            ("$before", before ?? long.MaxValue),
            ("$limit", limit)).Select(row => row.ToSnapshot(CountsOf(row)))]);

    /// <summary>
    /// What was running when the store was last closed or lost. An item whose stored form cannot be read fails with
    /// <see cref="ErrorCode.StoreUnreadable"/> and is not among them.
    /// </summary>
    public IReadOnlyList<Interrupted> Interrupted()
    {
        List<Interrupted> found = [];
        foreach (var (claim, staged, noted) in Read(_ => Rows(
            null,
            """
            SELECT j.id, i.id, i.attempt, i.spec, i.disk, i.staged_path, i.output_path, i.output_bytes, i.output_sha256, i.cancel_requested
            FROM items i JOIN jobs j ON j.seq = i.job_seq WHERE i.state = 1 ORDER BY i.seq
            """,
            row => (
                new ClaimRow(row.Text(0), row.Text(1), row.Small(2), row.Text(3), row.TextOrNull(4)),
                row.TextOrNull(5),
                (Output: row.IsNull(6) ? null : new ItemOutput(row.Text(6), row.Number(7), row.Text(8)), Cancel: row.Number(9) != 0)))))
        {
            if (ToClaim(claim) is { } readable)
            {
                found.Add(new Interrupted(readable, staged, noted.Output, noted.Cancel));
            }
        }

        return found;
    }

    /// <summary>How many items wait in the whole store.</summary>
    public int Waiting() => Read(_ => Rows(null, "SELECT COUNT(*) FROM items WHERE state = 0", row => row.Small(0)).Single());

    /// <summary>How many items of a job stand where, and the mean seconds of the completed ones, both from an index alone.</summary>
    internal static (JobCounts Counts, double? MeanSeconds) CountsOf(
        SqliteConnection connection, long jobSequence, SqliteTransaction? transaction)
    {
        Span<int> counts = stackalloc int[5];
        double? mean = null;
        foreach (var (state, count, seconds) in StoreRow.Read(
            connection,
            transaction,
            "SELECT state, COUNT(*), AVG(finished_at - started_at) / 1000.0 FROM items WHERE job_seq = $sequence GROUP BY state",
            row => (row.Number(0), row.Small(1), row.IsNull(2) ? (double?)null : row.Fraction(2)),
            ("$sequence", jobSequence)))
        {
            counts[(int)StateOf(state)] += count;
            mean = state == (long)ItemState.Completed && seconds is >= 0 and < 1e8 ? seconds : mean;
        }

        return (new JobCounts(counts[0], counts[1], counts[2], counts[3], counts[4]), mean);
    }

    /// <summary>The counts of a job, which change with its version only.</summary>
    private (JobCounts Counts, double? MeanSeconds) CountsOf(JobRow row)
    {
        if (_counted.TryGetValue(row.Sequence, out var known) && known.Version == row.Version)
        {
            return (known.Counts, known.MeanSeconds);
        }

        if (_counted.Count >= MostCounted)
        {
            _counted.Clear();
        }

        var counts = CountsOf(_connection, row.Sequence, null);
        _counted[row.Sequence] = (row.Version, counts.Counts, counts.MeanSeconds);
        return counts;
    }

    private JobSnapshot? Find(string jobId, Func<long, JobCounts, List<ItemSnapshot>> items) => Read(_ =>
    {
        if (Rows(null, $"{JobColumns} WHERE id = $id", JobRow.Of, ("$id", jobId)) is not [var row, ..])
        {
            return null;
        }

        var counts = CountsOf(row);
        return row.ToSnapshot(counts) with { Items = items(row.Sequence, counts.Counts) };
    });

    private RenderSpec? SpecOf(string itemId) =>
        Rows(null, "SELECT spec FROM items WHERE id = $id", row => row.Text(0), ("$id", itemId)) is [var text, ..]
            ? StoredSpecFile.TryRead(text) : null;

    /// <summary>A state that does not exist counts as failed.</summary>
    private static ItemState StateOf(long state) => state is >= 0 and <= (long)ItemState.Cancelled ? (ItemState)state : ItemState.Failed;

    private static ItemSnapshot ToItem(StoreRow row)
    {
        var state = StateOf(row.Number(5));
        return new ItemSnapshot
        {
            Id = row.Text(0),
            JobId = row.Text(1),
            Position = row.Small(2),
            Label = row.Text(3),
            ClientRef = row.TextOrNull(4),
            State = state,
            Attempt = row.Small(6),
            Version = row.Number(7),
            CancelRequested = row.Number(8) != 0,
            StartedAt = row.MomentOrNull(9),
            FinishedAt = row.MomentOrNull(10),
            Output = state == ItemState.Completed && !row.IsNull(11) ? new ItemOutput(row.Text(11), row.Number(12), row.Text(13)) : null,
            Report = state == ItemState.Completed && !row.IsNull(14) ? StoredJson.TryRead<RenderReport>(row.Text(14)) : null,
            Error = row.IsNull(15) ? null : new ItemError(row.Text(15), row.Text(16), row.Text(17)),
            ClipPath = row.TextOrNull(18),
            StartSeconds = row.Fraction(19),
        };
    }

    private readonly record struct JobRow(
        long Sequence, string Id, string? Title, DateTimeOffset CreatedAt, long Version, string? Timeline)
    {
        public static JobRow Of(StoreRow row) =>
            new(row.Number(0), row.Text(1), row.TextOrNull(2), row.Moment(3), row.Number(4), row.TextOrNull(5));

        public JobSnapshot ToSnapshot((JobCounts Counts, double? MeanSeconds) items) => new()
        {
            Id = Id,
            Title = Title,
            Timeline = Timeline,
            State = JobStates.Of(items.Counts),
            CreatedAt = CreatedAt,
            Version = Version,
            Counts = items.Counts,
            MeanSeconds = items.MeanSeconds,
            Sequence = Sequence,
        };
    }
}
