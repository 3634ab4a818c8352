using HeyGem.Core.Timing;

namespace HeyGem.Core.Timelines.Edl;

/// <summary>What an event tells of its source, and how its source times are counted.</summary>
internal static class EdlSource
{
    /// <summary>The file that an event means: by its path, by the name of its clip, or by its reel.</summary>
    public static string? FileOf(EdlEvent one) =>
        one.Comment("SOURCE FILE", "SOURCE FILE PATH") ?? ClipNameOf(one)
        ?? (one.Reel.Equals("AX", StringComparison.OrdinalIgnoreCase) ? null : one.Reel);

    /// <summary>The name that people know an event by.</summary>
    public static string NameOf(EdlEvent one) => ClipNameOf(one) ?? (FileOf(one) is { } file ? file.Split('/', '\\')[^1] : one.Reel);

    /// <summary>An event that begins with a dissolve names both clips: it shows the second.</summary>
    private static string? ClipNameOf(EdlEvent one) => one.IsCut
        ? one.Comment("FROM CLIP NAME", "CLIP NAME", "FROM CLIP NAME IS")
        : one.Comment("TO CLIP NAME", "TO CLIP NAME IS", "FROM CLIP NAME");

    /// <summary>
    /// The part of its file that an event shows. Source times count frames of the file where file and list have one nominal rate. Where
    /// they differ, lists count the source in either: as many frames as on the record are frames of the list, all else is frames of the
    /// file.
    /// </summary>
    public static TickRange Of(EdlEvent one, TickRange span, FrameRate rate, MediaClock clock)
    {
        var frame = Ticks.FrameOf(clock.Rate);
        if (CountsAsRecord(one, span, rate, clock))
        {
            var start = Ticks.StartOf(Frames(one.Times[0]!.Value, rate), rate) - Ticks.StartOf(clock.StartFrame, clock.Rate);
            return new TickRange(start, start + span.Length);
        }

        var (first, last) = (Frames(one.Times[0]!.Value, clock.Rate), Frames(one.Times[1]!.Value, clock.Rate));
        return new TickRange((first - clock.StartFrame) * frame, (last - clock.StartFrame) * frame);
    }

    /// <summary>Whether an event counts a source of another rate in frames of the list.</summary>
    public static bool CountsAsRecord(EdlEvent one, TickRange span, FrameRate rate, MediaClock clock) =>
        Nominal(rate) != Nominal(clock.Rate)
        && Frames(one.Times[1]!.Value, rate) - Frames(one.Times[0]!.Value, rate) == Ticks.NearestFrame(span.Length, Ticks.FrameOf(rate));

    private static long Nominal(FrameRate rate) => (rate.Numerator + rate.Denominator - 1) / rate.Denominator;

    /// <summary>Drop-frame in the list's own counting says nothing of a source whose rate has none.</summary>
    private static long Frames(Timecode time, FrameRate rate)
    {
        var counted = time.ExistsAt(rate) ? time : time with { DropFrame = false };
        return counted.ExistsAt(rate) ? counted.ToFrames(rate) : (counted with { Frames = 0 }).ToFrames(rate);
    }
}
