using System.Globalization;
using HeyGem.Core.Errors;
using HeyGem.Core.Render.Report;

namespace HeyGem.Bridge.Cli.Views;

/// <summary>Says which frames of a result are the source's own, and why.</summary>
internal static class KeptFrames
{
    private const int MostRanges = 6;

    /// <summary>A line a reason, such as <c>kept 9 frames, the mouth is covered: 3-8, 20-22</c>; both ends are in.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<KeptRange> ranges) => ranges.GroupBy(r => r.Reason).Select(reason =>
    {
        var shown = string.Join(", ", reason.Take(MostRanges).Select(r => r.End - r.Start == 1 ? $"{r.Start}" : $"{r.Start}-{r.End - 1}"));
        var more = reason.Count() > MostRanges ? $" and {reason.Count() - MostRanges} more" : string.Empty;
        return $"kept {Counted.Of(reason.Sum(r => r.End - r.Start), "frame")}, {Why(reason.Key)}: {shown}{more}";
    });

    /// <summary>A line a moment that is worth a look, such as <c>look at 0:04.2, part of the mouth is covered</c>.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<ReportMoment> moments) => moments.Select(moment =>
    {
        var at = TimeSpan.FromSeconds(moment.Seconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"look at {(int)at.TotalMinutes}:{at.Seconds:00}.{at.Milliseconds / 100} (frame {moment.Frame}), {Why(moment.Reason)}");
    });

    /// <summary>Who speaks when, such as <c>a.wav drives left: frames 0-52, 80-120 (94 of 94)</c>; both ends are in.</summary>
    public static string LineOf(ReportSpeaker speaker)
    {
        var shown = string.Join(", ", speaker.Ranges.Take(MostRanges).Select(r => $"{r.Start}-{r.End - 1}"));
        var more = speaker.Ranges.Count > MostRanges ? $" and {speaker.Ranges.Count - MostRanges} more" : string.Empty;
        var frames = speaker.Ranges.Count == 0 ? "in no frame" : $"in frames {shown}{more}";
        var drawn = $"{speaker.FramesRendered} of {speaker.FramesSpoken} drawn";
        return $"{speaker.Voice} drives {speaker.Person ?? speaker.Face} {frames} ({drawn})";
    }

    private static string Why(string reason) => reason switch
    {
        "no_face" => "no face is seen",
        "other_person" => "another person is seen",
        "occluded" => "the mouth is covered",
        "turned" => "the face is turned too far",
        "small" => "the face is too small",
        "no_lip_sync" => "no lip-sync is asked for",
        "partly_covered" => "part of the mouth is covered",
        "far_turned" => "the face is turned far",
        "blurred" => "the mouth is blurred",
        _ => reason,
    };
}
