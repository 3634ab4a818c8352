namespace HeyGem.Core.Queue.Model;

/// <summary>How many items of a job stand where.</summary>
/// <param name="Queued">Waiting.</param>
/// <param name="Running">Being rendered.</param>
/// <param name="Completed">With a result.</param>
/// <param name="Failed">With an error.</param>
/// <param name="Cancelled">Stopped by somebody.</param>
public sealed record JobCounts(int Queued, int Running, int Completed, int Failed, int Cancelled)
{
    /// <summary>All items.</summary>
    public int Total => Queued + Running + Completed + Failed + Cancelled;

    /// <summary>Items with nothing more to do.</summary>
    public int Finished => Completed + Failed + Cancelled;
}
