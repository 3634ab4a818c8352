using System.CommandLine;
using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;

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
        using var view = RenderView.For(parsed.GetValue(options.Json));
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

        try
        {
            using var tools = await RenderTools.LoadAsync(TimeProvider.System, cancellationToken);
            return await RenderAllAsync(new RenderPipeline(tools), specs, view, cancellationToken);
        }
        catch (HeyGemException e)
        {
            view.Failed(null, e);
            return ExitCode.SomeFailed;
        }
        catch (OperationCanceledException)
        {
            view.Interrupted();
            return ExitCode.Interrupted;
        }
    }

    private static async Task<int> RenderAllAsync(RenderPipeline pipeline, List<RenderSpec> specs, RenderView view, CancellationToken cancellationToken)
    {
        var failed = 0;
        for (var i = 0; i < specs.Count; i++)
        {
            view.Begin(specs[i].ClipPath, i + 1, specs.Count);
            try
            {
                var result = await pipeline.RunAsync(specs[i], view, cancellationToken);
                view.Completed(specs[i].ClipPath, result);
            }
            catch (HeyGemException e)
            {
                view.Failed(specs[i].ClipPath, e);
                failed++;
            }
        }

        return failed == 0 ? ExitCode.Done : ExitCode.SomeFailed;
    }
}
