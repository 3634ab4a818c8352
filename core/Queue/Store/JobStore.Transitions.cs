using Dapper;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Timing;
using Microsoft.Data.Sqlite;

namespace HeyGem.Core.Queue.Store;

internal sealed partial class JobStore
{
    /// <summary>Accepts a job, or finds the one that the same request made before.</summary>
    /// <param name="job">The job.</param>
    /// <param name="queueCap">How many items may wait in the whole store.</param>
    /// <returns>The job, and whether it is new.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobConflict"/>, <see cref="ErrorCode.QueueFull"/>,
    /// <see cref="ErrorCode.StoreFailed"/>.</exception>
    public (JobSnapshot Job, bool Created) Submit(NewJob job, int queueCap)
    {
        var (version, now) = (Feed.Next(), Now());
        var (created, id) = Write(transaction =>
        {
            if (Accepted(job.IdempotencyKey, job.BodyHash, transaction) is { } earlier)
            {
                return ((JobSnapshot?)null, earlier);
            }

            var waiting = _connection.ExecuteScalar<long>("SELECT COUNT(*) FROM items WHERE state = 0", transaction: transaction);
            if (waiting + job.Items.Count > queueCap)
            {
                throw new HeyGemException(
                    ErrorCode.QueueFull, $"{waiting} clips are waiting and {job.Items.Count} more would pass the limit of {queueCap}.");
            }

            var sequence = _connection.ExecuteScalar<long>(
                """
                INSERT INTO jobs(id, idempotency_key, body_hash, title, state, created_at, version, removable, timeline, priority, served)
                VALUES(@Id, @IdempotencyKey, @BodyHash, @Title, 0, @now, @version, @Removable, @Timeline, @Priority,
                    (SELECT COALESCE(MAX(served), 0) FROM jobs))
                RETURNING seq
                """,
                new
                {
                    job.Id,
                    job.IdempotencyKey,
                    job.BodyHash,
                    job.Title,
                    now,
                    version,
                    job.Removable,
                    job.Timeline,
                    Priority = (int)job.Priority,
                },
                transaction);
            return (Accept(job, sequence, now, version, transaction), job.Id);
        });
        Feed.Publish(id, version);
        return created is null ? (Find(id, 0)!, false) : (created, true);
    }

    /// <summary>The id of the job that the same request made before, or null.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobConflict"/>, <see cref="ErrorCode.StoreFailed"/>.</exception>
    public string? Accepted(string idempotencyKey, string bodyHash) => Read(_ => Accepted(idempotencyKey, bodyHash, null));

    private string? Accepted(string idempotencyKey, string bodyHash, SqliteTransaction? transaction)
    {
        var found = Rows(transaction, "SELECT id, body_hash FROM jobs WHERE idempotency_key = $key",
            row => (Id: row.Text(0), Hash: row.Text(1)), ("$key", idempotencyKey));
        if (found is not [var (id, hash), ..])
        {
            return null;
        }

        return hash == bodyHash
            ? id
            : throw new HeyGemException(
                ErrorCode.JobConflict, $"The key \"{idempotencyKey}\" belongs to job {id}, which asks for something else.");
    }

    /// <summary>
    /// Notes, before the result is moved to its final name, what will lie there; recovery needs it if the bridge dies in between.
    /// </summary>
    public bool NoteResult(Claim claim, string stagedPath, ItemOutput output, RenderReport report) => Change(
        claim,
        ItemState.Running,
        ItemState.Running,
        "staged_path = @stagedPath, output_path = @Path, output_bytes = @Bytes, output_sha256 = @Sha256, report = @report",
        new { stagedPath, output.Path, output.Bytes, output.Sha256, report = StoredJson.Write(report) });

    /// <summary>Running -> Completed; the result noted before now lies under its final name.</summary>
    public bool Complete(Claim claim) =>
        Change(claim, ItemState.Running, ItemState.Completed, "finished_at = @now, staged_path = NULL", new { now = Now() });

