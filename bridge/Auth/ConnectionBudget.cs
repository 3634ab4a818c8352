using Microsoft.AspNetCore.Connections;

namespace HeyGem.Bridge.Auth;

/// <summary>
/// Keeps the number of open connections within bounds without letting anybody fill them up: a newcomer always gets in, and beyond the bound
/// the oldest connection of the least trusted rank is closed for it. Only when all are this machine's own clients with a token is the
/// newcomer closed. Thread-safe.
/// </summary>
/// <param name="most">How many connections are open at a time.</param>
internal sealed class ConnectionBudget(int most)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<OpenConnection> _open = [];

    /// <summary>Holds a place for a connection as long as it is open.</summary>
    public ConnectionDelegate HoldAsync(ConnectionDelegate next) => async connection =>
    {
        var opened = new OpenConnection(connection);
        connection.Features.Set(opened);
        Admit(opened)?.Close();
        try
        {
            await next(connection);
        }
        finally
        {
            lock (_gate)
            {
                _open.Remove(opened);
            }
        }
    };

    /// <summary>Takes a newcomer in; what is to be closed for it, if any, which may be itself.</summary>
    private OpenConnection? Admit(OpenConnection newcomer)
    {
        lock (_gate)
        {
            _open.AddLast(newcomer);
            if (_open.Count <= most)
            {
                return null;
            }

            // The first of the lowest rank, in the order of arrival; the newcomer, who could show nothing yet, only when all are owners.
            var least = _open.SkipLast(1).MinBy(c => c.Rank) is { Rank: < ConnectionRank.Owner } found ? found : newcomer;
            _open.Remove(least);
            return least;
        }
    }
}

/// <summary>How much a connection is worth keeping.</summary>
internal enum ConnectionRank
{
    /// <summary>No valid token came over it.</summary>
    Stranger,

    /// <summary>A client of another machine with a token.</summary>
    LanClient,

    /// <summary>A client of this machine with a token.</summary>
    Owner,
}

/// <summary>One open connection, as a feature of its requests.</summary>
internal sealed class OpenConnection(ConnectionContext connection)
{
    private volatile ConnectionRank _rank;

    /// <summary>What came over it so far.</summary>
    public ConnectionRank Rank => _rank;

    /// <summary>Notes that a request with a valid token came over it.</summary>
    public void ShowToken(bool overLan) => _rank = overLan ? ConnectionRank.LanClient : ConnectionRank.Owner;

    /// <summary>Closes it at once.</summary>
    public void Close() => connection.Abort(new ConnectionAbortedException("Closed in favour of a newer connection."));
}
