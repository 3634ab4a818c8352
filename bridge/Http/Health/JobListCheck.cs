using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue;

namespace HeyGem.Bridge.Http.Health;

/// <summary>What an editor should know of the job list; renders run all the same.</summary>
internal static class JobListCheck
{
    /// <summary>What to tell of a list that was moved aside.</summary>
    public static string MovedAside(string path) => $"The job list was damaged. It was moved to {path} and a new one was begun.";

    /// <summary>The check as clients read it.</summary>
    public static HealthCheck Of(JobQueue ledger, BridgeSettings settings)
    {
        if (ledger.StoreMovedAside is { } aside)
        {
            return Notice(ErrorCode.StoreRecovered, MovedAside(aside));
        }

        return DataFolderCheck.Notice(settings.DataFolder, DataFolderCheck.KindOf) is { } place
            ? Notice(ErrorCode.StoreOnNetwork, place)
            : new HealthCheck("job list", true, settings.StorePath, null, null);
    }

    private static HealthCheck Notice(ErrorCode code, string text) => new("job list", true, text, code.WireName(), code.Hint());
}
