namespace HeyGem.Core.Queue.Model;

/// <summary>Which of the waiting jobs is rendered first; jobs of one priority take turns.</summary>
public enum JobPriority
{
    /// <summary>After all others.</summary>
    Low = -1,

    /// <summary>In turn.</summary>
    Normal = 0,

    /// <summary>Before all others; a long clip of a lower one that runs gives way after a segment.</summary>
    High = 1,
}
