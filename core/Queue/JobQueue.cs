using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Queue.Store;

namespace HeyGem.Core.Queue;

/// <summary>
/// The durable queue: accepts jobs, renders their items in fair turns, and tells how they stand. What it has accepted survives the end
/// of the process at any moment. Thread-safe.
/// </summary>
public sealed class JobQueue : IDisposable
{
    private readonly JobStore _store;
    private readonly JobProgress _board;
    private readonly JobRunner _runner;
    private readonly JobQueueOptions _options;

    private JobQueue(JobStore store, RenderItem render, JobQueueOptions options)
    {
        _store = store;
        _options = options;
        _board = new JobProgress(store.Feed);
        _runner = new JobRunner(store, _board, render, options);
    }

    /// <summary>Where a damaged store was moved to when this ledger was opened, or null; the list then began empty.</summary>
    public string? StoreMovedAside => _store.MovedAside;

    /// <summary>Opens the ledger's store, making it where there is none. Nothing is rendered before <see cref="RunAsync"/>.</summary>
    /// <param name="storePath">The store's file; its folder exists.</param>
    /// <param name="render">Renders one item.</param>
    /// <param name="options">Limits and parallelism.</param>
    /// <param name="time">The clock of the dates in the store.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.StoreNewer"/>, <see cref="ErrorCode.StoreFailed"/>.</exception>
    public static JobQueue Open(string storePath, RenderItem render, JobQueueOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new JobQueue(JobStore.Open(storePath, time), render, options);
    }

    /// <summary>The media files of all items that wait or run; reads the store without changing it, also beside a running bridge.</summary>
    /// <param name="storePath">The store's file; none is as good as an empty one.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.StoreFailed"/>.</exception>
    public static IReadOnlySet<string> FilesInUse(string storePath) => JobStore.FilesInUse(storePath);

    /// <summary>The results that the retention rule may remove, each with its job's id; reads the store without changing it.</summary>
    /// <param name="storePath">The store's file; none is as good as an empty one.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.StoreFailed"/>.</exception>
    public static IReadOnlyList<(string JobId, ItemOutput Output)> RemovableResults(string storePath) => JobStore.RemovableResults(storePath);

    /// <summary>Takes up what an earlier process left, then renders until it is cancelled; what runs then waits again.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => _runner.RunAsync(_options.Parallelism, cancellationToken);

    /// <summary>Accepts a job; it is on disk when this returns.</summary>
    /// <returns>The job, and whether it is new: the same request again gives the same job.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobConflict"/>, <see cref="ErrorCode.QueueFull"/>, <see cref="ErrorCode.DiskFull"/>, <see cref="ErrorCode.StoreFailed"/>.</exception>
    public (JobSnapshot Job, bool Created) Submit(NewJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        _options.Reached("received");
        var accepted = _store.Submit(job, _options.QueueCap);
        _options.Reached("committed");
        _runner.Wake();
        return accepted;
    }

    /// <summary>The job that the same request made before, or null.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobConflict"/>, <see cref="ErrorCode.StoreFailed"/>.</exception>
    public JobSnapshot? FindAccepted(string idempotencyKey, string bodyHash) => _store.Accepted(idempotencyKey, bodyHash) is { } id ? Get(id) : null;

    /// <summary>A job with all its items.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public JobSnapshot Get(string jobId) => GetSince(jobId, 0);

    /// <summary>A job with those of its items that changed after <paramref name="since"/>.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public JobSnapshot GetSince(string jobId, long since)
    {
        // Read before the items: a change in between then shows as newer than the version given, and the next look brings it.
        var published = _store.Feed.VersionOf(jobId);
        var job = _store.Find(jobId, 0) ?? throw new HeyGemException(ErrorCode.JobNotFound, $"There is no job {jobId}.");
        var items = job.Items.Select(_board.Onto).Where(i => i.Version > since).ToList();
        return job with { Items = items, Version = Math.Max(job.Version, published) };
    }

    /// <summary>One item.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public ItemSnapshot Item(string itemId) => _board.Onto(_store.Item(itemId));

    /// <summary>Jobs without their items, newest first.</summary>
    /// <param name="state">Only jobs in this state, or null for all.</param>
    /// <param name="before">Only jobs whose <see cref="JobSnapshot.Sequence"/> is lower, or null.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<JobSnapshot> List(JobState? state, long? before, int limit) => _store.List(state, before, limit);

    /// <summary>A task that ends when the job has a change after <paramref name="since"/>, or is deleted.</summary>
    public Task ChangedAsync(string jobId, long since) => _store.Feed.Changed(jobId, since);

    /// <summary>Stops a job or one item of it; what waits is cancelled at once, what runs within moments.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>, <see cref="ErrorCode.JobFinished"/>.</exception>
    public JobSnapshot Cancel(string jobId, string? itemId)
    {
        _runner.Stop(_store.Cancel(jobId, itemId));
        return Get(jobId);
    }

    /// <summary>Queues the failed items of a job again; the completed ones stay.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public JobSnapshot RetryFailed(string jobId)
    {
        _store.RetryFailed(jobId);
        _runner.Wake();
        return Get(jobId);
    }

    /// <summary>Forgets a finished job.</summary>
    /// <returns>The published results, which stay on disk.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>, <see cref="ErrorCode.JobUnfinished"/>.</exception>
    public IReadOnlyList<string> Delete(string jobId) => _store.Delete(jobId);

    /// <inheritdoc/>
    public void Dispose()
    {
        _runner.Dispose();
        _store.Dispose();
    }
}
