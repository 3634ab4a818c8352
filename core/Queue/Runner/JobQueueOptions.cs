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

    /// <summary>Told of a fault of the queue itself: a sentence, and what was thrown.</summary>
    public Action<string, Exception> Failed { get; init; } = static (_, _) => { };

    /// <summary>How often a disk without room, or a store that could not be written, is looked at again.</summary>
    internal TimeSpan LookAgain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Told each moment between two durable steps by name, so that a test can end the process exactly there.</summary>
    public Action<string> Reached { get; init; } = static _ => { };
}
