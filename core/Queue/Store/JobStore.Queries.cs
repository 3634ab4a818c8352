using Dapper;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using Microsoft.Data.Sqlite;

namespace HeyGem.Core.Queue.Store;

internal sealed partial class JobStore
{
    private const string ItemColumns =
        """
        i.id AS Id, j.id AS JobId, i.position AS Position, i.label AS Label, i.client_ref AS ClientRef, i.spec AS Spec, i.state AS State,
        i.attempt AS Attempt, i.version AS Version, i.cancel_requested AS CancelRequested, i.started_at AS StartedAt, i.finished_at AS FinishedAt,
        i.staged_path AS StagedPath, i.output_path AS OutputPath, i.output_bytes AS OutputBytes, i.output_sha256 AS OutputSha256,
        i.report AS Report, i.error_code AS ErrorCode, i.error_message AS ErrorMessage, i.error_hint AS ErrorHint
        FROM items i JOIN jobs j ON j.seq = i.job_seq
        """;

    /// <summary>A job with those of its items that changed after <paramref name="since"/>, in order; null when there is no such job.</summary>
    public JobSnapshot? Find(string jobId, long since) => Read(connection =>
    {
        var row = connection.QueryFirstOrDefault<JobRow>("SELECT seq, id, title, state, created_at AS CreatedAt, version FROM jobs WHERE id = @jobId", new { jobId });
        return row is null ? null : row.ToSnapshot(CountsOf(row.Seq, null)) with
        {
            Items = [.. connection
                .Query<ItemRow>($"SELECT {ItemColumns} WHERE i.job_seq = @Seq AND i.version > @since ORDER BY i.position", new { row.Seq, since })
                .Select(i => i.ToSnapshot())],
        };
    });

    /// <summary>One item.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public ItemSnapshot Item(string itemId) => Read(connection =>
        connection.QueryFirstOrDefault<ItemRow>($"SELECT {ItemColumns} WHERE i.id = @itemId", new { itemId })?.ToSnapshot()
            ?? throw new HeyGemException(ErrorCode.JobNotFound, $"There is no item {itemId}."));

    /// <summary>Jobs without their items, newest first.</summary>
    /// <param name="state">Only jobs in this state, or null for all.</param>
    /// <param name="before">Only jobs accepted before the one with this sequence number, or null.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<JobSnapshot> List(JobState? state, long? before, int limit) => Read<IReadOnlyList<JobSnapshot>>(connection =>
    {
        var rows = connection.Query<JobRow>(
            """
            SELECT seq, id, title, state, created_at AS CreatedAt, version FROM jobs
            WHERE (@state IS NULL OR state = @state) AND seq < @before ORDER BY seq DESC LIMIT @limit
            """,
            new { state = (int?)state, before = before ?? long.MaxValue, limit }).AsList();
        return [.. rows.Select(r => r.ToSnapshot(CountsOf(r.Seq, null)))];
    });

    /// <summary>
    /// What was running when the store was last closed or lost. An item whose stored form cannot be read fails with
    /// <see cref="ErrorCode.StoreUnreadable"/> and is not among them.
    /// </summary>
    public IReadOnlyList<Interrupted> Interrupted()
    {
        List<Interrupted> found = [];
        foreach (var row in Read(connection => connection.Query<ItemRow>($"SELECT {ItemColumns} WHERE i.state = 1 ORDER BY i.seq").AsList()))
        {
            if (StoredJson.TryRead<RenderSpec>(row.Spec) is { } spec)
            {
                found.Add(new Interrupted(new Claim(row.JobId, row.Id, (int)row.Attempt, spec), row.StagedPath, row.Output, row.CancelRequested != 0));
            }
            else
            {
                FailUnreadable(row.JobId, row.Id, (int)row.Attempt);
            }
        }

        return found;
    }

    /// <summary>How many items wait in the whole store.</summary>
    public int Waiting() => Read(connection => (int)connection.ExecuteScalar<long>("SELECT COUNT(*) FROM items WHERE state = 0"));

    private JobCounts CountsOf(long jobSequence, SqliteTransaction? transaction)
    {
        Span<int> counts = stackalloc int[5];
        foreach (var (state, count) in _connection.Query<(long, long)>(
            "SELECT state, COUNT(*) FROM items WHERE job_seq = @jobSequence GROUP BY state", new { jobSequence }, transaction))
        {
            counts[(int)state] = (int)count;
        }

        return new JobCounts(counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    private sealed class JobRow
    {
        public long Seq { get; set; }

        public string Id { get; set; } = string.Empty;

        public string? Title { get; set; }

        public long State { get; set; }

        public long CreatedAt { get; set; }

        public long Version { get; set; }

        public JobSnapshot ToSnapshot(JobCounts counts) => new()
        {
            Id = Id,
            Title = Title,
            State = (JobState)State,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
            Version = Version,
            Counts = counts,
            Sequence = Seq,
        };
    }

    private sealed class ItemRow
    {
        public string Id { get; set; } = string.Empty;

        public string JobId { get; set; } = string.Empty;

        public long Position { get; set; }

        public string Label { get; set; } = string.Empty;

        public string? ClientRef { get; set; }

        public string Spec { get; set; } = string.Empty;

        public long State { get; set; }

        public long Attempt { get; set; }

        public long Version { get; set; }

        public long CancelRequested { get; set; }

        public long? StartedAt { get; set; }

        public long? FinishedAt { get; set; }

        public string? StagedPath { get; set; }

        public string? OutputPath { get; set; }

        public long? OutputBytes { get; set; }

        public string? OutputSha256 { get; set; }

        public string? Report { get; set; }

        public string? ErrorCode { get; set; }

        public string? ErrorMessage { get; set; }

        public string? ErrorHint { get; set; }

        public ItemOutput? Output => OutputPath is null ? null : new ItemOutput(OutputPath, OutputBytes ?? 0, OutputSha256 ?? string.Empty);

        public ItemSnapshot ToSnapshot() => new()
        {
            Id = Id,
            JobId = JobId,
            Position = (int)Position,
            Label = Label,
            ClientRef = ClientRef,
            State = (ItemState)State,
            Attempt = (int)Attempt,
            Version = Version,
            CancelRequested = CancelRequested != 0,
            StartedAt = Time(StartedAt),
            FinishedAt = Time(FinishedAt),
            Output = State == (long)ItemState.Completed ? Output : null,
            Error = ErrorCode is null ? null : new ItemError(ErrorCode, ErrorMessage ?? string.Empty, ErrorHint ?? string.Empty),
            Spec = StoredJson.TryRead<RenderSpec>(Spec),
            Report = Report is null || State != (long)ItemState.Completed ? null : StoredJson.TryRead<RenderReport>(Report),
        };

        private static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
    }
}
