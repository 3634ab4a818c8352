using System.Globalization;
using System.Text;
using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Timelines;

namespace HeyGem.Bridge.Cli;

/// <summary>A bar that redraws its line on a terminal; in a pipe, one line a clip.</summary>
internal sealed class TextRenderView : RenderView
{
    private const int BarCells = 24;

    private readonly bool _terminal = !Console.IsOutputRedirected;
    private readonly Lock _gate = new();
    private string _title = string.Empty;
    private int _drawn;

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
        foreach (var line in KeptFrames.Lines(report.KeptRanges))
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
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(r => DisplayText(r[i]).Length)).ToArray();
        foreach (var row in rows)
        {
            Line(string.Join("  ", row.Select((cell, i) => DisplayText(cell).PadRight(widths[i]))).TrimEnd());
        }

        foreach (var note in timeline.Notes)
        {
            Line($"note: {DisplayText(note)}");
        }
    }

    public override void Written(string path, int placed) =>
        Line($"timeline {DisplayText(path)}  ({placed} {(placed == 1 ? "clip" : "clips")})");

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
