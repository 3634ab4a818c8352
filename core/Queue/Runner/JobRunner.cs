using System.Collections.Concurrent;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Queue.Store;
using HeyGem.Core.Render;
using HeyGem.Core.Storage;
using Segments = HeyGem.Core.Render.Segments.SegmentFolder;

namespace HeyGem.Core.Queue.Runner;

/// <summary>
/// Renders what waits: takes items in turn from all jobs, settles each one's end in the store, and wakes when something is added.
/// Runs until it is stopped; one item's failure never ends it.
/// </summary>
internal sealed partial class JobRunner(RunnerParts parts, RenderItem render, JobQueueOptions options) : IDisposable
{
    /// <summary>How many idle loops one wake-up reaches; a loop that finds nothing simply waits again.</summary>
    private const int WakeAtOnce = 8;

    private readonly JobStore _store = parts.Store;
    private readonly ConcurrentDictionary<string, RunningItem> _running = [];
    private readonly SemaphoreSlim _work = new(0);

    /// <summary>Held while an item is taken, until it is known as running, and while what nobody runs is recovered.</summary>
    private readonly SemaphoreSlim _taking = new(1);
    private readonly Action<string> _reached = options.Reached;
    private readonly Action<string, Exception?> _log = options.Log;

    /// <summary>Tells that something waits.</summary>
    public void Wake()
    {
        if (_work.CurrentCount < WakeAtOnce)
        {
            _work.Release(WakeAtOnce);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _work.Dispose();
        _taking.Dispose();
    }

    /// <summary>Stops items that run; the store already knows that somebody asked for it.</summary>
    public void Stop(IEnumerable<string> itemIds)
    {
        foreach (var id in itemIds)
        {
            if (_running.TryGetValue(id, out var item))
            {
                item.Cancel();
            }
        }
    }

    /// <summary>Removes what items had done before they waited again and were cancelled.</summary>
    public void RemoveWork(IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            RemoveStaging(folder);
        }
    }

    /// <summary>
    /// Recovers what a crash left and renders until <paramref name="stop"/>; items that run then are given back to the queue.
    /// </summary>
    /// <param name="parallelism">How many items at a time, at least 1.</param>
    /// <param name="stop">Ends the loops in order.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.Internal"/>: a loop was given up; the others were stopped in
    /// order.</exception>
    public async Task RunAsync(int parallelism, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] loops =
        [
            .. Enumerable.Range(1, parallelism).Select(n => Supervised($"rendering ({n})", RenderAllAsync)),
            Supervised("watch over the disks", WatchDisksAsync),
            Supervised("turns of long clips", TakeTurnsAsync),
        ];
        await Task.WhenAny(loops);
        await end.CancelAsync();
        await Task.WhenAll(loops);