    /// <summary>Running -> Failed.</summary>
    public bool Fail(Claim claim, ItemError error) => Change(
        claim,
        ItemState.Running,
        ItemState.Failed,
        $"finished_at = @now, error_code = @Code, error_message = @Message, error_hint = @Hint, {NoResult}",
        new { now = Now(), error.Code, error.Message, error.Hint });

    /// <summary>Running -> Cancelled.</summary>
    public bool CancelRunning(Claim claim) =>
        Change(claim, ItemState.Running, ItemState.Cancelled, $"finished_at = @now, {NoResult}", new { now = Now() });

    /// <summary>
    /// Running -> Queued. An orderly stop gives the attempt back, one that finished a segment before it crashed begins to count anew, and
    /// one that achieved nothing stays counted.
    /// </summary>
    /// <param name="claim">The item.</param>
    /// <param name="attempts">How many attempts count now.</param>
    /// <param name="workFolder">Holds its segments, and is removed when it is cancelled while it waits; null where it has none.</param>
    public bool Requeue(Claim claim, int attempts, string? workFolder) => Change(
        claim, ItemState.Running, ItemState.Queued, $"started_at = NULL, attempt = @attempts, work_folder = @workFolder, {NoResult}",
            new { attempts, workFolder });

    /// <summary>
    /// Running -> Queued, to be taken again only when <see cref="Release"/> says that a disk has room; the attempt is given back.
    /// </summary>
    /// <param name="claim">The item.</param>
    /// <param name="disk">What it waits for.</param>
    /// <param name="reason">What the editor reads meanwhile.</param>
    /// <param name="workFolder">As for <see cref="Requeue"/>; null where that is not known to have changed.</param>
    public bool Hold(Claim claim, string disk, ItemError reason, string? workFolder) => Change(
        claim,
        ItemState.Running,
        ItemState.Queued,
        "started_at = NULL, attempt = attempt - 1, work_folder = COALESCE(@workFolder, work_folder), " +
            "waits_for = @disk, error_code = @Code, error_message = @Message, error_hint = " +
            $"@Hint, {NoResult}",
        new { disk, workFolder, reason.Code, reason.Message, reason.Hint });

    /// <summary>Lets the items that wait for a disk be taken again.</summary>
    /// <param name="disk">The disk, or null for all.</param>
    public void Release(string? disk)
    {
        var version = Feed.Next();
        var scope = new { disk, version };
        var jobs = Write(transaction =>
        {
            var waiting = _connection.Query<string>(
                "UPDATE jobs SET version = @version WHERE seq IN (SELECT job_seq FROM items WHERE state = 0 AND waits_for IS NOT NULL " +
                    "AND (@disk IS NULL OR waits_for = @disk)) RETURNING id",
                scope,
                transaction).AsList();
            _connection.Execute(
                """
                UPDATE items SET waits_for = NULL, error_code = NULL, error_message = NULL, error_hint = NULL, version = @version
                WHERE state = 0 AND waits_for IS NOT NULL AND (@disk IS NULL OR waits_for = @disk)
                """,
                scope,
                transaction);
            return waiting;
        });
        jobs.ForEach(id => Feed.Publish(id, version));
    }

    private const string NoResult = "staged_path = NULL, output_path = NULL, output_bytes = NULL, output_sha256 = NULL, report = NULL";

    private bool Change(Claim claim, ItemState from, ItemState to, string assignments, object values) =>
        Change(claim.JobId, claim.ItemId, claim.Attempt, from, to, assignments, values);

