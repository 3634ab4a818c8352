namespace HeyGem.Core.Queue.Model;

/// <summary>One job at one moment.</summary>
public sealed record JobSnapshot
{
    /// <summary>The job's id, 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>What the editor calls it, or null.</summary>
    public required string? Title { get; init; }

    /// <summary>The name of the timeline file that its results go into, or null where it renders clips of none.</summary>
    public string? Timeline { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobState State { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Number of its last change, progress of its items included.</summary>
    public required long Version { get; init; }

    /// <summary>How its items stand.</summary>
    public required JobCounts Counts { get; init; }

    /// <summary>Mean time of its completed items, seconds, or null where there is none.</summary>
    public double? MeanSeconds { get; init; }

    /// <summary>Its place in the order of acceptance; the cursor of the list.</summary>
    public required long Sequence { get; init; }

    /// <summary>Those of its items that were asked for, in order; empty in a list of jobs.</summary>
    public IReadOnlyList<ItemSnapshot> Items { get; init; } = [];

    /// <summary>Share of the whole job that is done, 0..1.</summary>
    public double Fraction => Counts.Total == 0
        ? 0
        : (Counts.Finished + Items.Where(i => i.State == ItemState.Running).Sum(i => i.Progress?.Fraction ?? 0)) / Counts.Total;
}
