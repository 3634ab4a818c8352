using Dapper;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using Microsoft.Data.Sqlite;

namespace HeyGem.Core.Queue.Store;

/// <summary>
/// Puts rows right that hold what the program never writes, before anything relies on them: a clip in a state that does not exist has
/// failed, a number of changes from the future is forgotten, a job's state follows from its clips.
/// </summary>
internal static class StoreMending
{
    private const string NewId = "lower(hex(randomblob(16)))";

    /// <summary>An id that the program did not write: not of 32 small hexadecimal digits. Nobody could ask for it.</summary>
    private const string NoId = "typeof(id) <> 'text' OR length(id) <> 32 OR id GLOB '*[^0-9a-f]*'";

    /// <summary>Mends the rows and counts the opening.</summary>
    public static void Apply(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        CountOpening(connection, transaction);
        connection.Execute(
            $"""
            UPDATE items SET id = {NewId} WHERE {NoId};
            UPDATE jobs SET id = {NewId} WHERE {NoId};
            UPDATE items SET attempt = 1 WHERE typeof(attempt) <> 'integer' OR attempt NOT BETWEEN 0 AND @MaxAttempts;
            UPDATE items SET version = 0 WHERE typeof(version) <> 'integer' OR version NOT BETWEEN 0 AND (SELECT epoch << 32 FROM meta);
            UPDATE jobs SET version = 0 WHERE typeof(version) <> 'integer' OR version NOT BETWEEN 0 AND (SELECT epoch << 32 FROM meta);
            UPDATE items SET state = 3, finished_at = started_at, error_code = @code, error_message = @message, error_hint = @hint
            WHERE typeof(state) <> 'integer' OR state NOT BETWEEN 0 AND 4;
            """,
            new
            {
                JobStates.MaxAttempts,
                code = ErrorCode.StoreUnreadable.WireName(),
                message = JobStore.Unreadable,
                hint = ErrorCode.StoreUnreadable.Hint(),
            },
            transaction);
        SettleJobs(connection, transaction);
        transaction.Commit();
    }

    /// <summary>Numbers of changes grow from one opening to the next, also where the count itself was lost.</summary>
    private static void CountOpening(SqliteConnection connection, SqliteTransaction transaction)
    {
        if (connection.Execute("UPDATE meta SET epoch = epoch + 1 WHERE typeof(epoch) = 'integer' AND epoch BETWEEN 0 AND 1 << 29",
            transaction: transaction) == 1)
        {
            return;
        }

        connection.Execute(
            """
            DELETE FROM meta;
            INSERT INTO meta SELECT 1 + COALESCE(MAX(version >> 32), 0) FROM items
                WHERE typeof(version) = 'integer' AND version BETWEEN 0 AND 1 << 60;
            """,
            transaction: transaction);
    }

    private static void SettleJobs(SqliteConnection connection, SqliteTransaction transaction)
    {
        foreach (var (sequence, state) in StoreRow.Read(connection, transaction,
            "SELECT seq, CASE typeof(state) WHEN 'integer' THEN state ELSE -1 END FROM jobs", row => (row.Number(0), row.Number(1))))
        {
            var right = (int)JobStates.Of(JobStore.CountsOf(connection, sequence, transaction).Counts);
            if (right != state)
            {
                connection.Execute("UPDATE jobs SET state = @right WHERE seq = @sequence", new { right, sequence }, transaction);
            }
        }
    }
}
