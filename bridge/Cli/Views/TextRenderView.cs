using System.Globalization;
using System.Text;
using HeyGem.Core.Dubbing;
using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Timelines;

namespace HeyGem.Bridge.Cli.Views;

/// <summary>A bar that redraws its line on a terminal; in a pipe, one line a clip.</summary>
internal sealed class TextRenderView : RenderView
{
    private const int BarCells = 24;

    private readonly bool _terminal = !Console.IsOutputRedirected;
    private readonly Lock _gate = new();
    private string _title = string.Empty;
    private int _drawn;

    public override void Watching(string folder) => Line($"watching {DisplayText(folder)}; Ctrl+C ends it");

    public override void Begin(string clip, int number, int count) =>
        _title = count > 1 ? $"{number}/{count} {Path.GetFileName(clip)}" : Path.GetFileName(clip);

    public override void Report(RenderProgress value)
    {
        if (!_terminal)
        {
            return;
        }

        var filled = (int)(value.Fraction * BarCells);
        var line = new StringBuilder(
            $"{DisplayText(_title)}  {new string('█', filled)}{new string('░', BarCells - filled)} {value.Fraction,4:P0}  " +
            $"{Word(value.Stage)}");
        if (value.FramesPerSecond > 0)
        {
            line.Append(CultureInfo.InvariantCulture, $"  {value.FramesPerSecond:0} frames/s");
        }

        if (value.TimeLeft is { } left)
        {
            line.Append(CultureInfo.InvariantCulture, $"  {left:m\\:ss} left");
        }

        Draw(line.ToString());
    }

    public override void Completed(string clip, RenderResult result)
    {
        var report = result.Report;
        var kept = report.FramesKept > 0 ? $", {report.FramesKept} kept as they were" : string.Empty;
        var word = report.FramesKept == report.Frames ? "unchanged" : "done   ";
        Line($"{word} {DisplayText(Path.GetFileName(clip))} -> {DisplayText(result.OutputPath)}  ({report.Frames} frames{kept}, " +
            $"{report.Seconds.Total:0.0} s)");
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
            Line($"        note: {DisplayText(warning)}");
        }
    }

    public override void Failed(string? clip, HeyGemException error)
    {
        var what = clip is null ? string.Empty : $"{DisplayText(Path.GetFileName(clip))}: ";
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
        Line($"timeline {DisplayText(path)}  ({placed} {(placed == 1 ? "clip" : "clips")})");

    public override void Speaking(string language, int done, int count)
    {
        if (_terminal)
        {
            Draw($"{DisplayText(language)}  speaking cue {done} of {count}");
        }
    }

    public override void Spoken(DubTrack track)
    {
        var (cues, script) = (track.Cues, track.Script);
        var fitting = cues.Count(c => c.Outcome == CueOutcome.Fits);
        Line($"{DisplayText(script.Language)}: {cues.Count} cues of {DisplayText(Path.GetFileName(script.Captions.Path))}, " +
            $"{fitting} in their places");
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
        foreach (var cue in cues.Where(c => c.Outcome == CueOutcome.AfterClip))
        {
            Line($"  {language} cue {cue.Number}: {cue.Advice}");
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

    private static string Word(RenderStage stage) => stage switch
    {
        RenderStage.Probe => "reading",
        RenderStage.Faces => "finding the face",
        RenderStage.Voice => "listening",
        RenderStage.Draw => "rendering",
        _ => "finishing",
    };

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

            Console.Out.Write('\r' + line.PadRight(_drawn) + (line.Length == 0 ? "\r" : string.Empty));
            _drawn = line.Length;
        }
    }
}
