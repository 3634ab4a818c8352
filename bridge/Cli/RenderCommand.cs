using System.CommandLine;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Cli.Views;
using HeyGem.Bridge.Errors;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Queue;
using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Storage;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli;

/// <summary><c>heygem render</c>: one voice, one or more clips; one bad clip never stops the rest.</summary>
internal static class RenderCommand
{
    public static Command Create()
    {
        var command = new Command("render", "Renders clips so that their mouths speak a voice.");
        var options = new RenderOptions();
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, options, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, RenderOptions options, CancellationToken cancellationToken)
    {
        using var view = RenderView.For(parsed.GetValue(options.Json), parsed.CommandResult.Command);
        List<RenderSpec> specs;
        try
        {
            specs = [.. parsed.GetRequiredValue(options.Clips).Select(clip => options.SpecFor(parsed, clip))];
        }
        catch (HeyGemException e)
        {
            view.Failed(null, e);
            return ExitCode.BadArguments;
        }

        return await WithToolsAsync(
            render => RenderAllAsync(render, specs, view, cancellationToken), view, cancellationToken);
    }

    /// <summary>Loads what a render needs and runs a batch with it; tells whatever ends it.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> WithToolsAsync(
        Func<RenderItem, Task<int>> batch, RenderView view, CancellationToken cancellationToken)
    {
        try
        {
            using var tools = await RenderTools.LoadAsync(TimeProvider.System, cancellationToken);
            tools.PhoneReader = InstalledSpeech.Program;
            var data = DataFolder.Current();
            var spoken = new SpokenRender(
                new RenderPipeline(tools).RunAsync,
                token => FfmpegLocator.LocateAsync(data.Root, new AnalysisCache(data.Cache), token),
                () => InstalledSpeech.In(data));
            var origins = new RenderOrigins(data.Origins);
            return await batch(async (spec, progress, token) =>
            {
                var result = await spoken.RunAsync(spec, progress, token);
                origins.Note(result, spec);
                return result;
            });
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

    /// <summary>Renders one clip after the other; whatever ends one, the next is begun.</summary>
    /// <param name="render">Renders one clip.</param>
    /// <param name="specs">The clips.</param>
    /// <param name="view">Told how it goes.</param>
    /// <param name="cancellationToken">Ends the clip at work and begins no other.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal static Task<int> RenderAllAsync(
        RenderItem render, IReadOnlyList<RenderSpec> specs, RenderView view, CancellationToken cancellationToken) =>
        RenderAllAsync(render, specs, view, (_, _) => { }, cancellationToken);

    /// <summary>The same; what is done with each result counts as part of its clip.</summary>
    /// <param name="render">Renders one clip.</param>
    /// <param name="specs">The clips.</param>
    /// <param name="view">Told how it goes.</param>
    /// <param name="done">Given a clip's place among <paramref name="specs"/> and its result.</param>
    /// <param name="cancellationToken">Ends the clip at work and begins no other.</param>
    internal static async Task<int> RenderAllAsync(
        RenderItem render, IReadOnlyList<RenderSpec> specs, RenderView view, Action<int, RenderResult> done,
        CancellationToken cancellationToken)
    {
        var failed = 0;
        for (var i = 0; i < specs.Count; i++)
        {
            view.Begin(specs[i].ClipPath, i + 1, specs.Count);
            try
            {
                var result = await render(specs[i], view, cancellationToken);
                view.Completed(specs[i].ClipPath, result);
                done(i, result);
            }
#pragma warning disable CA1031 // A mistake of ours with one clip must not cost the others of a night's batch.
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                view.Failed(specs[i].ClipPath, UnexpectedFault.Of($"{Path.GetFileName(specs[i].ClipPath)} cannot be rendered", e));
                failed++;
            }
        }

        return failed == 0 ? ExitCode.Done : ExitCode.SomeFailed;
    }
}
