using System.CommandLine;
using System.Globalization;
using HeyGem.Bridge.Cli.Arguments;
using HeyGem.Bridge.Host;
using HeyGem.Bridge.Retention;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli;

/// <summary>
/// <c>heygem clean</c>: removes uploads, caches, thumbnails and results sent as removable that nobody used for long. Sources and other
/// results are never touched.
/// </summary>
internal static class CleanCommand
{
    /// <summary>The command, with what its options mean.</summary>
    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be removed." };
        var days = new Option<int>("--days")
        {
            DefaultValueFactory = _ => BridgeSettings.DefaultKeepDays,
            Description = "Keep what was used in so many days."
        };
        var size = new Option<double>("--max-gb")
        {
            DefaultValueFactory = _ => BridgeSettings.DefaultKeepGigabytes,
            Description = "Keep at most so much, the newest; what was used today stays."
        };
        var command = new Command(
            "clean", "Removes old uploads, caches, thumbnails and results sent as removable; never sources.") { dryRun, days, size };
        days.NotBelowZero();
        size.NotBelowZero();
        command.SetAction(
            parsed => Run(parsed.GetValue(dryRun), TimeSpan.FromDays(Math.Min(parsed.GetValue(days), 36_500)),
            (long)(Math.Min(parsed.GetValue(size), 1e9) * 1e9)));
        return command;
    }

    private static int Run(bool dryRun, TimeSpan age, long maxBytes)
    {
        var data = DataFolder.Current();
        var settings = new BridgeSettings { Port = 0, DataFolder = data.Root, OutputFolder = data.Root, MediaRoots = [] };
        try
        {
            // A dry run changes nothing, so it needs no lock and works beside a running bridge.
            using var hold = dryRun ? null : InstanceLock.Take(settings);
            var old = KeptFiles.Find(settings, age, maxBytes, TimeProvider.System);
            long bytes = 0;
            foreach (var file in old)
            {
                var gone = dryRun || KeptFiles.Remove(file);
                bytes += gone ? file.Bytes : 0;
                Console.Out.WriteLine(
                    string.Create(CultureInfo.InvariantCulture,
                    $"{(dryRun ? "would remove" : gone ? "removed" : "kept, in use")}  {file.Bytes / 1e6,10:0.0} MB  {file.Path}"));
            }

            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(old.Count, "file")}, {bytes / 1e6:0.0} MB"));
            return ExitCode.Done;
        }
        catch (HeyGemException e)
        {
            Console.Error.WriteLine($"heygem: {e.Message} [{e.Code.WireName()}]\n{e.Hint}");
            return e.Code == ErrorCode.BridgeAlreadyRunning ? ExitCode.Busy : ExitCode.SomeFailed;
        }
    }
}
