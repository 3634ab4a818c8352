using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Errors;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Http.Previews;

/// <summary>
/// The previews of this run of the bridge: rendered one after the other beside the queue, kept for an hour, gone with the bridge. They are
/// no results: no list shows them, and nothing of them lies where results lie. Thread-safe.
/// </summary>
internal sealed class PreviewStore(
    BridgeSettings settings, RenderBackend backend, TimeProvider time, ILogger<PreviewStore> logger) : IDisposable
{
    private const int Most = 16;
    private static readonly TimeSpan _kept = TimeSpan.FromHours(1);

    private readonly RenderItem _render = VerifiedInput.Guard(backend.Render);
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<string, Held> _previews = [];
    private bool _swept;

    /// <summary>Begins a preview, or gives the one that the same request began.</summary>
    /// <param name="request">The client's own name for the request, and a hash of what it asks for.</param>
    /// <param name="spec">What to render; its folder is chosen here.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobConflict"/>: another request had the name;
    /// <see cref="ErrorCode.QueueFull"/>: too many wait.</exception>
    public (PreviewEntry Preview, bool Created) Begin((string Key, string Hash) request, RenderSpec spec)
    {
        Held held;
        List<Held> old;
        lock (_gate)
        {
            if (_previews.Values.FirstOrDefault(p => p.Now.Request.Key == request.Key)?.Now is { } same)
            {
                return same.Request == request ? (same, false) : throw new HeyGemException(
                    ErrorCode.JobConflict, $"Another preview was asked for under the key {request.Key}.");
            }

            old = DropOld();
            if (_previews.Count >= Most)
            {
                throw new HeyGemException(ErrorCode.QueueFull, $"{Most} previews wait already.");
            }

            var id = NewJob.NewId();
            held = new Held(new PreviewEntry
            {
                Id = id,
                Request = request,
                Folder = Path.Combine(settings.PreviewFolder, id),
                AskedAt = time.GetUtcNow(),
            });
            _previews.Add(id, held);

            // Whoever takes it out waits for its work, so that it has one from the first.
            held.Work = Task.Run(() => RunAsync(held, spec with { OutputFolder = held.Now.Folder }), CancellationToken.None);
        }

        old.ForEach(Remove);
        return (held.Now, true);
    }

    /// <summary>A preview as it is now.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public PreviewEntry Get(string id) => Find(id).Now;

    /// <summary>A task that ends when a preview has a change after a version, or is removed.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public Task ChangedAsync(string id, long since)
    {
        lock (_gate)
        {
            var held = Find(id);
            return held.Now.Version > since ? Task.CompletedTask : held.Changed.Task;
        }
    }

    /// <summary>Stops and forgets a preview, whose files go; asking again changes nothing.</summary>
    public void Cancel(string id)
    {
        Held? held;
        lock (_gate)
        {
            _previews.Remove(id, out held);
        }

        if (held is not null)
        {
            Remove(held);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        List<Held> all;
        lock (_gate)
        {
            all = [.. _previews.Values];
            _previews.Clear();
        }

        all.ForEach(held => held.Stop.Cancel());
        Task.WaitAll([.. all.Select(held => held.Work)]);
        all.ForEach(RemoveFolder);
        _one.Dispose();
    }

    private Held Find(string id)
    {
        lock (_gate)
        {
            return _previews.GetValueOrDefault(id) ?? throw new HeyGemException(ErrorCode.JobNotFound, $"There is no preview {id}.");
        }
    }

    /// <summary>Takes finished previews out that are old, or the oldest where there is no room for another.</summary>
    private List<Held> DropOld()
    {
        var finished = _previews.Values.Where(p => p.Now.State.IsFinished()).OrderBy(p => p.Now.AskedAt).ToList();
        var old = finished.Where((p, i) => p.Now.AskedAt < time.GetUtcNow() - _kept || _previews.Count - i >= Most).ToList();
        old.ForEach(p => _previews.Remove(p.Now.Id));
        return old;
    }

    private async Task RunAsync(Held held, RenderSpec spec)
    {
        var stop = held.Stop.Token;
        try
        {
            await _one.WaitAsync(stop);
            try
            {
                Sweep();
                PrivateFile.MakeFolder(settings.PreviewFolder);
                PrivateFile.MakeFolder(spec.OutputFolder);
                Change(held, now => now with { State = ItemState.Running });
                var progress = new Progress(value => Change(held, now => now with { Progress = value }));
                var result = await _render(spec, progress, stop);
                Change(held, now => now with { State = ItemState.Completed, Result = result, Progress = null });
            }
            finally
            {
                _one.Release();
            }
        }
#pragma warning disable CA1031 // What nobody foresaw ends this preview with a code, and nothing else.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (!stop.IsCancellationRequested)
            {
                var fault = UnexpectedFault.Of("The preview cannot be rendered", e);
                BridgeLog.PreviewFailed(logger, held.Now.Id, fault.Code.WireName(), fault);
                var error = new ItemError(fault.Code.WireName(), fault.Message, fault.Hint);
                Change(held, now => now with { State = ItemState.Failed, Error = error, Progress = null });
            }
        }
    }

    /// <summary>Removes what an earlier run of the bridge left.</summary>
    private void Sweep()
    {
        if (_swept)
        {
            return;
        }

        _swept = true;
        var left = Directory.Exists(settings.PreviewFolder) ? Directory.EnumerateDirectories(settings.PreviewFolder) : [];
        foreach (var folder in left.Where(folder => !IsHeld(folder)))
        {
            RemoveFolder(folder);
        }
    }

    private bool IsHeld(string folder)
    {
        lock (_gate)
        {
            return _previews.ContainsKey(Path.GetFileName(folder));
        }
    }

    private void Change(Held held, Func<PreviewEntry, PreviewEntry> change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            var now = change(held.Now);
            held.Now = now with { Version = held.Now.Version + 1 };
            changed = held.Changed;
            held.Changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.TrySetResult();
    }

    private void Remove(Held held)
    {
        held.Stop.Cancel();
        held.Changed.TrySetResult();
        held.Work.ContinueWith(_ => RemoveFolder(held), TaskScheduler.Default);
    }

    private void RemoveFolder(Held held)
    {
        RemoveFolder(held.Now.Folder);
        held.Stop.Dispose();
    }

    private void RemoveFolder(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows holds a file that is being sent; the next start removes it.
            BridgeLog.PreviewNotRemoved(logger, folder, e);
        }
    }

    /// <summary>A preview and what runs it.</summary>
    private sealed class Held(PreviewEntry first)
    {
        public PreviewEntry Now { get; set; } = first;

        public CancellationTokenSource Stop { get; } = new();

        public TaskCompletionSource Changed { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Work { get; set; } = Task.CompletedTask;
    }

    private sealed class Progress(Action<RenderProgress> report) : IProgress<RenderProgress>
    {
        public void Report(RenderProgress value) => report(value);
    }
}
