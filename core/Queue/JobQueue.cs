using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Queue.Store;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Queue;

/// <summary>
/// The durable queue: accepts jobs, renders their items in fair turns, and tells how they stand. What it has accepted survives the end
/// of the process at any moment. Thread-safe.
/// </summary>
public sealed class JobQueue : IDisposable
{
    private readonly JobStore _store;
    private readonly StoreThread _thread = new();
    private readonly JobProgress _board;
    private readonly LoopSupervisor _supervisor;
    private readonly JobRunner _runner;
    private readonly JobQueueOptions _options;
    private readonly CancellationTokenSource _closing = new();
    private Task _run = Task.CompletedTask;

    private JobQueue(JobStore store, RenderItem render, JobQueueOptions options, TimeProvider time)
    {
        _store = store;
        _options = options;
        _board = new JobProgress(store.Feed);
        _supervisor = new LoopSupervisor(options.Failed, time);
        _runner = new JobRunner(new RunnerParts(store, _thread, _board, _supervisor, time), render, options);
    }

    /// <summary>Where a damaged store was moved to when this ledger was opened, or null; the list then began empty.</summary>
    public string? StoreMovedAside => _store.MovedAside;

    /// <summary>What went wrong in the queue itself a short while ago, a sentence, or null where all is well.</summary>
    public string? Fault => _supervisor.Fault;

    /// <summary>Opens the ledger's store, making it where there is none. Nothing is rendered before <see cref="RunAsync"/>.</summary>
    /// <param name="storePath">The store's file; its folder exists.</param>
    /// <param name="render">Renders one item.</param>
    /// <param name="options">Limits and parallelism.</param>
    /// <param name="time">The clock of the dates in the store.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.StoreNewer"/>, <see cref="ErrorCode.StoreFailed"/>,
    /// <see cref="ErrorCode.DiskFull"/>.</exception>
    public static JobQueue Open(string storePath, RenderItem render, JobQueueOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new JobQueue(JobStore.Open(storePath, time), render, options, time);
    }

    /// <summary>The media files of all items that wait or run; reads the store without changing it, also beside a running bridge.</summary>
    /// <param name="storePath">The store's file; none is as good as an empty one.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.StoreFailed"/>.</exception>
    public static IReadOnlySet<string> FilesInUse(string storePath) => JobStore.FilesInUse(storePath);

    /// <summary>The results that the retention rule may remove, each with its job's id; reads the store without changing it.</summary>
    /// <param name="storePath">The store's file; none is as good as an empty one.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.StoreFailed"/>.</exception>
    public static IReadOnlyList<(string JobId, ItemOutput Output)> RemovableResults(string storePath) =>
        JobStore.RemovableResults(storePath);

    /// <summary>
    /// Takes up what an earlier process left, then renders until it is cancelled or closed; what runs then waits again. Once only.
    /// </summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.Internal"/>: the queue failed again and again and was given up.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        _run = Task.Run(() => _runner.RunAsync(_options.Parallelism, stop.Token), CancellationToken.None);
        await _run.ConfigureAwait(false);
    }

    /// <summary>
    /// Asks the queue on the thread that waits for its file, so that the caller's own thread is free meanwhile. Whoever answers requests
    /// asks this way.
    /// </summary>
    /// <param name="question">Calls one or several methods of this queue.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<T> AskAsync<T>(Func<JobQueue, T> question, CancellationToken cancellationToken) =>
        _thread.RunAsync(() => question(this), cancellationToken);

    /// <summary>Accepts a job; it is on disk when this returns.</summary>
    /// <returns>The job, and whether it is new: the same request again gives the same job.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobConflict"/>, <see cref="ErrorCode.QueueFull"/>,
    /// <see cref="ErrorCode.DiskFull"/>, <see cref="ErrorCode.StoreFailed"/>.</exception>
    public (JobSnapshot Job, bool Created) Submit(NewJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        _options.Reached("received");
        var folders = job.Items.Select(i => i.Spec.OutputFolder).Distinct();
        var disks = folders.ToDictionary(folder => folder, folder => Disk.IdOf(folder)?.ToString());
        var accepted = _store.Submit(job with { Items = [.. job.Items.Select(i => i with { Disk = disks[i.Spec.OutputFolder] })] },
            _options.QueueCap);
        _options.Reached("committed");
        _runner.Wake();
        return accepted;
    }

    /// <summary>The job that the same request made before, or null.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobConflict"/>, <see cref="ErrorCode.StoreFailed"/>.</exception>
    public JobSnapshot? FindAccepted(string idempotencyKey, string bodyHash) =>
        _store.Accepted(idempotencyKey, bodyHash) is { } id ? Get(id) : null;

    /// <summary>A job with all its items.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public JobSnapshot Get(string jobId) => GetSince(jobId, -1);

    /// <summary>A job with those of its items that changed after <paramref name="since"/>.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public JobSnapshot GetSince(string jobId, long since)
    {
        var job = Present(jobId, () => _store.Find(jobId, since));
        return job with { Items = [.. job.Items.Where(i => i.Version > since)] };
    }

    /// <summary>A job with those of its items that tell how it goes on: what runs, or else the first that waits for a disk.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public JobSnapshot Outline(string jobId) => Present(jobId, () => _store.Outline(jobId));

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
        var (running, folders) = _store.Cancel(jobId, itemId);
        _runner.Stop(running);
        _runner.RemoveWork(folders);
        return Get(jobId);
    }

    /// <summary>Puts a job before all others; a long clip that runs gives way after a segment. A finished job stays as it is.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public JobSnapshot ToFront(string jobId)
    {
        _store.ToFront(jobId);
        return Get(jobId);
    }

    /// <summary>Queues the failed items of a job again; the completed ones stay.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancelled">Whether those that were cancelled are queued, too.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public JobSnapshot Retry(string jobId, bool cancelled = false)
    {
        _store.Retry(jobId, cancelled);
        _runner.Wake();
        return Get(jobId);
    }

    /// <summary>Forgets a finished job.</summary>
    /// <returns>The published results, which stay on disk.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>, <see cref="ErrorCode.JobUnfinished"/>.</exception>
    public IReadOnlyList<ItemOutput> Delete(string jobId) => _store.Delete(jobId);

    /// <summary>Stops rendering in order, waits for it, and only then closes the store.</summary>
    public void Dispose()
    {
        if (_closing.IsCancellationRequested)
        {
            return;
        }

        _closing.Cancel();
        _run.ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
        _thread.Dispose();
        _runner.Dispose();
        _store.Dispose();
        _closing.Dispose();
    }

    private JobSnapshot Present(string jobId, Func<JobSnapshot?> find)
    {
        // Read before the items: a change in between then shows as newer than the version given, and the next look brings it.
        var published = _store.Feed.VersionOf(jobId);
        var job = find() ?? throw new HeyGemException(ErrorCode.JobNotFound, $"There is no job {jobId}.");
        return job with { Items = [.. job.Items.Select(_board.Onto)], Version = Math.Max(job.Version, published) };
    }
}
