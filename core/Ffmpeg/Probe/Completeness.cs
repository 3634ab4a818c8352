using System.Globalization;
using FFMpegCore;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>
/// What of a clip is not there. Its end is known from the container's own count or length, from the file's structure and from its packets;
/// where they part by more than the rounding of the container's clock, the rest is missing. What lies between, and cannot be decoded, shows
/// only in decoding.
/// </summary>
internal sealed record Completeness
{
    /// <summary>A length that is only the whole file's is the wall clock's where a browser recorded, seconds.</summary>
    private const double LengthOfFileSlack = 0.5, LengthOfFlashSlack = 0.1;

    /// <summary>Frames after the last readable one.</summary>
    public long Missing { get; private init; }

    /// <summary>Whether more may be missing: the file is cut, and nothing in it says how long it was.</summary>
    public bool IsAtLeast { get; private init; }

    /// <summary>Frames in the middle whose pictures the file lacks.</summary>
    public IReadOnlyList<FrameRange> Holes { get; private init; } = [];

    /// <summary>Whether the ends of all streams are needed, because the container states the length of the file alone.</summary>
    public static bool NeedsAllStreams(StreamReport report, FFProbeStream stream) =>
        report.Container == "flv" || (report.Container == "matroska,webm" && StatedEnd(stream) is null && report.DurationSeconds > 0);

    /// <summary>Compares the sides.</summary>
    /// <param name="path">The file.</param>
    /// <param name="report">What its header says.</param>
    /// <param name="stream">What the header says of the picture.</param>
    /// <param name="scan">The picture's packets.</param>
    /// <param name="timeline">Its pictures, from the start of the file.</param>
    /// <param name="rate">The rate that they are laid on.</param>
    public static Completeness Of(
        string path, StreamReport report, FFProbeStream stream, PacketScan scan, SourceTimeline timeline, FrameRate rate)
    {
        var holes = Holed(report.Container, scan, timeline, rate);
        var held = holes.Sum(hole => hole.Count);

        // AVI counts the pictures that its camera left out; they have a place in time and no packet.
        var present = report.Container == "avi" ? timeline.FrameOf(timeline.Count - 1, rate) + 1 : scan.Packets + scan.Trimmed + held;
        var missing = Math.Max(Frames(stream) - present, 0) + scan.CutPackets;
        missing = Math.Max(missing, MissingByLength(report, stream, scan, timeline, rate, present));
        var cut = missing == 0 && IsCut(path, report.Container, stream, scan);
        return new Completeness { Missing = cut ? 1 : missing, IsAtLeast = cut, Holes = holes };
    }

    private static long MissingByLength(
        StreamReport report, FFProbeStream stream, PacketScan scan, SourceTimeline timeline, FrameRate rate, long present)
    {
        if (report.Container == "mxf")
        {
            return Math.Max(0, (long)Math.Round(StreamReport.Seconds(stream.Duration) * rate.PerSecond) - present);
        }

        if (timeline.IsCounted || report.Container is not ("flv" or "matroska,webm"))
        {
            return 0;
        }

        var shown = scan.LastDuration > 0 ? scan.LastDuration * SecondsOf(timeline.TimeBase) : 1 / rate.PerSecond;
        var end = timeline.SecondsOf(timeline.Count - 1) + shown;
        if (StatedEnd(stream) is { } stated)
        {
            return Math.Max(0, (long)Math.Round((stated - end) * rate.PerSecond));
        }

        var slack = report.Container == "flv" ? LengthOfFlashSlack : LengthOfFileSlack;
        var last = report.Streams.Max(other => scan.EndOf(other.Index) * SecondsOf(StreamReport.TimeBase(other)));
        return report.DurationSeconds - Math.Max(end, last) > slack
            ? Math.Max(0, (long)Math.Round((report.DurationSeconds - end) * rate.PerSecond)) : 0;
    }

    /// <summary>Whether an MP4's header counts more pictures than were listed: missing ones, or ones outside its edit list.</summary>
    public static bool NeedsTrimmed(StreamReport report, FFProbeStream stream, PacketScan scan) =>
        report.Container.StartsWith("mov,", StringComparison.Ordinal) && Frames(stream) > scan.Packets;

    private static long Frames(FFProbeStream stream) => StreamReport.Long(StreamReport.Text(stream, "nb_frames"));

    private static double SecondsOf(Fraction unit) => unit.IsPositive ? (double)unit.Numerator / unit.Denominator : 0;

    /// <summary>
    /// Matroska's tag of the stream's end on the file's time line; what other programs write there leaves the start out, so that it is
    /// never late.
    /// </summary>
    private static double? StatedEnd(FFProbeStream stream)
    {
        // Hours, minutes and seconds with nine decimals, of which a TimeSpan takes seven.
        var text = StreamReport.Tag(stream.Tags, "DURATION");
        return text?.Length > 16 && TimeSpan.TryParse(text.AsSpan(0, 16), CultureInfo.InvariantCulture, out var end)
            ? end.TotalSeconds : null;
    }

    private static bool IsCut(string path, string container, FFProbeStream stream, PacketScan scan) =>
        (container.StartsWith("mov,", StringComparison.Ordinal) ? Frames(stream) == 0
            && ContainerEnd.IsCut(path, container) : ContainerEnd.IsCut(path, container))
        || scan.ErrorTail.Any(line => line.Contains("File ended prematurely", StringComparison.Ordinal));

    /// <summary>
    /// Jumps in an even time line. Broadcast containers have no others than losses; in those that may leave pictures out, a jump counts
    /// where the reader of the container complained. A stream with many jumps varies in rate.
    /// </summary>
    private static List<FrameRange> Holed(string container, PacketScan scan, SourceTimeline timeline, FrameRate rate)
    {
        List<FrameRange> holes = [];
        var complained = container is "matroska,webm" or "flv"
            && scan.ErrorTail.Any(line => line.StartsWith($"[{container} @", StringComparison.Ordinal));
        if (timeline.IsCounted || !(complained || container is "mpegts" or "mpeg" or "mxf"))
        {
            return holes;
        }

        for (var i = 1; i < timeline.Count; i++)
        {
            var (before, after) = (timeline.FrameOf(i - 1, rate), timeline.FrameOf(i, rate));
            if (after - before > 1)
            {
                holes.Add(new FrameRange(before + 1, after - before - 1));
            }
        }

        return holes.Count <= Math.Max(8, timeline.Count / 10) ? holes : [];
    }
}
