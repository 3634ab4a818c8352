using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Http.Jobs;

/// <summary>Says no to a job whose results could not be written, before it is taken in.</summary>
internal static class OutputSpaceCheck
{
    /// <summary>Proves that each folder for results can be written and lies on a disk with room.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/>, <see cref="ErrorCode.DiskFull"/>.</exception>
    public static void Check(NewJob job, BridgeSettings settings)
    {
        foreach (var folder in job.Items.Select(i => i.Spec.OutputFolder).Distinct())
        {
            OutputFolder.EnsureWritable(folder);
            if (Disk.FreeBytes(folder) is { } free && free < settings.MinFreeBytes)
            {
                throw new HeyGemException(ErrorCode.DiskFull,
                    $"Results go to {folder}, which needs at least {settings.MinFreeBytes / 1e6:0} MB and has {free / 1e6:0} MB free.");
            }
        }
    }
}
