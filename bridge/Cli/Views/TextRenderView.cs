using System.Globalization;
using HeyGem.Core.Dubbing;
using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Timelines;

namespace HeyGem.Bridge.Cli.Views;

/// <summary>A bar that redraws its line on a terminal; in a pipe, one line a clip.</summary>
/// <param name="advice">What may be done about a warning.</param>
internal sealed class TextRenderView(OptionAdvice advice) : RenderView
{
    private readonly bool _terminal = !Console.IsOutputRedirected;
    private readonly Lock _gate = new();
    private string _title = string.Empty;
    private int _drawn;

    // A full last cell makes some terminals begin a new line; one that does not tell its width takes all.
    private static int Cells => Console.WindowWidth is > 1 and var width ? width - 1 : int.MaxValue;

    public override void Watching(string folder) => Line($"watching {DisplayText(folder)}; Ctrl+C ends it");

    public override void Begin(string clip, int number, int count) =>
        _title = count > 1 ? $"{number}/{count} {NameOf(clip)}" : NameOf(clip);

    public override void Report(RenderProgress value)
    {
        if (!_terminal)
        {
            return;
        }

        Draw(ProgressLine.Of(DisplayText(_title), value, Cells));
    }

    public override void Completed(string clip, RenderResult result)
    {
        var report = result.Report;
        var kept = report.FramesKept > 0 ? $", {report.FramesKept} kept as they were" : string.Empty;
        var word = report.FramesKept == report.Frames ? "unchanged" : "done   ";
        Line($"{word} {DisplayText(NameOf(clip))} -> {DisplayText(result.OutputPath)}  " +
            $"({Counted.Of(report.Frames, "frame")}{kept}, {report.Seconds.Total:0.0} s)");
        foreach (var speaker in report.Speakers)
        {
            Line($"        {DisplayText(KeptFrames.LineOf(speaker))}");
        }

        foreach (var line in KeptFrames.Lines(report.KeptRanges))
        {
            Line($"        {line}");
        }

        foreach (var line in KeptFrames.Lines(report.Moments))
        {
            Line($"        {line}");
        }

        foreach (var warning in report.Warnings)
        {
            Line($"        note: {DisplayText(advice.Told(warning))}");
        }
    }

    public override void Failed(string? clip, HeyGemException error)
    {
        var what = clip is null ? string.Empty : $"{DisplayText(NameOf(clip))}: ";
        Line($"failed  {what}{DisplayText(error.Message)} [{error.Code.WireName()}]", Console.Error);
        Line($"        {DisplayText(error.Hint)}", Console.Error);
    }

    public override void Interrupted() => Line("stopped  nothing half-made was left", Console.Error);

    public override void Listed(Timeline timeline, Selection selection)
    {
        List<string[]> rows = [["", "at", "track", "frames", "clip", "voice"]];
        rows.AddRange(selection.Clips.Select(clip => (string[])
            ["render", timeline.TimecodeAt(clip.Span.Start), clip.Original.TrackLabel, $"{clip.Span.Length / timeline.Frame}",
                clip.Original.Name, string.Join("; ", clip.Notes.Select(n => n.Sentence()).Prepend(VoiceOf(clip.Voice)))]));
        rows.AddRange(selection.Skipped.Select(one => (string[])
            ["leave", timeline.TimecodeAt(one.Original.Span.Start), one.Original.TrackLabel,
                $"{one.Original.Span.Length / timeline.Frame}", one.Original.Name, Why(one)]));
        Table(rows);

        foreach (var note in timeline.Notes)
        {
            Line($"note: {DisplayText(note)}");
        }
    }

    public override void Written(string path, int placed) =>
        Line($"timeline {DisplayText(path)}  ({Counted.Of(placed, "clip")})");

    public override void Speaking(string language, int done, int count)
    {
        if (_terminal)
        {
            Draw(ProgressLine.Cut($"{DisplayText(language)}  speaking cue {done} of {count}", Cells));
        }
    }

    public override void Spoken(DubTrack track)
    {
        var (cues, script) = (track.Cues, track.Script);
        var fitting = cues.Count(c => c.Outcome == CueOutcome.Fits);
        Line($"{DisplayText(script.Language)}: {Counted.Of(cues.Count, "cue")} of {DisplayText(Path.GetFileName(script.Captions.Path))}, " +
            $"{fitting} in {(cues.Count == 1 ? "its place" : "their places")}");
        foreach (var note in script.Captions.Notes)
        {
            Line($"  note: {(note.Line > 0 ? $"line {note.Line}: " : string.Empty)}{note.Sentence}");
        }

        List<string[]> rows = [["", "cue", "at", "place", "natural", "pace", "voice", "speaker", "text"]];
        rows.AddRange(cues.Select(c => (string[])
            [Word(c.Outcome), $"{c.Number}", Seconds(c.Start), Seconds(c.PlaceEnd - c.Start), Seconds(c.NaturalSeconds), Seconds(c.Speed),
                c.Voice, c.Cue.Speaker ?? string.Empty, Short(c.Advice is null ? c.Cue.Text : $"{c.Advice} {c.Cue.Text}")]));
        Table(rows);
    }

    public override void Dubbed(string clip, string language, DubFiles files, IReadOnlyList<DubCue> cues)
    {
        foreach (var cue in cues)
        {
            Line($"        {DisplayText(language)} cue {cue.Number}: {cue.Advice}");
        }

        foreach (var file in new[] { files.Voice, files.Mix, files.Captions }.OfType<string>())
        {
            Line($"beside  {DisplayText(file)}");
        }
    }

    public override void Dispose()
    {
        Draw(string.Empty);
        base.Dispose();
    }

    // A file name may hold control characters; a terminal must not obey them.
    private static string DisplayText(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is >= '\u202A' and <= '\u202E' ? '\uFFFD' : c));

    private static string VoiceOf(VoiceRange voice) =>
        voice.Pieces.Count > 1 ? $"{voice.Name} and others, {voice.Pieces.Count} pieces" : voice.Name;

    private static string Why(SkippedClip one) => one.Reason == SkipReason.Offline
        ? $"{one.Reason.Sentence()}: {one.Original.Media!.Stated}" : one.Reason.Sentence();

    private static string Word(CueOutcome outcome) => outcome switch
    {
        CueOutcome.Fits => "fits",
        CueOutcome.RunsOver => "runs over",
        CueOutcome.Cut => "is cut",
        CueOutcome.Unspoken => "not spoken",
        _ => "after the clip",
    };

    private static string Seconds(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Short(string text) => text.Length > 100 ? text[..99] + "…" : text;

    private void Table(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(r => DisplayText(r[i]).Length)).ToArray();
        foreach (var row in rows)
        {
            Line(string.Join("  ", row.Select((cell, i) => DisplayText(cell).PadRight(widths[i]))).TrimEnd());
        }
    }

    private void Line(string text, TextWriter? writer = null)
    {
        Draw(string.Empty);
        lock (_gate)
        {
            (writer ?? Console.Out).WriteLine(text);
        }
    }

    private void Draw(string line)
    {
        lock (_gate)
        {
            if (!_terminal || (line.Length == 0 && _drawn == 0))
            {
                return;
            }

            var cells = ProgressLine.CellsOf(line);
            Console.Out.Write('\r' + line + new string(' ', Math.Max(0, _drawn - cells)) + (line.Length == 0 ? "\r" : string.Empty));
            _drawn = cells;
        }
    }

    /// <summary>Its name; that of a folder where one was given, with a slash at its end or without.</summary>
    private static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
}
