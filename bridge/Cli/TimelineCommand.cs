using System.CommandLine;
using System.Globalization;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Storage;
using HeyGem.Core.Timelines;
using HeyGem.Core.Timelines.Files;
using HeyGem.Core.Timing;

namespace HeyGem.Bridge.Cli;

/// <summary><c>heygem timeline</c>: renders clips of a timeline file and writes a new one with the renders above them.</summary>
internal static class TimelineCommand
{
    public static Command Create()
    {
        var command = new Command("timeline", "Renders clips of a timeline file and writes a new timeline with the renders above them.");
        var options = new TimelineOptions();
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, options, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, TimelineOptions options, CancellationToken cancellationToken)
    {
        using var view = RenderView.For(parsed.GetValue(options.Json));
        TimelineOrder order;
        TimelineFile file;
        Selection selection;
        try
        {
            order = options.Read(parsed);
            file = TimelineFiles.Open(order.Cut, order.Roots);
            selection = Select(file.Timeline, order);
        }
        catch (HeyGemException e)
        {
            view.Failed(null, e);
            return e.Code == ErrorCode.ArgumentInvalid ? ExitCode.BadArguments : ExitCode.SomeFailed;
        }

        view.Listed(file.Timeline, selection);
        if (parsed.GetValue(options.DryRun))
        {
            return ExitCode.Done;
        }

        return selection.Clips.Count == 0 ? ExitCode.SomeFailed : await RenderCommand.WithToolsAsync(
            render => RenderAllAsync(render, file, selection, order, view, cancellationToken), view, cancellationToken);
    }

    /// <summary>What of a timeline is rendered. What a timeline of ours placed is known by its name.</summary>
    internal static Selection Select(Timeline timeline, TimelineOrder order)
    {
        var options = new SelectionOptions
        {
            Voice = order.Voice,
            Handles = order.Handles,
            SequenceFrame = timeline.Frame,
            Audio = [.. timeline.Items(TrackKind.Audio)],
            IsOwnRender = OutputNaming.IsResult,
        };
        return SelectionRules.Select(order.Choose(timeline), options);
    }

    /// <summary>Renders one clip after the other; whatever ends one, the next is begun. Then writes the timeline with what there
    /// is.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RenderAllAsync(
        RenderItem render, TimelineFile file, Selection selection, TimelineOrder order, RenderView view,
            CancellationToken cancellationToken)
    {
        OutputFolder.EnsureWritable(order.Renders);
        var placed = 0;
        List<RenderSpec> specs =
            [.. selection.Clips.Select(c => TimelineSpec.Of(c, order.Renders) with { Engine = order.Engine, Format = order.Format })];
        var exit = await RenderCommand.RenderAllAsync(render, specs, view, (i, result) =>
        {
            file.Add(Placed(selection.Clips[i], result));
            placed++;
        }, cancellationToken);
        if (placed > 0)
        {
            view.Written(file.Save(order.Output), placed);
        }

        return exit;
    }

    private static PlacedRender Placed(ClipSelection clip, RenderResult result)
    {
        var report = result.Report;
        return new PlacedRender
        {
            Clip = clip,
            Path = result.OutputPath,
            Rate = FrameRate.TryParse(report.Fps, out var rate)
                ? rate : throw new InvalidOperationException($"The rate {report.Fps} is none."),
            Frames = report.Frames,
            Width = report.Width,
            Height = report.Height,
            Note = string.Create(
                CultureInfo.InvariantCulture,
                $"Mouth rendered in {report.FramesRendered} of {report.Frames} frames by {report.Engine}. Effects, transform and opacity " +
                $"are the original's; its links and markers stay with it."),
        };
    }
}
