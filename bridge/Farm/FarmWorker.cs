namespace HeyGem.Bridge.Farm;

/// <summary>A worker as the board knows it. Held by the board.</summary>
internal sealed class FarmWorker(string id, string key, string name, EnterRequest entered)
{
    /// <summary>Its id, 128 random bits in hexadecimal.</summary>
    public string Id => id;

    /// <summary>The name of the key that it came with.</summary>
    public string Key => key;

    /// <summary>Its own name, one of its kind.</summary>
    public string Name => name;

    /// <summary>What it said of itself.</summary>
    public EnterRequest Entered => entered;

    /// <summary>When it was last heard of, a time stamp of the board's clock.</summary>
    public long Heard { get; set; }

    /// <summary>Whether it has not been heard of for too long.</summary>
    public bool Silent { get; set; }

    /// <summary>Whether somebody took it out of work, or it was set aside.</summary>
    public WorkerState Rest { get; set; }

    /// <summary>Why, or what went wrong last.</summary>
    public string? Reason { get; set; }

    /// <summary>What it is at.</summary>
    public IReadOnlyList<DoingPart> Doing { get; set; } = [];

    /// <summary>Frames a second.</summary>
    public double FramesPerSecond { get; set; }

    /// <summary>Segments it brought.</summary>
    public int Segments { get; set; }

    /// <summary>Segments it could not draw.</summary>
    public int Failures { get; set; }

    /// <summary>How it stands.</summary>
    public WorkerState State => Silent ? WorkerState.Silent : Rest;

    /// <summary>Whether it takes segments.</summary>
    public bool Takes => State == WorkerState.Working;
}
