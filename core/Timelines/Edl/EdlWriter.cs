using HeyGem.Core.Timing;

namespace HeyGem.Core.Timelines.Edl;

/// <summary>Turns an event with renders into the events that show them.</summary>
/// <param name="rate">The list's rate.</param>
/// <param name="roots">How files of this machine are named.</param>
/// <param name="first">The frame of the record that the timeline's 0 is.</param>
/// <param name="drop">Whether the record drops frames.</param>
internal sealed class EdlWriter(FrameRate rate, MediaRoots roots, long first, bool drop)
{
    /// <summary>What an event becomes, in the order of the record: its first piece keeps its comments, its last one what follows them.
    /// </summary>
    public IReadOnlyList<EdlPiece> Pieces(EdlEvent one, IReadOnlyList<PlacedRender> renders, MediaClock clock)
    {
        List<EdlPiece> pieces = [];
        var span = renders[0].Clip.Original.Span;
        var whole = renders.Count == 1 && renders[0].Clip.Span == span && one.AudioChannels.Length == 0;
        if (one.AudioChannels.Length > 0)
        {
            pieces.Add(new EdlPiece(
                one.Number, n => one.With(n, (one.Reel, one.AudioChannels), cut: true), [.. one.Below.Where(IsSource)]));
        }

        var at = span.Start;
        foreach (var render in renders)
        {
            var shown = render.Clip.Span;
            if (shown.Start > at)
            {
                pieces.Add(Original(one, new TickRange(at, shown.Start), span, clock, head: at == span.Start));
            }

            var times = Times(SourceOf(render, clock), shown, clock.Rate, clock.Start?.DropFrame == true);
            pieces.Add(new EdlPiece(whole ? one.Number : string.Empty, n => one.With(n, ("AX", "V"), cut: true, times), Below(render)));
            at = shown.End;
        }

        if (at < span.End)
        {
            pieces.Add(Original(one, new TickRange(at, span.End), span, clock, head: false));
        }

        for (var i = 0; i < pieces.Count; i++)
        {
            var (first, last) = (i == 0, i == pieces.Count - 1);
            pieces[i] = pieces[i] with
            {
                Below = [.. pieces[i].Below, .. one.Below.Where(l => IsLook(l) || (first && IsOther(l)) || (last && IsBetween(l)))],
            };
        }

        return pieces;
    }

    /// <summary>A part of the original that goes on being shown; its first part keeps the transition.</summary>
    private EdlPiece Original(
        EdlEvent one, TickRange part, TickRange span, MediaClock clock, bool head)
    {
        var asRecord = EdlSource.CountsAsRecord(one, span, rate, clock);
        var counted = asRecord ? rate : clock.Rate;
        var start = FramesOf(one.Times[0]!.Value, counted);
        var frame = Ticks.FrameOf(counted);
        var source = (start + Ticks.FrameAt(part.Start - span.Start, frame), start + Ticks.FrameAt(part.End - span.Start, frame));
        var drops = one.Times[0]!.Value.DropFrame && (one.Times[0]!.Value with { Frames = 10 }).ExistsAt(counted);
        var times = Times(source, part, counted, drops);
        return new EdlPiece(
            head && one.AudioChannels.Length == 0 ? one.Number : string.Empty, n => one.With(n, (one.Reel, "V"), !head, times),
            [.. one.Below.Where(IsSource)]);
    }

    /// <summary>Renders keep the timecode of their source.</summary>
    private static (long In, long Out) SourceOf(PlacedRender render, MediaClock clock)
    {
        var frame = Ticks.FrameOf(render.Rate);
        var begins = clock.Start is null ? 0 : clock.StartFrame + render.Clip.Range.InFrame;
        return (begins + Ticks.FrameAt(render.Clip.Range.Marks.Start, frame), begins + Ticks.FrameFrom(render.Clip.Range.Marks.End, frame));
    }

    private string[] Times((long In, long Out) source, TickRange record, FrameRate counted, bool sourceDrops)
    {
        string Of(long frame) => Timecode.FromFrames(frame, counted, sourceDrops).ToString();
        string On(long ticks) => Timecode.FromFrames(first + Ticks.NearestFrame(ticks, Ticks.FrameOf(rate)), rate, drop).ToString();
        return [Of(source.In), Of(source.Out), On(record.Start), On(record.End)];
    }

    private IReadOnlyList<string> Below(PlacedRender render) =>
    [
        $"* FROM CLIP NAME: {Path.GetFileName(render.Path)}",
        $"* SOURCE FILE: {FileUrl.Of(roots.Restate(render.Path), render.Clip.Original.Media?.Stated ?? string.Empty)}",
        $"* COMMENT: {render.Name}. {render.Note.ReplaceLineEndings(" ")}",
    ];

    private static bool IsSource(string line) => EdlEvent.NameOf(line) is "FROM CLIP NAME" or "FROM CLIP NAME IS" or "CLIP NAME"
        or "TO CLIP NAME" or "TO CLIP NAME IS" or "SOURCE FILE" or "SOURCE FILE PATH";

    /// <summary>Grades travel as comments.</summary>
    private static bool IsLook(string line) => line.TrimStart(' ', '*').StartsWith("ASC_", StringComparison.Ordinal);

    /// <summary>What stands between events: empty lines, and how the next ones count.</summary>
    private static bool IsBetween(string line) =>
        string.IsNullOrWhiteSpace(line) || line.TrimStart().StartsWith("FCM:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Comments that are no source and no look. A line of speed is left out: what is rendered has none.</summary>
    private static bool IsOther(string line) =>
        !IsSource(line) && !IsLook(line) && !IsBetween(line) && !line.TrimStart().StartsWith("M2", StringComparison.Ordinal);

    private static long FramesOf(Timecode time, FrameRate counted) =>
        (time.ExistsAt(counted) ? time : time with { DropFrame = false }).ToFrames(counted);
}

/// <summary>An event to write.</summary>
/// <param name="Number">The number of the event that it was; empty for a new one.</param>
/// <param name="Header">Its line, with a number.</param>
/// <param name="Below">The lines below it.</param>
internal sealed record EdlPiece(string Number, Func<string, string> Header, IReadOnlyList<string> Below);
