using System.Globalization;
using Dapper;
using HeyGem.Core.Errors;
using Microsoft.Data.Sqlite;

namespace HeyGem.Core.Queue.Store;

/// <summary>
/// Jobs and items on disk. One connection, one statement at a time, rollback journal with EXTRA synchronisation: what a method has
/// returned survives a power cut. Every change of state names the state it expects, so two writers can never both win. Thread-safe.
/// </summary>
internal sealed partial class JobStore : IDisposable
{
    private const int SchemaVersion = 2;
    private const int CorruptFile = 11;
    private const int DiskFull = 13;
    private const int NotADatabase = 26;

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;

    private JobStore(SqliteConnection connection, TimeProvider time, string? movedAside)
    {
        _connection = connection;
        _time = time;
        MovedAside = movedAside;
        var epoch = connection.ExecuteScalar<long>("UPDATE meta SET epoch = epoch + 1 RETURNING epoch");
        Feed = new JobChanges(epoch);
    }

    /// <summary>Numbers the changes.</summary>
    public JobChanges Feed { get; }

    /// <summary>Where a damaged store was moved to when this one was opened, or null.</summary>
    public string? MovedAside { get; }

    /// <summary>Opens the store, making it where there is none. A damaged file is moved aside, never repaired in place.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.StoreNewer"/>, <see cref="ErrorCode.StoreFailed"/>.</exception>
    public static JobStore Open(string path, TimeProvider time)
    {
        try
        {
            return new JobStore(Connect(path), time, null);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is CorruptFile or NotADatabase)
        {
            var aside = MoveAside(path, time);
            return new JobStore(Connect(path), time, aside);
        }
        catch (SqliteException e)
        {
            throw new HeyGemException(ErrorCode.StoreFailed, $"The job list {path} could not be opened: {e.Message}.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _connection.Dispose();
        }
    }

    private static SqliteConnection Connect(string path)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ToString();
        var connection = new SqliteConnection(text);
        try
        {
            connection.Open();
            connection.Execute("PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;");
            if (connection.ExecuteScalar<string>("PRAGMA quick_check(1)") is { } answer && answer != "ok")
            {
                throw new SqliteException(answer, CorruptFile);
            }

            Migrate(connection, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Migrate(SqliteConnection connection, string path)
    {
        var version = connection.ExecuteScalar<long>("PRAGMA user_version");
        if (version > SchemaVersion)
        {
            throw new HeyGemException(
                ErrorCode.StoreNewer,
                $"The job list {path} has format {version}; this version reads up to {SchemaVersion}.");
        }

        if (version == SchemaVersion)
        {
            return;
        }

        using var transaction = connection.BeginTransaction();
        connection.Execute(version == 0 ? Schema : FromVersion1, transaction: transaction);
        transaction.Commit();
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

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Runs <paramref name="work"/> alone and in one transaction; what it throws undoes it.</summary>
    private T Write<T>(Func<SqliteTransaction, T> work)
    {
        lock (_gate)
        {
            SqliteTransaction? transaction = null;
            try
            {
                transaction = _connection.BeginTransaction();
                var result = work(transaction);
                transaction.Commit();
                return result;
            }
            catch (SqliteException e)
            {
                throw Failed(e, "could not be saved and nothing was started");
            }
            finally
            {
                Close(transaction);
            }
        }
    }

    /// <summary>Ends a transaction, undoing it where it was not committed.</summary>
    private void Close(SqliteTransaction? transaction)
    {
        try
        {
            transaction?.Dispose();
        }
        catch (SqliteException)
        {
            // A disk that fails in the commit itself makes SQLite undo the transaction without telling its object, which then cannot undo it again and
            // would stand in the way of every later one. An empty one, which touches no disk, is undone in its place.
            _connection.Execute("BEGIN DEFERRED", transaction: transaction);
            transaction!.Dispose();
        }
    }

    private T Read<T>(Func<SqliteConnection, T> work)
    {
        lock (_gate)
        {
            try
            {
                return work(_connection);
            }
            catch (SqliteException e)
            {
                throw Failed(e);
            }
        }
    }

    private static HeyGemException Failed(SqliteException e, string what = "could not be read") => e.SqliteErrorCode == DiskFull
        ? new(ErrorCode.DiskFull, "The disk of the data folder is full: the job list could not be saved and nothing was started.", e) { Hint = "Free space on that disk, then try again." }
        : new(ErrorCode.StoreFailed, $"The job list {what}: {e.Message}", e);

    private const string Schema = """
        CREATE TABLE meta(epoch INTEGER NOT NULL);
        INSERT INTO meta VALUES(0);
        CREATE TABLE jobs(
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            idempotency_key TEXT NOT NULL UNIQUE,
            body_hash TEXT NOT NULL,
            title TEXT,
            state INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            version INTEGER NOT NULL,
            served INTEGER NOT NULL,
            removable INTEGER NOT NULL DEFAULT 0);
        CREATE INDEX jobs_by_state ON jobs(state, seq);
        CREATE INDEX jobs_by_served ON jobs(served);
        CREATE TABLE items(
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            job_seq INTEGER NOT NULL REFERENCES jobs(seq) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            label TEXT NOT NULL,
            client_ref TEXT,
            spec TEXT NOT NULL,
            state INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            version INTEGER NOT NULL,
            cancel_requested INTEGER NOT NULL DEFAULT 0,
            started_at INTEGER,
            finished_at INTEGER,
            staged_path TEXT,
            output_path TEXT,
            output_bytes INTEGER,
            output_sha256 TEXT,
            report TEXT,
            error_code TEXT,
            error_message TEXT,
            error_hint TEXT,
            waits_for TEXT,
            UNIQUE(job_seq, position));
        CREATE INDEX items_by_state ON items(job_seq, state);
        CREATE INDEX items_queued ON items(job_seq, position) WHERE state = 0;
        CREATE INDEX items_running ON items(seq) WHERE state = 1;
        PRAGMA user_version = 2;
        """;

    /// <summary>Version 2 knows results that may be removed, and items that wait for room on a disk.</summary>
    private const string FromVersion1 = """
        ALTER TABLE jobs ADD COLUMN removable INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE items ADD COLUMN waits_for TEXT;
        CREATE INDEX items_by_state ON items(job_seq, state);
        PRAGMA user_version = 2;
        """;
}
