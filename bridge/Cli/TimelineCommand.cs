using System.CommandLine;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Cli.Views;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Render.Placement;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Storage;
using HeyGem.Core.Timelines;
using HeyGem.Core.Timelines.Files;

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
        using var view = RenderView.For(parsed.GetValue(options.Json), parsed.CommandResult.Command);
        TimelineOrder order;
        TimelineFile file;
        Selection selection;
        try
        {
            order = options.Read(parsed);
            file = TimelineFiles.Open(order.Cut, order.Roots, order.Rate);
            await TimelineClocks.TellAsync(file, RenderBackend.InspectHereAsync, cancellationToken);
            order = order with
            {
                Choice = await TimelineClocks.MeasuredAsync(order.Choice, RenderBackend.InspectHereAsync, cancellationToken),
            };
            selection = order.Choice.Of(file.Timeline);
            if (selection.Clips.Count + selection.Skipped.Count == 0)
            {
                throw order.Choice.NothingChosen(file.Timeline);
            }
        }
        catch (HeyGemException e)
        {
            view.Failed(null, e);
            return e.Code == ErrorCode.ArgumentInvalid ? ExitCode.BadArguments : ExitCode.SomeFailed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            view.Interrupted();
            return ExitCode.Interrupted;
        }

        view.Listed(file.Timeline, selection);
        if (parsed.GetValue(options.DryRun))
        {
            return ExitCode.Done;
        }

        return selection.Clips.Count == 0 ? ExitCode.SomeFailed : await RenderCommand.WithToolsAsync(
            render => RenderAllAsync(render, file, selection, order, view, cancellationToken), view, cancellationToken);
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
        try
        {
            return await RenderCommand.RenderAllAsync(render, specs, view, (i, result) =>
            {
                if (!file.Add(TimelinePlacement.Of(selection.Clips[i], result.OutputPath, result.Report)))
                {
                    var name = Path.GetFileName(result.OutputPath);
                    throw new HeyGemException(ErrorCode.RangeEmpty, $"{name} ends before a frame of the clip shows; it is not laid.");
                }

                placed++;
            }, cancellationToken);
        }
        finally
        {
            // Also after Ctrl+C: without it the hours that are rendered would lie in no timeline.
            if (placed > 0)
            {
                view.Written(file.Save(order.Output), placed);
            }
        }
    }
}
