using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;

namespace HeyGem.Core.Queue.Store;

internal sealed partial class JobStore
{
    /// <summary>
    /// Takes the next item, or null when none waits. Jobs of the highest priority first, which take turns, the one
    /// served longest ago first; within a job the first item first.
    /// An item whose stored form cannot be read fails with <see cref="ErrorCode.StoreUnreadable"/>, and the one after it is taken.
    /// </summary>
    public Claim? ClaimNext()
    {
        while (TakeNext() is { } row)
        {
            if (ToClaim(row) is { } claim)
            {
                return claim;
            }
        }

        return null;
    }

    private ClaimRow? TakeNext()
    {
        var version = Feed.Next();
        var row = Write(transaction =>
        {
            if (Rows(
                transaction,
                """
                UPDATE items SET state = 1, attempt = attempt + 1, version = $version, started_at = $now, finished_at = NULL,
                    error_code = NULL, error_message = NULL, error_hint = NULL
                WHERE state = 0 AND waits_for IS NULL AND seq = (
                    SELECT i.seq FROM items i WHERE i.state = 0 AND i.waits_for IS NULL AND i.job_seq = (
                        SELECT j.seq FROM jobs j
                        WHERE j.state IN (0, 1) AND EXISTS (
                            SELECT 1 FROM items w WHERE w.job_seq = j.seq AND w.state = 0 AND w.waits_for IS NULL)
                        ORDER BY j.priority DESC, j.served, j.seq LIMIT 1)
                    ORDER BY i.position LIMIT 1)
                RETURNING id, job_seq, attempt, spec, disk
                """,
                r => (Job: r.Number(1), Claim: new ClaimRow(string.Empty, r.Text(0), r.Small(2), r.Text(3), r.TextOrNull(4))),
                ("$version", version),
                ("$now", Now())) is not [var taken, ..])
            {
                return null;
            }

            Rows(transaction, "UPDATE jobs SET served = (SELECT MAX(served) FROM jobs) + 1 WHERE seq = $job RETURNING seq",
                r => r.Number(0), ("$job", taken.Job));
            return taken.Claim with { JobId = Settle(taken.Job, version, transaction) };
        });
        if (row is not null)
        {
            Feed.Publish(row.JobId, version);
        }

        return row;
    }

    /// <summary>The claim, or null where the row cannot be read: then its item has failed, and its bytes stay in the store.</summary>
    private Claim? ToClaim(ClaimRow row)
    {
        if (StoredSpecFile.TryRead(row.Spec) is { } spec)
        {
            return new Claim(row.JobId, row.ItemId, row.Attempt, spec) { Disk = row.Disk };
        }

        Change(
            row.JobId,
            row.ItemId,
            row.Attempt,
            ItemState.Running,
            ItemState.Failed,
            "finished_at = @now, error_code = @code, error_message = @message, error_hint = @hint",
            new
            {
                now = Now(),
                code = ErrorCode.StoreUnreadable.WireName(),
                message = Unreadable,
                hint = ErrorCode.StoreUnreadable.Hint()
            });
        return null;
    }

    /// <summary>A running item as it is stored.</summary>
    private sealed record ClaimRow(string JobId, string ItemId, int Attempt, string Spec, string? Disk);
}
