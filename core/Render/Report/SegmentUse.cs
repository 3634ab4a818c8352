namespace HeyGem.Core.Render.Report;

/// <summary>The segments of a result, which are drawn one after the other or several at once, and kept until it is whole.</summary>
/// <param name="Count">How many there are; 1 for a short clip.</param>
/// <param name="Reused">How many were kept from a render that was interrupted.</param>
public sealed record SegmentUse(int Count, int Reused)
{
    /// <summary>How many of this run were drawn by workers of a farm.</summary>
    public int Away { get; init; }
}
