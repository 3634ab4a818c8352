using System.Globalization;
using System.Text;
using HeyGem.Core.Render;
using Spectre.Console.Rendering;

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
    public static string Cut(string text, int cells) =>
        CellsOf(text) <= cells ? text : Segment.Truncate(new Segment(text), cells - 1)?.Text + "…";

    /// <summary>How many cells of a terminal a text takes: two for what East Asian scripts write and for pictures.</summary>
    public static int CellsOf(string text) => new Segment(text).CellCount();

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
