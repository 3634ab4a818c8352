namespace HeyGem.Core.Render.Report;

/// <summary>
/// The frames of a corrected result that are new. All others are those of the result before, to the bit. Samples are new from the start of
/// <paramref name="Start"/> to that of <paramref name="End"/>; AAC, which codes them in blocks that overlap, changes up to 2048 more on
/// either side.
/// </summary>
/// <param name="Start">The first frame that was asked for.</param>
/// <param name="End">The first frame after them.</param>
/// <param name="DrawnStart">The first frame that was encoded: H.264 codes pictures in groups, which are replaced whole.</param>
/// <param name="DrawnEnd">The first frame after them.</param>
public sealed record CorrectedFrames(long Start, long End, long DrawnStart, long DrawnEnd);
