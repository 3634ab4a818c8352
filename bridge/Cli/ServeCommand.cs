using System.CommandLine;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Cli.Arguments;
using HeyGem.Bridge.Desktop;
using HeyGem.Bridge.Host;
using HeyGem.Bridge.Http.Health;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Storage;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli;

/// <summary><c>heygem serve</c>: the bridge that the panel and the page talk to.</summary>
internal static class ServeCommand
{
    /// <summary>The first port that is tried.</summary>
    public const int DefaultPort = 7860;

    private const int UsualPortCount = 40;
    private const int LegacyPort = 8383;

    /// <summary>
    /// The ports that are tried in turn when none was named: another program may have one, and Windows keeps ranges for its own services.
    /// </summary>
    public static IReadOnlyList<int> UsualPorts { get; } = [.. Enumerable.Range(DefaultPort, UsualPortCount)];

    /// <summary>The command, with what its options mean.</summary>
    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            DefaultValueFactory = _ => DefaultPort,
            Description = "The port on this machine; 0 takes any free one."
        };
        var open = new Option<bool>("--open") { Description = "Open the page in the browser." };
        var roots = new Option<string[]>(
            "--root")
        {
            Description = "One more folder that media may be read from; may be given several times.",
            DefaultValueFactory = _ =>
            []
        };
        var output = new Option<string>("--out")
        {
            DefaultValueFactory = _ => BridgeSettings.DefaultOutputFolder(DataFolder.Current().Root),
            Description = "Folder for the results, by date and job.",
        };
        var origins = new Option<string[]>(
            "--allow-origin")
        {
            Description = "Exact origin of another page that may use the bridge, such as https://panel.example.",
            DefaultValueFactory = _ => []
        };
        var parallel = new Option<int>("--parallel")
        {
            DefaultValueFactory = _ => 1,
            Description = "Clips rendered at a time, 1 to 16; more than 1 helps only with a GPU."
        };
        var days = new Option<int>("--keep-days")
        {
            DefaultValueFactory = _ => BridgeSettings.DefaultKeepDays,
            Description = "Remove uploads, caches and results sent as removable that nobody used for so many days."
        };
        var size = new Option<int>("--keep-gb")
        {
            DefaultValueFactory = _ => BridgeSettings.DefaultKeepGigabytes,
            Description = "Keep at most so many gigabytes of them, the newest."
        };
        days.NotBelowZero();
        size.NotBelowZero();
        var lan = new Option<string?>(
            "--lan")
        {
            Description = $"Also serve other machines, encrypted, on this address of this machine; {LanSettings.Variable} " +
            "holds the password."
        };
        var farm = new Option<string?>("--farm")
        {
            Description = $"Let workers draw, who take their work from this broker, such as amqps://broker:5671/heygem; " +
            $"{FarmSettings.LoginVariable} holds user:password.",
        };
        var legacy = new Option<string?>(
            "--heygem-compat")
        {
            Description =
            "Also answer clients of the HeyGem server on port 8383, without a token; names the folder they share with it."
        };
        var command = new Command("serve", "Starts the bridge and its page on this machine.") { port, open, roots, output, origins,
            parallel, days, size, lan, farm, legacy };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            () => new BridgeSettings
            {
                Port = parsed.GetValue(port),
                DataFolder = DataFolder.Current().Root,
                OutputFolder = NamedPath.Folder(output.Name, parsed.GetValue(output)!),
                MediaRoots = [.. MediaFolders.Defaults(), .. parsed.GetValue(roots)!.Select(root => NamedPath.Full(roots.Name, root))],
                AllowedOrigins = parsed.GetValue(origins)!.ToHashSet(),
                Parallelism = parsed.GetValue(parallel),
                KeepFor = TimeSpan.FromDays(Math.Min(parsed.GetValue(days), 36_500)),
                KeepBytes = parsed.GetValue(size) * 1_000_000_000L,
                Lan = parsed.GetValue(lan) is { } address ? LanSettings.Read(address) : null,
                Farm = parsed.GetValue(farm) is { } broker ? FarmSettings.Read(broker) : null,
                LegacyFolder = parsed.GetValue(legacy) is { } shared ? NamedPath.Full(legacy.Name, shared) : null,
                LegacyPort = parsed.GetValue(legacy) is null ? 0 : LegacyPort,
            },
            parsed.GetResult(port) is { Implicit: false } || parsed.GetValue(lan) is not null ? [parsed.GetValue(port)] : UsualPorts,
            parsed.GetValue(open),
            cancellationToken));
        return command;
    }

    /// <summary>Serves on the first of the ports that can be had; the result is the exit code.</summary>
    /// <param name="read">Reads the settings; its port is replaced.</param>
    /// <param name="ports">The ports to try, in order.</param>
    /// <param name="open">Whether to show the page.</param>
    /// <param name="cancellationToken">Stops the bridge in order.</param>
    /// <param name="quietWhenRunning">Whether the caller says itself that a bridge runs already.</param>
    public static async Task<int> RunAsync(
        Func<BridgeSettings> read, IReadOnlyList<int> ports, bool open, CancellationToken cancellationToken, bool quietWhenRunning = false)
    {
        // A signal stops in order only what has returned its task; the start runs to the end without waiting for anything.
        await Task.Yield();
        try
        {
            var settings = read();
            if (settings.Port is < 0 or > 65535 || settings.Parallelism is < 1 or > 16 || (settings.Lan is not null && settings.Port == 0))
            {
                throw new HeyGemException(ErrorCode.ArgumentInvalid, "--port is 0 to 65535, not 0 with --lan, and --parallel 1 to 16.");
            }

            using var engine = new EngineBackend(settings.DataFolder, settings.OutputFolder, TimeProvider.System);
            foreach (var port in ports)
            {
                var tried = settings with { Port = port };
                try
                {
                    await BridgeHost.RunAsync(tried, engine.Parts, address => Announce(tried, address, open), static _ => { },
                        TimeProvider.System, cancellationToken);
                    break;
                }
                catch (HeyGemException e) when (e.Code is ErrorCode.BridgePortInUse or ErrorCode.BridgePortNotAllowed && port != ports[^1])
                {
                    await Console.Error.WriteLineAsync($"heygem: {e.Message} The next one is tried.");
                }
            }

            return ExitCode.Done;
        }
        catch (HeyGemException e) when (quietWhenRunning && e.Code == ErrorCode.BridgeAlreadyRunning)
        {
            return ExitCode.Busy;
        }
        catch (HeyGemException e)
        {
            return Told(e);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    /// <summary>Says why the bridge does not serve; the result is the exit code.</summary>
    public static int Told(HeyGemException e)
    {
        Console.Error.WriteLine($"heygem: {e.Message} [{e.Code.WireName()}]\n{e.Hint}");
        return e.Code switch
        {
            ErrorCode.BridgeAlreadyRunning or ErrorCode.BridgePortInUse => ExitCode.Busy,
            ErrorCode.LanPasswordMissing or ErrorCode.BridgePortNotAllowed or ErrorCode.FarmKeyRefused or ErrorCode.FarmVersionRefused =>
                ExitCode.NotAllowed,
            ErrorCode.ArgumentInvalid => ExitCode.BadArguments,
            _ => ExitCode.SomeFailed,
        };
    }

    private static void Announce(BridgeSettings settings, BridgeAddress address, bool open)
    {
        if (address.StoreMovedAside is { } aside)
        {
            Tell(ErrorCode.StoreRecovered, JobListCheck.MovedAside(aside));
        }

        if (DataFolderCheck.Notice(settings.DataFolder, Disk.KindOf) is { } place)
        {
            Tell(ErrorCode.StoreOnNetwork, place);
        }

        Console.Out.WriteLine($"Open          {address.LaunchUrl}");
        Console.Out.WriteLine("              (lets one browser in, within 10 minutes; after that the browser may use " +
            $"http://127.0.0.1:{address.Port}/)");
        Console.Out.WriteLine($"Pair a panel  {address.PairingCode[..3]} {address.PairingCode[3..]}  (once, within 10 minutes)");
        Console.Out.WriteLine($"Results       {settings.OutputFolder}");
        Console.Out.WriteLine($"Media from    {string.Join(", ", settings.MediaRoots)}");
        if (settings.Farm is { } farm)
        {
            Console.Out.WriteLine($"Farm          {farm.Address}  (heygem farm invite makes a machine a worker)");
        }

        if (settings.LegacyFolder is { } legacy)
        {
            Console.Out.WriteLine(
                $"HeyGem API    http://127.0.0.1:{LegacyPort}/easy/  (open to every program of this machine; files in {legacy})");
        }

        if (BridgeHost.LanOf(settings, TimeProvider.System) is { } lan)
        {
            Console.Out.WriteLine(
                $"Open to LAN   {lan.Url}  (every machine that reaches this address; each browser or program gives the password once");
            Console.Out.WriteLine(
                "              and gets a token of its own; whoever has one can read media and results of this machine and use its disk)");
            Console.Out.WriteLine($"              certificate SHA-256 {lan.Fingerprint}");
        }

        Console.Out.WriteLine(settings.Lan is null
            ? "Serves this machine only." : "Serves this machine and, over the address above, others.");
        Console.Out.WriteLine("Stop with Ctrl+C; what is not finished goes on with the next start.");
        if (open && !DesktopOpener.TryOpen(address.LaunchUrl))
        {
            Console.Out.WriteLine("No browser could be started here: open the address above.");
        }
    }

    private static void Tell(ErrorCode code, string notice) => Console.Out.WriteLine($"{notice} [{code.WireName()}]\n{code.Hint()}");
}
