using System.Collections.Concurrent;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Queue.Runner;

internal sealed partial class JobRunner
{
    /// <summary>
    /// A disk is tried again when it has so much more room than when it was found full, or after the time below in any case.
    /// </summary>
    private const long WorthTrying = 1 << 20;

    private static readonly TimeSpan _tryAnyway = TimeSpan.FromMinutes(10);

    /// <summary>The disks that items wait for, each with what tells that it can be tried again.</summary>
    private readonly ConcurrentDictionary<string, Func<bool>> _awaited = [];

    /// <summary>Gives an item back until the disk of its result has room again.</summary>
    private async Task HoldForRoomAsync(Claim claim, CancellationToken stop)
    {
        var kept = KeepSegments(claim);
        var disk = Disk.NearestFolder(claim.Spec.OutputFolder);
        var free = Disk.FreeBytes(disk) ?? 0;
        var since = parts.Time.GetTimestamp();
        _awaited.TryAdd(disk, () => (Disk.FreeBytes(disk) ?? 0) >= free + WorthTrying || parts.Time.GetElapsedTime(since) >= _tryAnyway);
        var reason = new ItemError(
            ErrorCode.DiskFull.WireName(),
            $"The disk of {disk} has {free / 1e6:0} MB free, which is too little for the result of " +
                $"{Path.GetFileName(claim.Spec.ClipPath)}. Rendering goes on by itself when there is room.",
            "Free space on that disk, or cancel the clip.");
        await SettleAsync(null, () => _store.Hold(claim, disk, reason, kept), stop);
    }

    /// <summary>
    /// Gives an item back until the disk that its result goes to is there again; the empty folder that it leaves is another disk's.
    /// </summary>
    private async Task HoldForDiskAsync(Claim claim, DiskId disk, CancellationToken stop)
    {
        var stored = disk.ToString();
        _awaited.TryAdd(stored, () => Disk.IsThere(disk));
        var reason = new ItemError(
            ErrorCode.OutputNotWritable.WireName(),
            $"The drive {disk.Mount}, which the result of {Path.GetFileName(claim.Spec.ClipPath)} goes to, is not connected. "
            + "Rendering goes on by itself when it is back.",
            "Connect that drive, or cancel the clip.");
        await SettleAsync(null, () => _store.Hold(claim, stored, reason, null), stop);
    }

    /// <summary>Whether the item has to wait for a disk; if so it has been given back.</summary>
    private async Task<bool> IsHeldAsync(Claim claim, CancellationToken stop)
    {
        if (claim.Disk is { } stored && DiskId.Parse(stored) is var disk && !Disk.IsThere(disk))
        {
            await HoldForDiskAsync(claim, disk, stop);
            return true;
        }

        if (!_awaited.IsEmpty && _awaited.ContainsKey(Disk.NearestFolder(claim.Spec.OutputFolder)))
        {
            await HoldForRoomAsync(claim, stop);
            return true;
        }

        return false;
    }

    /// <summary>Looks at the awaited disks now and then and lets their items go on.</summary>
    private async Task WatchDisksAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await PauseAsync(stop);
            foreach (var (disk, isReady) in _awaited)
            {
                if (isReady())
                {
                    _awaited.TryRemove(disk, out _);
                    await SettleAsync(null, () => Released(disk), stop);
                    Wake();
                }
            }
        }
    }

    private bool Released(string? disk)
    {
        _store.Release(disk);
        return true;
    }

    private async Task PauseAsync(CancellationToken stop) =>
        await Task.Delay(options.LookAgain, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
