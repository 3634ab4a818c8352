namespace HeyGem.Core.Queue.Runner;

/// <summary>An item while it is rendered: the token that stops it, which may be used up to the very end. Thread-safe.</summary>
internal sealed class RunningItem(CancellationToken stop) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private Task? _cancelling;

    /// <summary>When it was taken, a time stamp of the queue's clock.</summary>
    public long Began { get; set; }

    /// <summary>Where its segments are kept; null until it is known.</summary>
    public string? SegmentFolder { get; set; }

    /// <summary>Stops the render.</summary>
    public CancellationToken Token => _cancel.Token;

    /// <summary>Asks the render to stop; nothing happens once it has ended.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            _cancelling ??= _cancel.CancelAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task? cancelling;
        lock (_gate)
        {
            cancelling = _cancelling;
        }

        if (cancelling is not null)
        {
            await cancelling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _cancel.Dispose();
    }
}
