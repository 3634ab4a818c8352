namespace HeyGem.Core.Queue.Runner;

/// <summary>Limits of the queue.</summary>
public sealed record JobQueueOptions
{
    /// <summary>
    /// How many items are rendered at a time, at least 1. One render already uses every core, so more help only with a GPU.
    /// </summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>How many items may wait in all jobs together.</summary>
    public int QueueCap { get; init; } = 10_000;

    /// <summary>Told what the editor does not see, with what caused it.</summary>
    public Action<string, Exception?> Log { get; init; } = static (_, _) => { };

    /// <summary>Told of each attempt at an item that failed.</summary>
    public Action<ItemFailure> ItemFailed { get; init; } = static _ => { };

    /// <summary>Told of a fault of the queue itself: a sentence, and what was thrown.</summary>
    public Action<string, Exception> Failed { get; init; } = static (_, _) => { };

    /// <summary>How often a disk without room, or a store that could not be written, is looked at again.</summary>
    internal TimeSpan LookAgain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a long clip runs while other jobs wait; it then waits again with the segments that it has. Each turn costs it its planning.
    /// </summary>
    internal TimeSpan Turn { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Told each moment between two durable steps by name, so that a test can end the process exactly there.</summary>
    public Action<string> Reached { get; init; } = static _ => { };
}

/// <summary>An attempt at an item that failed, as the log tells it.</summary>
/// <param name="JobId">The job.</param>
/// <param name="ItemId">The item.</param>
/// <param name="Attempt">Which start of the item it was, from 1.</param>
/// <param name="Code">The error's code.</param>
/// <param name="Message">What went wrong, a sentence.</param>
/// <param name="Cause">What was thrown where nobody foresaw it, or what lay below the error; null where nothing did.</param>
public sealed record ItemFailure(string JobId, string ItemId, int Attempt, string Code, string Message, Exception? Cause);
