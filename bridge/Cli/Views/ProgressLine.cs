using System.Globalization;
using System.Text;
using HeyGem.Core.Render;

namespace HeyGem.Bridge.Cli.Views;

/// <summary>
/// The one line that a terminal shows while something works. It is never wider than the terminal: a line that wraps cannot be drawn over,
/// and each step would add one.
/// </summary>
internal static class ProgressLine
{
    private const int BarCells = 24;

    /// <summary>Fewer cells of a title than this say nothing.</summary>
    private const int LeastTitle = 8;

    // What East Asian scripts and pictures take two cells for, first and last code point.
    private static readonly (int First, int Last)[] _wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60),
        (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>How far a render is.</summary>
    /// <param name="title">What is rendered; cut where the line would be too wide.</param>
    /// <param name="value">How far it is.</param>
    /// <param name="cells">How many cells the line may take.</param>
    public static string Of(string title, RenderProgress value, int cells)
    {
        var filled = (int)(value.Fraction * BarCells);
        var rest = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture,
            $"  {new string('█', filled)}{new string('░', BarCells - filled)} {value.Fraction * 100,3:0} %  {Word(value.Stage)}"));
        if (value.FramesPerSecond > 0)
        {
            rest.Append(CultureInfo.InvariantCulture, $"  {value.FramesPerSecond:0} frames/s");
        }

        if (value.TimeLeft is { } left)
        {
            rest.Append($"  {Clock(left)} left");
        }

        return Cut(Cut(title, Math.Max(LeastTitle, cells - rest.Length)) + rest, cells);
    }

    /// <summary>A text in at most so many cells; what is left out at its end is an ellipsis.</summary>
    public static string Cut(string text, int cells)
    {
        if (CellsOf(text) <= cells)
        {
            return text;
        }

        var (kept, taken) = (new StringBuilder(), 1);
        foreach (var rune in text.EnumerateRunes())
        {
            taken += CellsOf(rune);
            if (taken > cells)
            {
                break;
            }

            kept.Append(rune);
        }

        return kept.Append('…').ToString();
    }

    /// <summary>How many cells of a terminal a text takes.</summary>
    public static int CellsOf(string text) => text.EnumerateRunes().Sum(CellsOf);

    private static int CellsOf(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0
        : Array.Exists(_wide, range => rune.Value >= range.First && rune.Value <= range.Last) ? 2 : 1;

    private static string Clock(TimeSpan left) => left < TimeSpan.FromHours(1)
        ? left.ToString("m\\:ss", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{(long)left.TotalHours}:{left:mm\\:ss}");

    private static string Word(RenderStage stage) => stage switch
    {
        RenderStage.Probe => "reading",
        RenderStage.Faces => "finding the face",
        RenderStage.Voice => "listening",
        RenderStage.Draw => "rendering",
        _ => "finishing",
    };
}
