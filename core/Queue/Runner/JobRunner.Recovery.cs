using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using Segments = HeyGem.Core.Render.Segments.SegmentFolder;

namespace HeyGem.Core.Queue.Runner;

internal sealed partial class JobRunner
{
    /// <summary>
    /// Settles what ran when the bridge died, or when a loop failed. A file that was noted and is whole counts as done, wherever the crash
    /// fell between note and record; of everything else only finished segments stay, and the item waits again, or is given up after its
    /// last attempt. Nothing is taken from the queue meanwhile.
    /// </summary>
    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await _taking.WaitAsync(cancellationToken);
        try
        {
            await SettleAsync(null, () => Released(null), cancellationToken);
            foreach (var item in await PersistAsync(_store.Interrupted, cancellationToken))
            {
                if (!_running.ContainsKey(item.Claim.ItemId))
                {
                    await RecoverOrFailAsync(item, cancellationToken);
                }
            }
        }
        finally
        {
            _taking.Release();
        }
    }

    /// <summary>An item that cannot even be recovered fails; the others go on.</summary>
    private async Task RecoverOrFailAsync(Interrupted item, CancellationToken cancellationToken)
    {
        try
        {
            await RecoverAsync(item, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever one item does must not stop the others.
        catch (Exception e) when (e is not OperationCanceledException and not HeyGemException)
#pragma warning restore CA1031
        {
            options.Failed($"Item {item.Claim.ItemId} could not be taken up again.", e);
            await PersistAsync(
                () => _store.Fail(
                item.Claim, Of(ErrorCode.Internal,
                "The clip could not be taken up again after the bridge had stopped; the log says more.")), cancellationToken);
        }
    }

    private async Task RecoverAsync(Interrupted item, CancellationToken cancellationToken)
    {
        var claim = item.Claim;
        if (await IsWholeAsync(item, cancellationToken))
        {
            await PersistAsync(() => _store.Complete(claim), cancellationToken);
            RemoveStaging(claim);
            _log($"Item {claim.ItemId} had been rendered; its result was published.", null);
            return;
        }

        // An attempt that finished a segment did not fail at the clip: what counts is attempts in a row that achieved nothing.
        var achieved = Segments.HasGrown(ResultPlace.SegmentFolder(claim));
        var poisoned = item is { CancelRequested: false, Claim.Attempt: >= JobStates.MaxAttempts } && !achieved
            ? Of(ErrorCode.JobPoisoned,
                $"The bridge stopped {claim.Attempt} times while it rendered {Path.GetFileName(claim.Spec.ClipPath)}.")
            : null;
        var kept = item.CancelRequested || poisoned is not null ? null : KeepSegments(claim);
        await SettleAsync(kept is null ? claim : null, () => item.CancelRequested ? _store.CancelRunning(claim)
            : poisoned is not null ? _store.Fail(claim, poisoned)
            : _store.Requeue(claim, achieved ? 0 : claim.Attempt, kept), cancellationToken);
        _log($"Item {claim.ItemId} was interrupted at attempt {claim.Attempt}.", null);
        if (poisoned is not null)
        {
            Tell(claim, poisoned, null);
        }
    }

    /// <summary>
    /// Whether the result lies whole under its name; where that cannot be seen there is none, and the item is rendered again.
    /// </summary>
    private async Task<bool> IsWholeAsync(Interrupted item, CancellationToken cancellationToken)
    {
        try
        {
            return await WasPublishedAsync(item, cancellationToken);
        }
#pragma warning disable CA1031 // A disk that is gone, or a row with a path that none can have: one item must not stop the start.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            _log($"The result of item {item.Claim.ItemId} could not be looked at; the item is rendered again.", e);
            return false;
        }
    }

    private static async Task<bool> WasPublishedAsync(Interrupted item, CancellationToken cancellationToken)
    {
        if (item.Output is not { } output)
        {
            return false;
        }

        var staged = item.StagedPath is not null && File.Exists(item.StagedPath);
        if (!staged)
        {
            return await ResultPlace.IsPublishedAsync(output, cancellationToken);
        }

        var whole = await ResultPlace.IsPublishedAsync(output with { Path = item.StagedPath! }, cancellationToken);
        return whole && ResultPlace.TryMove(item.StagedPath!, output.Path);
    }
}
