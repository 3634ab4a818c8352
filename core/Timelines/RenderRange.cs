namespace HeyGem.Core.Timelines;

/// <summary>The frames of a file that are rendered for one clip, counted from the file's first.</summary>
/// <param name="InFrame">The first frame.</param>
/// <param name="OutFrame">The first frame after them.</param>
/// <param name="HandleBefore">Extra frames really taken before the clip.</param>
/// <param name="HandleAfter">Extra frames really taken after it.</param>
/// <param name="Marks">Where the clip's own part lies in the rendered file, in ticks from its first frame.</param>
public sealed record RenderRange(long InFrame, long OutFrame, long HandleBefore, long HandleAfter, TickRange Marks)
{
    /// <summary>
    /// Every frame that shows during <paramref name="source"/>, and as many of the extra ones as the file has. A frame shows from its
    /// start to the next one's: a cut within a frame takes all of it.
    /// </summary>
    /// <param name="source">The clip's part of its file, in ticks.</param>
    /// <param name="frame">Length of a frame of the file in ticks.</param>
    /// <param name="duration">Length of the file in ticks; null where unknown, then only the start limits.</param>
    /// <param name="before">Extra frames wanted before.</param>
    /// <param name="after">Extra frames wanted after.</param>
    internal static RenderRange Of(TickRange source, long frame, long? duration, long before, long after)
    {
        var first = Ticks.FrameAt(source.Start, frame);
        var last = Ticks.FrameFrom(source.End, frame);
        var inFrame = Math.Max(0, first - before);
        var outFrame = duration is { } length ? Math.Min(Math.Max(last, Ticks.FrameAt(length, frame)), last + after) : last + after;
        var origin = inFrame * frame;
        return new RenderRange(
            inFrame, outFrame, first - inFrame, outFrame - last, new TickRange(source.Start - origin, source.End - origin));
    }
}
