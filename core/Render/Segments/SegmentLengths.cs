namespace HeyGem.Core.Render.Segments;

/// <summary>
/// How long segments are, seconds. Shorter ones lose less to a kill, but each costs a start of the encoder and a key picture; a clip of
/// no more than <paramref name="Most"/> is one segment, which is drawn as if there were none.
/// </summary>
/// <param name="Least">No segment is shorter.</param>
/// <param name="Most">No segment is longer.</param>
internal sealed record SegmentLengths(double Least, double Most)
{
    /// <summary>What renders go by.</summary>
    public static SegmentLengths Default { get; } = new(10, 20);
}
