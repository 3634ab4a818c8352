using HeyGem.Core.Errors;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Segments;

/// <summary>The segments of one clip that wait to be drawn. Thread-safe.</summary>
public interface ISegmentOrder
{
    /// <summary>
    /// Names all that decides the pixels, 64 lower-case hexadecimal digits: whoever draws by the same key draws the same to the bit.
    /// </summary>
    string Key { get; }

    /// <summary>What must be equal where it is drawn, such as <c>mesh.0123456789abcdef</c>: the engine, and a digest of program, ffmpeg and
    /// models.</summary>
    string Lane { get; }

    /// <summary>What the render belongs to, in the words of whoever asked for it: an item's id, or empty.</summary>
    string Item { get; }

    /// <summary>The clip's name, fit to show.</summary>
    string Clip { get; }

    /// <summary>The segments in frames of the result, without gaps.</summary>
    IReadOnlyList<FrameRange> Segments { get; }

    /// <summary>The most that a segment's file can have, bytes: its frames as they are before encoding, and some room.</summary>
    long MostBytes(int index);

    /// <summary>About what one call of <see cref="DrawHereAsync"/> takes of the memory while it draws, bytes.</summary>
    long LaneBytes { get; }

    /// <summary>Whether a segment is done; it then survives a power cut.</summary>
    bool IsDone(int index);

    /// <summary>All that another machine needs to draw the same.</summary>
    /// <param name="cancellationToken">Stops the hashing.</param>
    /// <returns>Null where something of it is not on the disk.</returns>
    Task<SegmentDrawing?> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>Takes a segment that was drawn elsewhere: reads the file back, and notes it where it holds what is said of it.</summary>
    /// <param name="index">The segment.</param>
    /// <param name="file">Its file, which is moved away or removed.</param>
    /// <param name="note">What is said of it, as the one that drew it wrote it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>False where the segment was done already: it counts once.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FarmResultWrong"/>; or the disk refuses.</exception>
    Task<bool> AcceptAsync(int index, string file, ReadOnlyMemory<byte> note, CancellationToken cancellationToken);

    /// <summary>
    /// Draws segments in this process: from one that is missing to the last before one that is there. Several calls at a time draw
    /// different segments.
    /// </summary>
    /// <param name="first">The first of them.</param>
    /// <param name="most">No more than so many.</param>
    /// <param name="lane">Asked before each of the others, and told each frame.</param>
    /// <param name="cancellationToken">Stops the drawing.</param>
    /// <exception cref="HeyGemException">A tool died, or the disk refuses.</exception>
    Task DrawHereAsync(int first, int most, DrawingLane lane, CancellationToken cancellationToken);
}

/// <summary>What a clip is drawn from.</summary>
public sealed record SegmentDrawing
{
    /// <summary>What is rendered, with the paths of this machine.</summary>
    public required RenderSpec Spec { get; init; }

    /// <summary>The files of the spec that decide pixels, each with the name of what is inside it.</summary>
    public required IReadOnlyDictionary<string, string> Media { get; init; }

    /// <summary>The files of the cache that the clip was planned from: face track, references, voice.</summary>
    public required IReadOnlyList<string> Analyses { get; init; }

    /// <summary>A digest of what the plan does to every frame.</summary>
    public required string Plan { get; init; }
}
