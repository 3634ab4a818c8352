using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Http.Health;

/// <summary>Whether the queue runs, and what an editor should know of the job list.</summary>
internal static class JobListCheck
{
    /// <summary>What to tell of a list that was moved aside.</summary>
    public static string MovedAside(string path) => $"The job list was damaged. It was moved to {path} and a new one was begun.";

    /// <summary>The check as clients read it.</summary>
    public static HealthCheck Of(JobQueue ledger, BridgeSettings settings)
    {
        if (ledger.Fault is { } fault)
        {
            return new HealthCheck("job list", false, fault, ErrorCode.Internal.WireName(), ErrorCode.Internal.Hint());
        }

        if (!File.Exists(settings.StorePath))
        {
            return new HealthCheck(
                "job list", false,
                $"{settings.StorePath} is not there any more: the data folder was removed or moved while the bridge runs.",
                ErrorCode.StoreFailed.WireName(), "Put it back, or stop the bridge and start it again; it then begins a new list.");
        }

        if (ledger.StoreMovedAside is { } aside)
        {
            return Notice(ErrorCode.StoreRecovered, MovedAside(aside));
        }

        return DataFolderCheck.Notice(settings.DataFolder, Disk.KindOf) is { } place
            ? Notice(ErrorCode.StoreOnNetwork, place)
            : new HealthCheck("job list", true, settings.StorePath, null, null);
    }

    private static HealthCheck Notice(ErrorCode code, string text) => new("job list", true, text, code.WireName(), code.Hint());
}
