namespace HeyGem.Bridge.Farm.Work;

/// <summary>How a worker works.</summary>
/// <param name="Broker">The broker, without a login.</param>
/// <param name="Invitation">Where the bridge is, and what opens it.</param>
/// <param name="Folder">Where it keeps what it fetched and works; nothing in it is worth saving.</param>
internal sealed record WorkOptions(Uri Broker, FarmInvitation Invitation, string Folder)
{
    /// <summary>How many segments it draws at a time.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>How much it keeps of what it fetched, bytes.</summary>
    public long CacheBytes { get; init; } = 20L << 30;

    /// <summary>Folders that the bridge and this machine both see.</summary>
    public IReadOnlyList<SharedFolder> Shares { get; init; } = [];

    /// <summary>What it calls itself.</summary>
    public string Name { get; init; } = Environment.MachineName;

    /// <summary>The program's version.</summary>
    public string Version { get; init; } = typeof(WorkOptions).Assembly.GetName().Version!.ToString(3);
}
