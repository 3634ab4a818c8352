using System.CommandLine;
using System.Globalization;
using HeyGem.Bridge.Errors;
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

        try
        {
            OutputFolder.EnsureWritable(order.Renders);
            using var tools = selection.Clips.Count > 0 ? await RenderTools.LoadAsync(TimeProvider.System, cancellationToken) : null;
            RenderItem render = tools is null ? (_, _, _) => throw new InvalidOperationException() : new RenderPipeline(tools).RunAsync;
            return await RenderAllAsync(render, file, selection, order, view, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            view.Interrupted();
            return ExitCode.Interrupted;
        }
#pragma warning disable CA1031 // The last line of the command: what nobody foresaw is told with a code, never as a stack.
        catch (Exception e)
#pragma warning restore CA1031
        {
            view.Failed(null, UnexpectedFault.Of("Nothing can be rendered", e));
            return ExitCode.SomeFailed;
        }
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
            IsOwnRender = path => Path.GetFileNameWithoutExtension(path).Split(" (")[0]
                .EndsWith("_lipsync", StringComparison.OrdinalIgnoreCase),
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
        var placed = 0;
        for (var i = 0; i < selection.Clips.Count; i++)
        {
            var clip = selection.Clips[i];
            view.Begin(clip.Path, i + 1, selection.Clips.Count);
            try
            {
                var spec = TimelineSpec.Of(clip, order.Renders) with { Engine = order.Engine, Format = order.Format };
                var result = await render(spec, view, cancellationToken);
                view.Completed(clip.Path, result);
                file.Add(Placed(clip, result));
                placed++;
            }
#pragma warning disable CA1031 // A mistake of ours with one clip must not cost the others of a night's batch.
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                view.Failed(clip.Path, UnexpectedFault.Of($"{Path.GetFileName(clip.Path)} cannot be rendered", e));
            }
        }

        if (placed > 0)
        {
            view.Written(file.Save(order.Output), placed);
        }

        return placed == selection.Clips.Count && placed > 0 ? ExitCode.Done : ExitCode.SomeFailed;
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