        Task Supervised(string name, Func<CancellationToken, Task> loop) =>
            Task.Run(() => parts.Supervisor.RunAsync(name, loop, end.Token), CancellationToken.None);
    }

    private async Task RenderAllAsync(CancellationToken stop)
    {
        await RecoverAsync(stop);
        while (!stop.IsCancellationRequested)
        {
            if (!await RenderNextAsync(stop))
            {
                await WaitForWorkAsync(stop);
            }
        }
    }

    /// <summary>Renders the next item; false when none waits.</summary>
    private async Task<bool> RenderNextAsync(CancellationToken stop)
    {
        await using var item = new RunningItem(stop);
        if (await TakeAsync(item, stop) is not { } claim)
        {
            return false;
        }

        try
        {
            _reached("claimed");
            if (!await IsHeldAsync(claim, stop))
            {
                await RunItemAsync(claim, item, stop);
            }
        }
        finally
        {
            _running.TryRemove(claim.ItemId, out _);
            parts.Board.Remove(claim.ItemId);
        }

        return true;
    }

    /// <summary>Takes the next item from the store and enters it among the running ones.</summary>
    private async Task<Claim?> TakeAsync(RunningItem item, CancellationToken stop)
    {
        await _taking.WaitAsync(stop);
        try
        {
            var claim = await parts.Thread.RunAsync(_store.ClaimNext, CancellationToken.None);
            if (claim is not null)
            {
                item.Began = parts.Time.GetTimestamp();
                item.SegmentFolder = ResultPlace.SegmentFolder(claim);
                _running[claim.ItemId] = item;
            }

            return claim;
        }
        catch (HeyGemException e)
        {
            _log("The next clip could not be taken from the job list.", e);
            return null;
        }
        finally
        {
            _taking.Release();
        }
    }

    /// <summary>Waits for a wake-up; now and then looks by itself, so that a store that failed once is tried again.</summary>
    private async Task WaitForWorkAsync(CancellationToken stop)
    {
        try
        {
            await _work.WaitAsync(options.LookAgain, stop);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task RunItemAsync(Claim claim, RunningItem item, CancellationToken stop)
    {
        try
        {
            if (await PersistAsync(() => _store.IsCancelRequested(claim.ItemId), stop))
            {
                item.Cancel();
            }

            await RenderAsync(claim, item.Token, stop);
        }
#pragma warning disable CA1031 // A render that was told to stop has stopped, whatever it says on the way out.
        catch (Exception) when (item.Token.IsCancellationRequested)
#pragma warning restore CA1031
        {
            await SettleAsync(null, () => SettleStopped(claim), stop);
        }
#pragma warning disable CA1031 // Whatever one item does must not stop the others: the end of the item is recorded with its code.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var error = Explain(e);
            Tell(claim, error, e is HeyGemException ? e.InnerException : e);
            await (error.Code == ErrorCode.DiskFull.WireName()
                ? HoldForRoomAsync(claim, stop) : SettleAsync(claim, () => _store.Fail(claim, error), stop));
        }
    }

    private void Tell(Claim claim, ItemError error, Exception? cause) =>
        options.ItemFailed(new ItemFailure(claim.JobId, claim.ItemId, claim.Attempt, error.Code, error.Message, cause));

    private async Task RenderAsync(Claim claim, CancellationToken cancellationToken, CancellationToken stop)
    {
        var staging = ResultPlace.StagingFolder(claim);
        BeginStaging(claim, staging);
        _reached("staged");
        var spec = claim.Spec with { OutputFolder = staging, WorkFolder = ResultPlace.SegmentFolder(claim), ItemId = claim.ItemId };
        var result = await render(spec, new Progress(p => parts.Board.Report(claim.JobId, claim.ItemId, p)), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        _reached("rendered");
        await PublishAsync(claim, result, stop);
        _reached("published");
        RemoveStaging(claim);
        _reached("cleaned");
        await CompleteAsync(claim, stop);
    }

    /// <summary>
    /// Records what lies under its final name already. When that cannot be done any more, the next start of the bridge finds the note and
    /// the file.
    /// </summary>
    private async Task CompleteAsync(Claim claim, CancellationToken stop)
    {
        try
        {
            if (!await PersistAsync(() => _store.Complete(claim), stop))
            {
                _log($"Item {claim.ItemId} was taken away while it ran.", null);
            }

            _reached("completed");
        }
        catch (HeyGemException e)
        {
            _log($"The end of item {claim.ItemId} is recorded at the next start.", e);
        }
    }

    /// <summary>Notes the final name, then moves; a name taken in between is noted anew with the next number.</summary>
    private async Task PublishAsync(Claim claim, RenderResult result, CancellationToken stop)
    {
        var name = Path.GetFileName(result.OutputPath);
        var report = result.Report with { Beside = [.. result.Beside.Select(file => MoveBeside(claim, file))] };
        var output = new ItemOutput(string.Empty, result.Bytes, result.Sha256);
        do
        {
            output = output with { Path = ResultPlace.FreeName(claim.Spec.OutputFolder, name) };
            await PersistAsync(() => _store.NoteResult(claim, result.OutputPath, output, report), stop);
            _reached("noted");
        }
        while (!ResultPlace.TryMove(result.OutputPath, output.Path));
    }

    /// <summary>Moves what belongs to a result to the result's folder; gives the name that it got.</summary>
    private static string MoveBeside(Claim claim, string path)
    {
        string place;
        do
        {
            place = ResultPlace.FreeName(claim.Spec.OutputFolder, Path.GetFileName(path));
        }
        while (!ResultPlace.TryMove(path, place));
        return Path.GetFileName(place);
    }

    /// <summary>Removes what an item left and records how it ended.</summary>
    private async Task SettleAsync(Claim? claim, Func<bool> change, CancellationToken stop)
    {
        if (claim is not null)
        {
            RemoveStaging(claim);
        }

        try
        {
            await PersistAsync(change, stop);
        }
        catch (HeyGemException e)
        {
            // What ran stays Running in the store; the next start of the bridge takes it up again.
            _log("A change of the job list could not be recorded.", e);
        }
    }

    /// <summary>
    /// Changes the store. While it cannot be written (its disk is full, a backup holds it) this waits and tries again, so that no
    /// outcome is lost; only the end of the bridge ends the waiting.
    /// </summary>
    private async Task<T> PersistAsync<T>(Func<T> change, CancellationToken stop)
    {
        for (var told = false; ; told = true)
        {
            try
            {
                return await parts.Thread.RunAsync(change, CancellationToken.None);
            }
            catch (HeyGemException e) when (e.Code is ErrorCode.StoreFailed or ErrorCode.DiskFull && !stop.IsCancellationRequested)
            {
                if (!told)
                {
                    _log("The job list cannot be written; rendering waits for it.", e);
                }

                await PauseAsync(stop);
            }
        }
    }

    /// <summary>An item that was told to stop keeps nothing where it was cancelled; else it waits again with the segments it has.</summary>
    private bool SettleStopped(Claim claim)
    {
        if (!_store.IsCancelRequested(claim.ItemId))
        {
            return _store.Requeue(claim, claim.Attempt - 1, KeepSegments(claim));
        }

        RemoveStaging(claim);
        return _store.CancelRunning(claim);
    }

    /// <summary>Removes what an item left, but for segments that are done.</summary>
    /// <returns>The working folder where it stays, or null.</returns>
    private string? KeepSegments(Claim claim)
    {
        if (Segments.HasAny(ResultPlace.SegmentFolder(claim)))
        {
            return ResultPlace.StagingFolder(claim);
        }

        RemoveStaging(claim);
        return null;
    }

    private void RemoveStaging(Claim claim) => RemoveStaging(ResultPlace.StagingFolder(claim));

    private void RemoveStaging(string folder)
    {
        try
        {
            ResultPlace.RemoveStaging(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _log($"The working folder {folder} could not be removed.", e);
        }
    }

    /// <summary>Makes the item's working folder, empty of what an earlier attempt may have left but its segments.</summary>
    private static void BeginStaging(Claim claim, string folder)
    {
        try
        {
            ResultPlace.BeginStaging(claim);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HeyGemException(ErrorCode.OutputNotWritable, $"The folder {Path.GetDirectoryName(folder)} cannot be written.", e);
        }
    }

    private static ItemError Explain(Exception e) => e switch
    {
        HeyGemException known => new ItemError(known.Code.WireName(), known.Message, known.Hint),
        _ when DiskFaults.Of(e) == DiskFault.Full => Of(ErrorCode.DiskFull, "The disk is full."),
        _ => Of(ErrorCode.Internal, "The render stopped on a mistake in the program; the log says more."),
    };

    private static ItemError Of(ErrorCode code, string message) => new(code.WireName(), message, code.Hint());

    private sealed class Progress(Action<RenderProgress> report) : IProgress<RenderProgress>
    {
        public void Report(RenderProgress value) => report(value);
    }
}
