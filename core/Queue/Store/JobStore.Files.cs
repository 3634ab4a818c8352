using Dapper;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render.Spec;
using Microsoft.Data.Sqlite;

namespace HeyGem.Core.Queue.Store;

internal sealed partial class JobStore
{
    /// <summary>The media files of all items that wait or run, read without changing the store.</summary>
    public static HashSet<string> FilesInUse(string storePath) => Look(storePath, 1, connection => StoreRow
        .Read(connection, null, "SELECT spec FROM items WHERE state IN (0, 1)", row => StoredSpecFile.TryRead(row.Text(0)))
        .OfType<RenderSpec>()
        .SelectMany(s => s.SourcePaths())
        .ToHashSet());

    /// <summary>
    /// The results of all jobs whose results may be removed, each with the id of its job, read without changing the store.
    /// </summary>
    public static List<(string JobId, ItemOutput Output)> RemovableResults(string storePath) =>
        Look(storePath, 2, connection => StoreRow.Read(
        connection,
        null,
        "SELECT j.id, i.output_path, i.output_bytes, i.output_sha256 FROM jobs j JOIN items i ON i.job_seq = j.seq WHERE j.removable = 1 " +
            "AND i.state = 2 AND i.output_path IS NOT NULL",
        row => (row.Text(0), new ItemOutput(row.Text(1), row.Number(2), row.Text(3)))));

    /// <summary>Reads a store beside whoever has it open; none, or one older than what is asked for, holds nothing.</summary>
    private static T Look<T>(string storePath, int version, Func<SqliteConnection, T> read)
        where T : new()
    {
        if (!File.Exists(storePath))
        {
            return new T();
        }

        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = storePath, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            return connection.ExecuteScalar<long>("PRAGMA user_version") < version ? new T() : read(connection);
        }
        catch (SqliteException e)
        {
            throw Failed(e);
        }
    }
}
