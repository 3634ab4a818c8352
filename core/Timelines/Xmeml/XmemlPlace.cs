using System.Xml.Linq;

namespace HeyGem.Core.Timelines.Xmeml;

/// <summary>Where an item lies on its sequence.</summary>
/// <param name="Span">All of it, what transitions share with a neighbour included.</param>
/// <param name="Clear">The part outside transitions.</param>
/// <param name="Middle">The part up to the middle of each transition.</param>
internal sealed record XmemlPlace(TickRange Span, TickRange Clear, TickRange Middle)
{
    /// <summary>
    /// The place of an item. At a transition an end is written as -1 and lies where the transition begins, is in its middle or ends: where
    /// the item is as long as its part of the file.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="frame">Length of one frame of the sequence.</param>
    /// <param name="length">Length of its part of the file in ticks, or null where unknown.</param>
    /// <returns>Null where it has no times.</returns>
    public static XmemlPlace? Of(XElement item, long frame, long? length)
    {
        var (start, end) = (XmemlReader.Frames(item.Element("start")), XmemlReader.Frames(item.Element("end")));
        if (start is null || end is null)
        {
            return null;
        }

        var before = Transition(item.ElementsBeforeSelf().LastOrDefault());
        var after = Transition(item.ElementsAfterSelf().FirstOrDefault());
        var starts = start >= 0 ? [start.Value] : Ends(before, last: false);
        var ends = end >= 0 ? [end.Value] : Ends(after, last: true);
        if (starts.Length == 0 || ends.Length == 0)
        {
            return null;
        }

        var found = starts.SelectMany(s => ends.Select(e => (Start: s, End: e)))
            .MinBy(p => length is { } l ? Int128.Abs(((Int128)(p.End - p.Start) * frame) - l) : 0);
        var span = new TickRange(found.Start * frame, found.End * frame);
        var (clear, middle) = (span, span);
        if (before is { } lead && lead.End * frame > span.Start)
        {
            clear = clear with { Start = Math.Max(clear.Start, lead.End * frame) };
            middle = middle with { Start = Math.Max(middle.Start, (lead.Start + lead.End) / 2 * frame) };
        }

        if (after is { } tail && tail.Start * frame < span.End)
        {
            clear = clear with { End = Math.Min(clear.End, tail.Start * frame) };
            middle = middle with { End = Math.Min(middle.End, (tail.Start + tail.End) / 2 * frame) };
        }

        return new XmemlPlace(span, clear, middle);
    }

    private static (long Start, long End)? Transition(XElement? element)
    {
        var (start, end) = element?.Name.LocalName == "transitionitem"
            ? (XmemlReader.Frames(element.Element("start")), XmemlReader.Frames(element.Element("end"))) : (null, null);
        return start >= 0 && end >= start ? (start.Value, end.Value) : null;
    }

    private static long[] Ends((long Start, long End)? transition, bool last) => transition is not { } t ? []
        : last ? [t.End, (t.Start + t.End) / 2, t.Start] : [t.Start, (t.Start + t.End) / 2, t.End];
}
