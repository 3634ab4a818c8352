using System.Globalization;
using HeyGem.Core.Errors;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Timelines;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Placement;

/// <summary>A finished render as a timeline takes it.</summary>
public static class TimelinePlacement
{
    /// <summary>The render of a clip, with a sentence that says what of it is new.</summary>
    /// <param name="clip">The clip that was rendered.</param>
    /// <param name="path">The finished file.</param>
    /// <param name="report">What the render did.</param>
    public static PlacedRender Of(ClipSelection clip, string path, RenderReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new PlacedRender
        {
            Clip = clip,
            Path = path,
            Rate = FrameRate.TryParse(report.Fps, out var rate)
                ? rate : throw new InvalidOperationException($"The rate {report.Fps} is none."),
            Frames = report.Frames,
            Width = report.Width,
            Height = report.Height,
            Note = string.Create(
                CultureInfo.InvariantCulture,
                $"Mouth rendered in {report.FramesRendered} of {Counted.Of(report.Frames, "frame")} by {report.Engine}. Effects, " +
                $"transform and opacity are the original's; its links and markers stay with it."),
        };
    }
}
