namespace HeyGem.Core.Queue.Model;

/// <summary>Where one clip of a job stands. The numbers are what the store holds.</summary>
public enum ItemState
{
    /// <summary>Waits for its turn.</summary>
    Queued = 0,

    /// <summary>Is being rendered.</summary>
    Running = 1,

    /// <summary>Its whole result lies on disk.</summary>
    Completed = 2,

    /// <summary>Ended with a coded error; the other items go on.</summary>
    Failed = 3,

    /// <summary>Somebody stopped it.</summary>
    Cancelled = 4,
}

/// <summary>Where a whole job stands; follows from its items. The numbers are what the store holds.</summary>
public enum JobState
{
    /// <summary>No item has started.</summary>
    Queued = 0,

    /// <summary>Some item has started and some is not finished.</summary>
    Running = 1,

    /// <summary>Every item is completed.</summary>
    Completed = 2,

    /// <summary>Every item is finished and at least one failed.</summary>
    Failed = 3,

    /// <summary>Every item is finished, none failed and at least one was cancelled.</summary>
    Cancelled = 4,
}

/// <summary>
/// The arrows: Queued -> Running -> Completed | Failed | Cancelled; Queued -> Cancelled; Running -> Queued after a shutdown or crash;
/// Queued or Running -> Failed when the attempts are used up; Failed -> Queued when somebody asks for another try.
/// </summary>
public static class JobStates
{
    /// <summary>How often an item may be started before it counts as the cause of the bridge's crashes.</summary>
    public const int MaxAttempts = 3;

    /// <summary>Whether an item may go from one state to another.</summary>
    public static bool MayGo(ItemState from, ItemState to) => (from, to) switch
    {
        (ItemState.Queued, ItemState.Running or ItemState.Cancelled) => true,
        (ItemState.Running, ItemState.Completed or ItemState.Failed or ItemState.Cancelled or ItemState.Queued) => true,
        (ItemState.Failed, ItemState.Queued) => true,
        _ => false,
    };

    /// <summary>Whether an item or job in this state has nothing more to do.</summary>
    public static bool IsFinished(this ItemState state) => state is ItemState.Completed or ItemState.Failed or ItemState.Cancelled;

    /// <summary>Whether a job in this state has nothing more to do.</summary>
    public static bool IsFinished(this JobState state) => state is JobState.Completed or JobState.Failed or JobState.Cancelled;

    /// <summary>The state of a job with these items.</summary>
    public static JobState Of(JobCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return counts switch
        {
            _ when counts.Queued == counts.Total => JobState.Queued,
            _ when counts.Queued + counts.Running > 0 => JobState.Running,
            { Failed: > 0 } => JobState.Failed,
            { Cancelled: > 0 } => JobState.Cancelled,
            _ => JobState.Completed,
        };
    }
}
