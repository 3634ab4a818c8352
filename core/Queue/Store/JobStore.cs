using HeyGem.Core.Errors;
using Microsoft.Data.Sqlite;

namespace HeyGem.Core.Queue.Store;

/// <summary>
/// Jobs and items on disk. One connection, one statement at a time, rollback journal with EXTRA synchronisation: what a method has
/// returned survives a power cut. Every change of state names the state it expects, so two writers can never both win. Thread-safe.
/// </summary>
internal sealed partial class JobStore : IDisposable
{
    /// <summary>What an editor reads of a row that cannot be read.</summary>
    public const string Unreadable = "What the job list holds of this clip cannot be read.";

    private const int DiskIsFull = 13;

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;

    private JobStore(SqliteConnection connection, TimeProvider time, string? movedAside)
    {
        _connection = connection;
        _time = time;
        MovedAside = movedAside;
        Feed = new JobChanges(StoreRow.Read(connection, null, "SELECT epoch FROM meta", row => row.Number(0)).Single());
    }

    /// <summary>Numbers the changes.</summary>
    public JobChanges Feed { get; }

    /// <summary>Where a damaged store was moved to when this one was opened, or null.</summary>
    public string? MovedAside { get; }

    /// <summary>Opens the store, making it where there is none. A damaged file is moved aside; a damaged row is one failed clip.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.StoreNewer"/>, <see cref="ErrorCode.StoreFailed"/>,
    /// <see cref="ErrorCode.DiskFull"/>.</exception>
    public static JobStore Open(string path, TimeProvider time)
    {
        try
        {
            var (connection, movedAside) = StoreFile.Open(path, time);
            return new JobStore(connection, time, movedAside);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == DiskIsFull)
        {
            throw Failed(e);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
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
            // A disk that fails in the commit itself makes SQLite undo the transaction without telling its object, which then cannot undo
            // it again and would stand in the way of every later one. An empty one, which touches no disk, is undone in its place.
            Dapper.SqlMapper.Execute(_connection, "BEGIN DEFERRED", transaction: transaction);
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

    private List<T> Rows<T>(SqliteTransaction? transaction, string sql, Func<StoreRow, T> read,
        params ReadOnlySpan<(string Name, object? Value)> values) =>
        StoreRow.Read(_connection, transaction, sql, read, values);

    private static HeyGemException Failed(SqliteException e, string what = "could not be read") => e.SqliteErrorCode == DiskIsFull
        ? new(ErrorCode.DiskFull, "The disk of the data folder is full: the job list could not be saved and nothing was started.",
            e)
        { Hint = "Free space on that disk, then try again." }
        : new(ErrorCode.StoreFailed, $"The job list {what}: {e.Message}", e);
}
