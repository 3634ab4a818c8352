using HeyGem.Core.Render.Report;

namespace HeyGem.Bridge.Cli;

/// <summary>Says which frames of a result are the source's own, and why.</summary>
internal static class KeptFrames
{
    private const int MostRanges = 6;

    /// <summary>A line a reason, such as <c>kept 9 frames, the mouth is covered: 3-8, 20-22</c>; both ends are in.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<KeptRange> ranges) => ranges.GroupBy(r => r.Reason).Select(reason =>
    {
        var shown = string.Join(", ", reason.Take(MostRanges).Select(r => r.End - r.Start == 1 ? $"{r.Start}" : $"{r.Start}-{r.End - 1}"));
        var more = reason.Count() > MostRanges ? $" and {reason.Count() - MostRanges} more" : string.Empty;
        return $"kept {reason.Sum(r => r.End - r.Start)} frames, {Why(reason.Key)}: {shown}{more}";
    });

    private static string Why(string reason) => reason switch
    {
        "no_face" => "no face is seen",
        "occluded" => "the mouth is covered",
        "turned" => "the face is turned too far",
        "small" => "the face is too small",
        _ => reason,
    };
}
