using HeyGem.Core.Timing;

namespace HeyGem.Core.Captions;

/// <summary>
/// Reads the cues of SubRip and WebVTT. A cue is a line of times and the lines under it up to an empty one or to the next cue's times;
/// whatever else the file holds (numbers, names, styles, remarks) is passed over.
/// </summary>
/// <param name="notes">Told what was odd.</param>
internal sealed class CaptionReader(List<CaptionNote> notes)
{
    private const int MostNotes = 100;

    /// <summary>The cues in order of their beginnings.</summary>
    public IReadOnlyList<Cue> Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        List<Cue> cues = [];
        for (var i = 0; i < lines.Length; i++)
        {
            if (!CaptionTime.IsTimeLine(lines[i]))
            {
                continue;
            }

            var timed = i;
            var payload = Payload(lines, ref i);
            if (!CaptionTime.TryParse(lines[timed], out var start, out var end))
            {
                Note(timed, "The cue's times cannot be read; it was left out.");
            }
            else if (Placed(start, end, timed) is var (first, last))
            {
                var (spoken, speaker) = CueText.Of(payload);
                cues.Add(new Cue(first, last, spoken, speaker) { Line = timed + 1 });
            }
        }

        if (cues.Zip(cues.Skip(1)).Any(pair => pair.Second.Start < pair.First.Start))
        {
            Note(-1, "The cues are not in order of their times; they were sorted.");
        }

        // OrderBy keeps the file's order where two begin together.
        return [.. cues.OrderBy(c => c.Start)];
    }

    /// <summary>The lines of a cue; leaves <paramref name="i"/> on the last of them.</summary>
    private static List<string> Payload(string[] lines, ref int i)
    {
        List<string> payload = [];
        for (; i + 1 < lines.Length && lines[i + 1].Trim().Length > 0 && !CaptionTime.IsTimeLine(lines[i + 1]); i++)
        {
            payload.Add(lines[i + 1]);
        }

        // Some programs leave no empty line between cues: the number before the next cue's times is not said.
        if (i + 1 < lines.Length && CaptionTime.IsTimeLine(lines[i + 1]) && payload is [.., var last] && last.Trim().All(char.IsAsciiDigit))
        {
            payload.RemoveAt(payload.Count - 1);
        }

        return payload;
    }

    private (MediaTime Start, MediaTime End)? Placed(MediaTime start, MediaTime end, int line)
    {
        if (end < start)
        {
            Note(line, "The cue ends before it begins; its two times were exchanged.");
            (start, end) = (end, start);
        }

        if (end <= MediaTime.Zero && start < MediaTime.Zero)
        {
            Note(line, "The cue lies before the clip's start; it was left out.");
            return null;
        }

        if (start < MediaTime.Zero)
        {
            Note(line, "The cue begins before the clip's start; it begins at 0 instead.");
            start = MediaTime.Zero;
        }

        return (start, end);
    }

    /// <summary>A file of noise must not make a list of noise.</summary>
    private void Note(int line, string sentence)
    {
        if (notes.Count < MostNotes)
        {
            notes.Add(new CaptionNote(line + 1, sentence));
        }
    }
}
