namespace HeyGem.Core.Queue.Store;

/// <summary>
/// Numbers every change and wakes those who wait for one. Numbers grow over restarts: the upper half counts the store's openings,
/// the lower half the changes since. Thread-safe.
/// </summary>
internal sealed class JobChanges
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _versions = [];
    private readonly Dictionary<string, TaskCompletionSource> _waiters = [];
    private long _last;

    /// <summary>Starts above every number that an earlier opening of the store has given out.</summary>
    /// <param name="epoch">How often the store has been opened, at least 1.</param>
    public JobChanges(long epoch) => _last = epoch << 32;

    /// <summary>The next number.</summary>
    public long Next() => Interlocked.Increment(ref _last);

    /// <summary>Tells that a job changed.</summary>
    public void Publish(string jobId, long version)
    {
        TaskCompletionSource? waiter;
        lock (_gate)
        {
            _versions[jobId] = Math.Max(version, _versions.GetValueOrDefault(jobId));
            _waiters.Remove(jobId, out waiter);
        }

        waiter?.TrySetResult();
    }

    /// <summary>The number of a job's last change since the store was opened, 0 when there was none.</summary>
    public long VersionOf(string jobId)
    {
        lock (_gate)
        {
            return _versions.GetValueOrDefault(jobId);
        }
    }

    /// <summary>Drops what is remembered of a job that no longer exists, and wakes those who wait for it.</summary>
    public void Forget(string jobId)
    {
        Publish(jobId, Next());
        lock (_gate)
        {
            _versions.Remove(jobId);
        }
    }

    /// <summary>A task that ends as soon as the job has a change later than <paramref name="since"/>.</summary>
    public Task Changed(string jobId, long since)
    {
        lock (_gate)
        {
            if (_versions.GetValueOrDefault(jobId) > since)
            {
                return Task.CompletedTask;
            }

            if (!_waiters.TryGetValue(jobId, out var waiter))
            {
                waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiters[jobId] = waiter;
            }

            return waiter.Task;
        }
    }
}
