using Dapper;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using Microsoft.Data.Sqlite;

namespace HeyGem.Core.Queue.Store;

internal sealed partial class JobStore
{
    /// <summary>Cancels what waits and marks what runs. Asking again changes nothing.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="itemId">One item of it, or null for all.</param>
    /// <returns>
    /// The items that run and must now be stopped, and the folders of what others had done before they waited again.
    /// </returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>; <see cref="ErrorCode.JobFinished"/> when nothing was left to
    /// cancel and nothing had been cancelled.</exception>
    public (IReadOnlyList<string> Running, IReadOnlyList<string> WorkFolders) Cancel(string jobId, string? itemId)
    {
        var version = Feed.Next();
        var cancelled = Write<(IReadOnlyList<string>, IReadOnlyList<string>)>(transaction =>
        {
            var sequence = SequenceOf(jobId, transaction);
            var scope = new { sequence, itemId, version, now = Now() };
            var folders = Rows(
                transaction,
                "SELECT work_folder FROM items WHERE job_seq = $sequence AND state = 0 AND work_folder IS NOT NULL AND ($item IS NULL " +
                    "OR id = $item)",
                row => row.Text(0),
                ("$sequence", sequence),
                ("$item", itemId));
            var touched = _connection.Execute(
                "UPDATE items SET state = 4, work_folder = NULL, cancel_requested = 1, finished_at = @now, error_code = NULL, " +
                    "error_message = NULL, error_hint = NULL, version = @version WHERE job_seq = @sequence AND state = 0 " +
                    "AND (@itemId IS NULL OR id = @itemId)",
                scope,
                transaction);
            var stopping = _connection.Query<string>(
                "UPDATE items SET cancel_requested = 1, version = @version WHERE job_seq = @sequence AND state = 1 AND (@itemId IS NULL " +
                    "OR id = @itemId) RETURNING id",
                scope,
                transaction).AsList();
            if (touched + stopping.Count == 0)
            {
                RequireCancelled(scope, transaction);
            }

            Settle(sequence, version, transaction);
            return (stopping, folders);
        });
        Feed.Publish(jobId, version);
        return cancelled;
    }

    /// <summary>
    /// Failed -> Queued for every failed item of the job, and Cancelled -> Queued where that is asked, with fresh attempts.
    /// </summary>
    /// <returns>How many items wait again.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public int Retry(string jobId, bool cancelled)
    {
        var version = Feed.Next();
        var count = Write(transaction =>
        {
            var sequence = SequenceOf(jobId, transaction);
            var changed = _connection.Execute(
                $"""
                UPDATE items SET state = 0, attempt = 0, version = @version, cancel_requested = 0, started_at = NULL, finished_at = NULL,
                    error_code = NULL, error_message = NULL, error_hint = NULL, {NoResult}
                WHERE job_seq = @sequence AND (state = 3 OR (state = 4 AND @cancelled))
                """,
                new { sequence, version, cancelled },
                transaction);
            Settle(sequence, version, transaction);
            return changed;
        });
        Feed.Publish(jobId, version);
        return count;
    }

    /// <summary>Forgets a finished job.</summary>
    /// <returns>The published results of its items, which stay where they are.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>; <see cref="ErrorCode.JobUnfinished"/>.</exception>
    public IReadOnlyList<ItemOutput> Delete(string jobId)
    {
        var outputs = Write<IReadOnlyList<ItemOutput>>(transaction =>
        {
            var sequence = SequenceOf(jobId, transaction);
            var results = Rows(
                transaction,
                "SELECT output_path, output_bytes, output_sha256 FROM items WHERE job_seq = $sequence AND state = 2 AND " +
                    "output_path IS NOT NULL",
                row => new ItemOutput(row.Text(0), row.Number(1), row.Text(2)),
                ("$sequence", sequence));
            if (!JobStates.Of(CountsOf(_connection, sequence, transaction).Counts).IsFinished())
            {
                throw new HeyGemException(ErrorCode.JobUnfinished, $"Job {jobId} still has clips to render.");
            }

            _connection.Execute("DELETE FROM jobs WHERE seq = @sequence", new { sequence }, transaction);
            return results;
        });
        Feed.Forget(jobId);
        return outputs;
    }

    private long SequenceOf(string jobId, SqliteTransaction transaction) =>
        _connection.QueryFirstOrDefault<long?>("SELECT seq FROM jobs WHERE id = @jobId", new { jobId }, transaction)
            ?? throw new HeyGemException(ErrorCode.JobNotFound, $"There is no job {jobId}.");

    private void RequireCancelled(object scope, SqliteTransaction transaction)
    {
        var (all, cancelled) = _connection.QueryFirst<(long All, long Cancelled)>(
            "SELECT COUNT(*), COALESCE(SUM(cancel_requested), 0) FROM items WHERE job_seq = @sequence AND (@itemId IS NULL OR " +
                "id = @itemId)",
            scope,
            transaction);
        if (all == 0)
        {
            throw new HeyGemException(ErrorCode.JobNotFound, "The job has no such item.");
        }

        if (cancelled == 0)
        {
            throw new HeyGemException(ErrorCode.JobFinished, "Nothing is left to cancel.");
        }
    }
}
