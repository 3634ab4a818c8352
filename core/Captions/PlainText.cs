using HeyGem.Core.Timing;

namespace HeyGem.Core.Captions;

/// <summary>Text without times: what is to be said, a line after the other.</summary>
internal static class PlainText
{
    /// <summary>A cue for each line that is not blank.</summary>
    public static IReadOnlyList<Cue> Cues(string text) =>
    [
        .. text.ReplaceLineEndings("\n").Split('\n')
            .Select((line, i) => (Text: string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), Line: i + 1))
            .Where(line => line.Text.Length > 0)
            .Select(line => new Cue(MediaTime.Zero, MediaTime.Zero, line.Text, null) { Line = line.Line, IsUntimed = true }),
    ];
}
