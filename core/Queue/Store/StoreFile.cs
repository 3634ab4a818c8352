using System.Globalization;
using Dapper;
using HeyGem.Core.Errors;
using HeyGem.Core.Timing;
using Microsoft.Data.Sqlite;

namespace HeyGem.Core.Queue.Store;

/// <summary>Opens the file of the job list in a state that the rest of the program can rely on, whatever happened to it.</summary>
internal static class StoreFile
{
    private const int CorruptFile = 11;
    private const int NotADatabase = 26;
    private const int ConstraintFailed = 19;

    /// <summary>Opens the list, making it where there is none. A damaged file is moved aside, never repaired in place.</summary>
    /// <returns>The connection, and where a damaged file was moved to, or null.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.StoreNewer"/>; nothing was changed.</exception>
    /// <exception cref="SqliteException">The file cannot be read or written now.</exception>
    public static (SqliteConnection Connection, string? MovedAside) Open(string path, TimeProvider time)
    {
        // An empty file is one that lost its content: a new list is never left empty.
        if (new FileInfo(path) is { Exists: true, Length: 0 })
        {
            return Begin(path, time);
        }

        try
        {
            return (Connect(path), null);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is CorruptFile or NotADatabase or ConstraintFailed)
        {
            return Begin(path, time);
        }
    }

    private static (SqliteConnection Connection, string? MovedAside) Begin(string path, TimeProvider time)
    {
        var aside = MoveAside(path, time);
        return (Connect(path), aside);
    }

    private static SqliteConnection Connect(string path)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ToString();
        var connection = new SqliteConnection(text);
        try
        {
            connection.Open();
            connection.Execute("PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;");
            Check(connection);
            Migrate(connection, path);

            // SQLite's own check passes some damaged indexes, an empty one above all, which fail when they are used.
            connection.Execute("REINDEX;");
            StoreMending.Apply(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A damaged table is not repaired.</summary>
    private static void Check(SqliteConnection connection)
    {
        var answer = connection.ExecuteScalar<string>("PRAGMA quick_check(1)") ?? "no answer";
        if (answer != "ok")
        {
            throw new SqliteException(answer, CorruptFile);
        }
    }

    private static void Migrate(SqliteConnection connection, string path)
    {
        var version = connection.ExecuteScalar<long>("PRAGMA user_version");
        if (version > StoreSchema.Version)
        {
            throw new HeyGemException(
                ErrorCode.StoreNewer,
                $"The job list {path} has format {version}; this version reads up to {StoreSchema.Version}.");
        }

        if (version == StoreSchema.Version && Lacks(connection).Count == 0)
        {
            return;
        }

        using var transaction = connection.BeginTransaction();
        if (connection.ExecuteScalar<long>(
            "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", transaction: transaction) == 0)
        {
            connection.Execute(StoreSchema.Tables, transaction: transaction);
        }

        var lacks = Lacks(connection);
        foreach (var (table, column, type) in lacks)
        {
            connection.Execute($"ALTER TABLE {table} ADD COLUMN {column} {type}", transaction: transaction);
        }

        if (lacks.Any(c => c.Column == "clip_path"))
        {
            ShowClips(connection, transaction);
        }

        connection.Execute(StoreSchema.Indexes, transaction: transaction);
        connection.Execute($"PRAGMA user_version = {StoreSchema.Version}", transaction: transaction);
        transaction.Commit();
    }

    /// <summary>The columns to add.</summary>
    /// <exception cref="SqliteException">A table or a column that every version has is not there.</exception>
    private static List<(string Table, string Column, string Type)> Lacks(SqliteConnection connection)
    {
        var there = StoreSchema.Always.Keys.ToDictionary(
            table => table,
            table => connection.Query<string>("SELECT name FROM pragma_table_info(@table)", new { table }).ToHashSet());
        if (there.Values.Any(columns => columns.Count > 0)
            && StoreSchema.Always.FirstOrDefault(t => !t.Value.All(there[t.Key].Contains)) is { Key: { } broken })
        {
            throw new SqliteException($"The table {broken} is not that of a job list.", CorruptFile);
        }

        return [.. StoreSchema.Later.Where(c => !there[c.Table].Contains(c.Column))];
    }

    /// <summary>Fills in what a list shows of each clip, from the specs that can be read.</summary>
    private static void ShowClips(SqliteConnection connection, SqliteTransaction transaction)
    {
        foreach (var (item, text) in StoreRow.Read(
            connection, transaction, "SELECT seq, spec FROM items", row => (Item: row.Number(0), Spec: row.Text(1))))
        {
            if (StoredSpecFile.TryRead(text) is { } spec)
            {
                var start = spec.In?.ToTime(FrameRate.Default, null).Seconds ?? 0;
                connection.Execute("UPDATE items SET clip_path = @ClipPath, start_seconds = @start WHERE seq = @item",
                    new { spec.ClipPath, start, item }, transaction);
            }
        }
    }

    private static string MoveAside(string path, TimeProvider time)
    {
        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var aside = $"{path}.corrupt.{stamp}";
        for (var n = 2; File.Exists(aside); n++)
        {
            aside = $"{path}.corrupt.{stamp}-{n}";
        }

        File.Move(path, aside);
        if (File.Exists(path + "-journal"))
        {
            File.Move(path + "-journal", aside + "-journal");
        }

        return aside;
    }
}
