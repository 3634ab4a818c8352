using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;

namespace HeyGem.Core.Queue.Runner;

internal sealed partial class JobRunner
{
    /// <summary>
    /// Settles what ran when the bridge died. A file that was noted and is whole counts as done, wherever the crash fell between note and
    /// record; everything else of the attempt is removed and the item waits again, or is given up after its last attempt.
    /// </summary>
    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await SettleAsync(null, () => Released(null), cancellationToken);
        foreach (var item in store.Interrupted())
        {
            var claim = item.Claim;
            if (await IsWholeAsync(item, cancellationToken))
            {
                await PersistAsync(() => store.Complete(claim), cancellationToken);
                RemoveStaging(claim);
                _log($"Item {claim.ItemId} had been rendered; its result was published.", null);
                continue;
            }

            await SettleAsync(claim, () => item switch
            {
                { CancelRequested: true } => store.CancelRunning(claim),
                { Claim.Attempt: >= JobStates.MaxAttempts } => store.Fail(claim, Of(ErrorCode.JobPoisoned, $"The bridge stopped {claim.Attempt} times while it rendered {Path.GetFileName(claim.Spec.ClipPath)}.")),
                _ => store.Requeue(claim, orderly: false),
            }, cancellationToken);
            _log($"Item {claim.ItemId} was interrupted at attempt {claim.Attempt}.", null);
        }
    }

    /// <summary>Whether the result lies whole under its name; a disk that cannot be read or written now has none, and the item is rendered again.</summary>
    private async Task<bool> IsWholeAsync(Interrupted item, CancellationToken cancellationToken)
    {
        try
        {
            return await WasPublishedAsync(item, cancellationToken);
        }
        catch (Exception e) when (e is HeyGemException or IOException or UnauthorizedAccessException)
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
