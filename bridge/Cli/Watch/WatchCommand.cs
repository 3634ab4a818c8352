using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using HeyGem.Bridge.Cli.Arguments;
using HeyGem.Bridge.Cli.Views;
using HeyGem.Bridge.Errors;
using HeyGem.Bridge.Host;
using HeyGem.Bridge.Http.Media;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Render.Presets;
using HeyGem.Core.Speech;
using HeyGem.Core.Storage;
using HeyGem.Core.Watching;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli.Watch;

/// <summary><c>heygem watch</c>: renders pairs of a clip and its voice as they appear in a folder. Moves nothing.</summary>
internal sealed class WatchCommand
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);

    private readonly Argument<string> _folder = new("folder") { Description = "Where clips and their voices of the same name appear." };
    private readonly Option<string?> _preset = new("--preset") { Description = "Settings saved by `heygem presets save`." };
    private readonly Option<string?> _language = new("--language")
    {
        Description = "The language of captions and texts whose names tell none, as NAME.de.srt does.",
    };
    private readonly Option<string?> _voice =
        new("--voice") { Description = "Who speaks captions and texts; the language's own when left out." };
    private readonly Option<bool> _once = new("--once") { Description = "Render what is there, then end." };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a line on standard output." };

    private WatchCommand()
    {
    }

    public static Command Create()
    {
        var options = new WatchCommand();
        var command = new Command("watch", "Renders pairs such as name.mp4 and name.wav, .srt or .txt as they appear in a folder.")
        {
            options._folder, options._preset, options._language, options._voice, options._once, options._json,
        };
        command.SetAction(options.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var view = RenderView.For(parsed.GetValue(_json), parsed.CommandResult.Command);
        try
        {
            var order = Read(parsed);
            using var alone = Alone(order.Folder);
            return await RenderCommand.WithToolsAsync(
                render => WatchAsync(render, order, view, TimeProvider.System, cancellationToken), view, cancellationToken);
        }
        catch (HeyGemException e)
        {
            view.Failed(null, e);
            return e.Code == ErrorCode.ArgumentInvalid ? ExitCode.BadArguments : ExitCode.SomeFailed;
        }
    }

    /// <summary>Looks and renders until it is ended, or until nothing new is there where it looks only once.</summary>
    /// <returns>The exit code: <see cref="ExitCode.SomeFailed"/> where a pair failed.</returns>
    internal static async Task<int> WatchAsync(
        RenderItem render, WatchOrder order, RenderView view, TimeProvider time, CancellationToken cancellationToken)
    {
        var (folder, failed, away) = (new WatchedFolder(order.Folder), 0, false);
        view.Watching(order.Folder);
        for (var looks = 1; ; looks++)
        {
            IReadOnlyList<WatchedPair> pairs = [];
            try
            {
                pairs = folder.Look();
                away = false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                var fault = new HeyGemException(
                    ErrorCode.InputUnreadable, $"The folder {order.Folder} cannot be read at the moment: {e.Message}", e);
                if (order.Once)
                {
                    throw fault;
                }

                // A share may come back; it is said once.
                if (!away)
                {
                    view.Failed(null, fault);
                    away = true;
                }
            }

            for (var i = 0; i < pairs.Count; i++)
            {
                view.Begin(pairs[i].Clip.FullName, i + 1, pairs.Count);
                folder.Tried(pairs[i]);
                failed += await RenderAsync(render, order, pairs[i], view, cancellationToken) ? 0 : 1;
            }

            if (order.Once && pairs.Count == 0 && looks > 1)
            {
                return failed == 0 ? ExitCode.Done : ExitCode.SomeFailed;
            }

            await Task.Delay(_pause, time, cancellationToken);
        }
    }

    private static async Task<bool> RenderAsync(
        RenderItem render, WatchOrder order, WatchedPair pair, RenderView view, CancellationToken cancellationToken)
    {
        var report = new WatchReport { From = pair.State, Preset = order.Preset };
        try
        {
            var result = await render(order.Spec(pair), view, cancellationToken);
            (report with { Result = Path.GetFileName(result.OutputPath), Report = result.Report }).Write(pair.ReportPath);
            view.Completed(pair.Clip.FullName, result);
            return true;
        }
#pragma warning disable CA1031 // A mistake of ours with one pair must not end the watch.
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            var fault = UnexpectedFault.Of($"{pair.Clip.Name} cannot be rendered", e);
            view.Failed(pair.Clip.FullName, fault);
            Note(report with { Code = fault.Code.WireName(), Message = fault.Message, Hint = fault.Hint }, pair, view);
            return false;
        }
    }

    /// <summary>Writes why a pair failed; where that cannot be, the screen is all that tells.</summary>
    private static void Note(WatchReport report, WatchedPair pair, RenderView view)
    {
        try
        {
            report.Write(pair.ReportPath);
        }
        catch (HeyGemException e)
        {
            view.Failed(pair.Clip.FullName, e);
        }
    }

    private WatchOrder Read(ParseResult parsed)
    {
        // With and without a separator at its end it is one folder.
        var folder = Path.TrimEndingDirectorySeparator(NamedPath.Full("The folder", parsed.GetRequiredValue(_folder)));
        if (!Directory.Exists(folder))
        {
            throw new HeyGemException(ErrorCode.ArgumentInvalid, $"There is no folder {folder}.");
        }

        var language = parsed.GetValue(_language)?.Replace('_', '-');
        if (language is not null && !LanguageTag.IsTag(language))
        {
            throw new HeyGemException(
                ErrorCode.ArgumentInvalid, $"--language does not know \"{language}\": it takes a language such as de or pt-BR.");
        }

        OutputFolder.EnsureWritable(folder);
        var name = parsed.GetValue(_preset);
        return new WatchOrder(folder)
        {
            Preset = name,
            Settings = name is null ? new Preset() : new PresetStore(DataFolder.Current().Presets).Find(name),
            Language = language,
            Voice = parsed.GetValue(_voice),
            Once = parsed.GetValue(_once),
        };
    }

    /// <summary>Keeps a second watch off the same folder, by whatever links it is named, on this machine.</summary>
    private static InstanceLock Alone(string folder)
    {
        var real = RealPath.Resolve(folder) ?? folder;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(real)))[..16];
        return InstanceLock.Take(DataFolder.Current().Root, $"watch-{hash}.lock", $"Another heygem watch looks into {folder}.");
    }
}
