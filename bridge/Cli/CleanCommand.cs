using System.CommandLine;
using System.Globalization;
using HeyGem.Bridge.Web;
using HeyGem.Core.Errors;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli;

/// <summary><c>heygem clean</c>: removes what the program keeps for its own use and no longer needs. Results and sources are never touched.</summary>
internal static class CleanCommand
{
    /// <summary>The command, with what its options mean.</summary>
    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be removed." };
        var days = new Option<int>("--days") { DefaultValueFactory = _ => 30, Description = "Keep what was used in so many days." };
        var size = new Option<double>("--max-gb") { DefaultValueFactory = _ => 20, Description = "Keep at most so much, the newest." };
        var command = new Command("clean", "Removes old uploads, caches and thumbnails; never results or sources.") { dryRun, days, size };
        command.SetAction(parsed => Run(parsed.GetValue(dryRun), TimeSpan.FromDays(Math.Max(0, parsed.GetValue(days))), (long)(Math.Max(0, parsed.GetValue(size)) * 1e9)));
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
            var old = KeptFiles.Find(settings, data.Cache, age, maxBytes, TimeProvider.System);
            foreach (var file in old)
            {
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(dryRun ? "would remove" : "removed")}  {file.Bytes / 1e6,10:0.0} MB  {file.Path}"));
                if (!dryRun)
                {
                    KeptFiles.Remove(file);
                }
            }

            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{old.Count} files, {old.Sum(f => f.Bytes) / 1e6:0.0} MB"));
            return ExitCode.Done;
        }
        catch (HeyGemException e)
        {
            Console.Error.WriteLine($"heygem: {e.Message} [{e.Code.WireName()}]\n{e.Hint}");
            return ExitCode.Busy;
        }
    }
}
