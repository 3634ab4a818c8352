namespace HeyGem.Bridge.Farm;

/// <summary>How long the board waits for signs. None of them ends work that shows signs of life.</summary>
internal sealed record FarmLimits
{
    /// <summary>
    /// After so long without a sign of life what a worker had is given to others. Workers give five signs in the time: shorter would take a
    /// busy machine for a frozen one; longer adds to what a death costs.
    /// </summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>After so long at the broker, with workers that have nothing to do, a message counts as lost and is sent again.</summary>
    public TimeSpan Lost { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>After so long without any worker the bridge draws itself, one segment at a time, until one comes.</summary>
    public TimeSpan Alone { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>So many failures at one segment are enough: the bridge draws it.</summary>
    public int Failures { get; init; } = 3;
}
