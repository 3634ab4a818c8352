using System.Collections.Concurrent;
using System.Diagnostics;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;

namespace HeyGem.Core.Queue.Runner;

internal sealed partial class JobRunner
{
    /// <summary>A disk is tried again when it has so much more room than when it was found full, or after the time below in any case.</summary>
    private const long WorthTrying = 1 << 20;

    private static readonly TimeSpan _tryAnyway = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (long Free, long Since)> _fullDisks = [];

    /// <summary>Gives an item back until the disk of its result has room again.</summary>
    private async Task HoldAsync(Claim claim, CancellationToken stop)
    {
        RemoveStaging(claim);
        var disk = DiskOf(claim.Spec.OutputFolder);
        var free = FreeOn(disk);
        _fullDisks.TryAdd(disk, (free, Stopwatch.GetTimestamp()));
        var reason = new ItemError(
            ErrorCode.DiskFull.WireName(),
            $"The disk of {disk} has {free / 1e6:0} MB free, which is too little for the result of {Path.GetFileName(claim.Spec.ClipPath)}. Rendering goes on by itself when there is room.",
            "Free space on that disk, or cancel the clip.");
        await SettleAsync(claim, () => store.Hold(claim, disk, reason), stop);
    }

    /// <summary>Looks at the full disks now and then and lets their items go on.</summary>
    private async Task WatchDisksAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await PauseAsync(stop);
            foreach (var (disk, full) in _fullDisks)
            {
                if (FreeOn(disk) < full.Free + WorthTrying && Stopwatch.GetElapsedTime(full.Since) < _tryAnyway)
                {
                    continue;
                }

                _fullDisks.TryRemove(disk, out _);
                await SettleAsync(null, () => Released(disk), stop);
                Wake();
            }
        }
    }

    private bool Released(string? disk)
    {
        store.Release(disk);
        return true;
    }

    private async Task PauseAsync(CancellationToken stop) =>
        await Task.Delay(options.LookAgain, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>The folder by which a disk is asked for its room: the nearest that exists. Lists of drives leave out those with a space in their name.</summary>
    private static string DiskOf(string folder)
    {
        var existing = folder;
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
        {
            existing = parent;
        }

        return existing;
    }

    private static long FreeOn(string disk)
    {
        try
        {
            return new DriveInfo(disk).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