    private bool Change(string jobId, string itemId, int attempt, ItemState from, ItemState to, string assignments, object values)
    {
        if (from != to && !JobStates.MayGo(from, to))
        {
            throw new InvalidOperationException($"An item may not go from {from} to {to}.");
        }

        var version = Feed.Next();
        var parameters = new DynamicParameters(values);
        parameters.AddDynamicParams(new { id = itemId, attempt, from = (int)from, to = (int)to, version });
        var changed = Write(transaction =>
        {
            var jobSequence = _connection.QueryFirstOrDefault<long?>(
                $"UPDATE items SET state = @to, version = @version, {assignments} WHERE id = @id AND state = @from AND attempt = " +
                    "@attempt RETURNING job_seq",
                parameters,
                transaction);
            if (jobSequence is { } sequence)
            {
                Settle(sequence, version, transaction);
            }

            return jobSequence is not null;
        });
        if (changed)
        {
            Feed.Publish(jobId, version);
        }

        return changed;
    }

    /// <summary>Brings a job's own row up to date with its items.</summary>
    private string Settle(long jobSequence, long version, SqliteTransaction transaction)
    {
        var (counts, _) = CountsOf(_connection, jobSequence, transaction);
        return Rows(
            transaction,
            "UPDATE jobs SET state = $state, version = $version WHERE seq = $sequence RETURNING id",
            row => row.Text(0),
            ("$state", (int)JobStates.Of(counts)),
            ("$version", version),
            ("$sequence", jobSequence)).FirstOrDefault(string.Empty);
    }

    /// <summary>Writes the items, and gives the job as a reader would find it.</summary>
    private JobSnapshot Accept(NewJob job, long sequence, long now, long version, SqliteTransaction transaction)
    {
        var items = job.Items.Select((item, i) => new ItemSnapshot
        {
            Id = NewJob.NewId(),
            JobId = job.Id,
            Position = i,
            Label = item.Label,
            ClientRef = item.ClientRef,
            State = ItemState.Queued,
            Attempt = 0,
            Version = version,
            CancelRequested = false,
            StartedAt = null,
            FinishedAt = null,
            ClipPath = item.Spec.ClipPath,
            StartSeconds = item.Spec.In?.ToTime(FrameRate.Default, null).Seconds ?? 0,
        }).ToList();
        InsertItems(sequence, items, job, version, transaction);
        return new JobSnapshot
        {
            Id = job.Id,
            Title = job.Title,
            Timeline = job.Timeline,
            State = JobState.Queued,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(now),
            Version = version,
            Counts = new JobCounts(items.Count, 0, 0, 0, 0),
            Sequence = sequence,
            Items = items,
        };
    }

    private void InsertItems(long jobSequence, List<ItemSnapshot> items, NewJob job, long version, SqliteTransaction transaction)
    {
        using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            """
            INSERT INTO items(id, job_seq, position, label, client_ref, spec, clip_path, start_seconds, disk, state, attempt, version)
            VALUES($id, $job, $position, $label, $ref, $spec, $clip, $start, $disk, 0, 0, $version)
            """;
        var (id, position, label) = (command.Parameters.Add("$id", SqliteType.Text),
            command.Parameters.Add("$position", SqliteType.Integer), command.Parameters.Add("$label", SqliteType.Text));
        var (mark, spec, clip) = (command.Parameters.Add("$ref", SqliteType.Text), command.Parameters.Add("$spec", SqliteType.Text),
            command.Parameters.Add("$clip", SqliteType.Text));
        var (start, disk) = (command.Parameters.Add("$start", SqliteType.Real), command.Parameters.Add("$disk", SqliteType.Text));
        command.Parameters.AddWithValue("$job", jobSequence);
        command.Parameters.AddWithValue("$version", version);
        for (var i = 0; i < items.Count; i++)
        {
            (id.Value, position.Value, label.Value) = (items[i].Id, i, items[i].Label);
            (mark.Value, spec.Value, clip.Value) =
                ((object?)items[i].ClientRef ?? DBNull.Value, StoredSpecFile.Write(job.Items[i].Spec), items[i].ClipPath);
            (start.Value, disk.Value) = (items[i].StartSeconds, (object?)job.Items[i].Disk ?? DBNull.Value);
            command.ExecuteNonQuery();
        }
    }
}
