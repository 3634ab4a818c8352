using HeyGem.Core.Timing;

namespace HeyGem.Core.Timelines;

/// <summary>How a file counts its own frames: what an edit decision list counts its sources in, and does not tell.</summary>
/// <param name="Rate">The file's rate.</param>
/// <param name="Start">The timecode of its first frame, or null where it has none and counts from 00:00:00:00.</param>
/// <param name="Frames">How many frames it has, or null where unknown or where it is sound.</param>
public sealed record MediaClock(FrameRate Rate, Timecode? Start, long? Frames)
{
    /// <summary>Frames from 00:00:00:00 to its first frame.</summary>
    internal long StartFrame => Start is { } start && start.ExistsAt(Rate) ? start.ToFrames(Rate) : 0;
}
