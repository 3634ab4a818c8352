using Microsoft.Data.Sqlite;

namespace HeyGem.Core.Queue.Store;

/// <summary>
/// One row as it is read: whatever kind of value a damaged row holds, a number or a text comes of it and nothing is thrown.
/// </summary>
internal readonly struct StoreRow(SqliteDataReader reader)
{
    private static readonly long _firstMoment = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long _lastMoment = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Runs a query and reads its rows.</summary>
    /// <param name="connection">The list.</param>
    /// <param name="transaction">What is under way, or null.</param>
    /// <param name="sql">The query.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="values">The query's parameters.</param>
    public static List<T> Read<T>(SqliteConnection connection, SqliteTransaction? transaction, string sql, Func<StoreRow, T> read,
        params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(new StoreRow(reader)));
        }

        return rows;
    }

    /// <summary>Whether the column holds nothing.</summary>
    public bool IsNull(int column) => reader.IsDBNull(column);

    /// <summary>A number, 0 for nothing.</summary>
    public long Number(int column) => reader.IsDBNull(column) ? 0 : reader.GetInt64(column);

    /// <summary>A number that fits an int.</summary>
    public int Small(int column) => (int)Math.Clamp(Number(column), int.MinValue, int.MaxValue);

    /// <summary>A fraction, 0 for nothing.</summary>
    public double Fraction(int column) =>
        reader.IsDBNull(column) || !double.IsFinite(reader.GetDouble(column)) ? 0 : reader.GetDouble(column);

    /// <summary>A text, empty for nothing.</summary>
    public string Text(int column) => reader.IsDBNull(column) ? string.Empty : reader.GetString(column);

    /// <summary>A text, or null.</summary>
    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A moment, held within what a date can be.</summary>
    public DateTimeOffset Moment(int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(Number(column), _firstMoment, _lastMoment));

    /// <summary>A moment, or null.</summary>
    public DateTimeOffset? MomentOrNull(int column) => reader.IsDBNull(column) ? null : Moment(column);
}
