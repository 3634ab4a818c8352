using System.CommandLine;
using System.Diagnostics;
using HeyGem.Bridge.Desktop;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli;

/// <summary>
/// <c>heygem start</c>: what an installed icon, the login entry and the address <c>heygem://start</c> run. It serves with the settings of
/// the page; where a bridge runs already it hands over to that one, says its address and ends.
/// </summary>
internal static class StartCommand
{
    private const string Scheme = "heygem:";

    // A first bridge that is still starting holds the lock before it answers.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);

    public static Command Create()
    {
        var address = new Argument<string?>("address")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "What a program asked for: heygem://start, or heygem://open to show the page too.",
        };
        var open = new Option<bool>("--open") { Description = "Open the page in the browser." };
        var command = new Command("start", "Starts the installed bridge unless it runs already; double-clicking its icon does this.")
        {
            address,
            open,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(address), parsed.GetValue(open), cancellationToken));
        return command;
    }

    /// <summary>Whether an address asks for the page; an address is asked for by any web page, so it may say nothing else.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>.</exception>
    internal static bool AsksForPage(string? address) => address?.ToLowerInvariant().TrimEnd('/') switch
    {
        null or Scheme + "//start" or Scheme + "start" => false,
        Scheme + "//open" or Scheme + "open" => true,
        _ => throw new HeyGemException(ErrorCode.ArgumentInvalid, "The address is not heygem://start or heygem://open.")
        {
            Hint = "Use one of the two.",
        },
    };

    /// <summary>The settings of a start without options.</summary>
    internal static BridgeSettings Settings(string dataFolder)
    {
        var saved = SavedSettings.Read(dataFolder);
        return new BridgeSettings
        {
            Port = ServeCommand.DefaultPort,
            DataFolder = dataFolder,
            OutputFolder = saved.OutputFolder ?? SavedSettings.DefaultOutputFolder(),
            MediaRoots = [.. MediaFolders.Defaults(), .. saved.MediaFolders],
        };
    }

    private static async Task<int> RunAsync(string? address, bool open, CancellationToken cancellationToken)
    {
        BridgeSettings settings;
        try
        {
            open |= AsksForPage(address);
            settings = Settings(DataFolder.Current().Root);
            if (await HandOverAsync(settings, open, cancellationToken))
            {
                return ExitCode.Done;
            }
        }
        catch (HeyGemException e)
        {
            return ServeCommand.Told(e);
        }

        var served = await ServeCommand.RunAsync(() => settings, ServeCommand.UsualPorts, open, cancellationToken, quietWhenRunning: true);
        var waited = Stopwatch.StartNew();
        while (served == ExitCode.Busy && waited.Elapsed < _patience)
        {
            // Another start was quicker by a moment.
            if (await HandOverAsync(settings, open, cancellationToken))
            {
                return ExitCode.Done;
            }

            await Task.Delay(_pause, cancellationToken);
        }

        return served;
    }

    private static async Task<bool> HandOverAsync(BridgeSettings settings, bool open, CancellationToken cancellationToken)
    {
        using var running = await RunningBridge.FindAsync(settings, cancellationToken);
        if (running is null)
        {
            return false;
        }

        await Console.Out.WriteLineAsync($"Running       {running.Url}");
        if (open)
        {
            var url = await running.NewLaunchUrlAsync(cancellationToken);
            await Console.Out.WriteLineAsync($"Open          {url}");
            _ = DesktopOpener.TryOpen(url);
        }

        return true;
    }
}
