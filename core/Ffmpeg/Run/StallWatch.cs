namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>
/// Ends a child that makes no progress: time out on silence, never on length. Runs only between <see cref="Wait"/> and
/// <see cref="Progress"/>, so a child that waits for us is never blamed.
/// </summary>
internal sealed class StallWatch : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly Action _end;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private volatile bool _fired;
    private bool _disposed;

    public StallWatch(Action end, TimeSpan limit, TimeProvider time)
    {
        _end = end;
        _limit = limit;
        _timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the child was ended for making no progress.</summary>
    public bool Fired => _fired;

    /// <summary>How long silence may last.</summary>
    public TimeSpan Limit => _limit;

    /// <summary>From here on the child owes something.</summary>
    public void Wait() => _timer.Change(_limit, Timeout.InfiniteTimeSpan);

    /// <summary>The child delivered; the clock stops until the next <see cref="Wait"/>.</summary>
    public void Progress() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>After this the child is not ended any more; a timer that has just run out is waited for.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _timer.Dispose();
    }

    private void Fire()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _fired = true;
                _end();
            }
        }
    }
}
