using Dapper;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Queue.Store;

internal sealed partial class JobStore
{
    /// <summary>Puts a job before all others that are not finished.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public void ToFront(string jobId)
    {
        var version = Feed.Next();
        Write(transaction =>
        {
            var sequence = SequenceOf(jobId, transaction);
            _connection.Execute(
                """
                UPDATE jobs SET priority = (SELECT MAX(priority) + 1 FROM jobs WHERE state IN (0, 1)), version = @version
                WHERE seq = @sequence AND state IN (0, 1)
                """,
                new { sequence, version },
                transaction);
            return true;
        });
        Feed.Publish(jobId, version);
    }

    /// <summary>Puts the job of an item behind the others of its rank, as one that was served last.</summary>
    public bool Behind(string itemId) => Write(transaction => _connection.Execute(
        "UPDATE jobs SET served = (SELECT MAX(served) FROM jobs) + 1 WHERE seq = (SELECT job_seq FROM items WHERE id = @itemId)",
        new { itemId },
        transaction) > 0);

    /// <summary>
    /// A running item that stands in the way: one whose job comes after one that waits, or one that had its turn while a job of the same
    /// rank waits. The lowest of them; null where there is none.
    /// </summary>
    /// <param name="hadTurn">The items that had their turn.</param>
    public string? Overtaken(IReadOnlySet<string> hadTurn) => Read(connection =>
    {
        var waiting = connection.Query<(long Job, long Priority)>(
            """
            SELECT seq, priority FROM jobs j WHERE state IN (0, 1)
                AND EXISTS (SELECT 1 FROM items w WHERE w.job_seq = j.seq AND w.state = 0 AND w.waits_for IS NULL)
            """).AsList();
        return connection.Query<(string Id, long Job, long Priority)>(
            "SELECT i.id, j.seq, j.priority FROM items i JOIN jobs j ON j.seq = i.job_seq WHERE i.state = 1 ORDER BY j.priority, i.seq")
            .Where(r => waiting.Exists(w => w.Job != r.Job
                && (w.Priority > r.Priority || (w.Priority == r.Priority && hadTurn.Contains(r.Id)))))
            .Select(r => r.Id).FirstOrDefault();
    });
}
