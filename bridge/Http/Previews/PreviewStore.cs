using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Http.Followed;
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
    private readonly Dictionary<string, FollowedWork<PreviewEntry>> _previews = [];
    private bool _swept;

    /// <summary>Begins a preview, or gives the one that the same request began.</summary>
    /// <param name="request">The client's own name for the request, and a hash of what it asks for.</param>
    /// <param name="spec">What to render; its folder is chosen here.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobConflict"/>: another request had the name;
    /// <see cref="ErrorCode.QueueFull"/>: too many wait.</exception>
    public (PreviewEntry Preview, bool Created) Begin((string Key, string Hash) request, RenderSpec spec)
    {
        FollowedWork<PreviewEntry> held;
        List<FollowedWork<PreviewEntry>> old;
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
            held = new FollowedWork<PreviewEntry>(new PreviewEntry
            {
                Id = id,
                Request = request,
                Folder = Path.Combine(settings.PreviewFolder, id),
                AskedAt = time.GetUtcNow(),
            });
            _previews.Add(id, held);

            // Whoever takes it out waits for its work, so that it has one from the first.
            var own = spec with { OutputFolder = held.Now.Folder };
            held.Start(
                _one, (progress, stop) => RenderAsync(own, progress, stop), "The preview cannot be rendered",
                fault => BridgeLog.PreviewFailed(logger, id, fault.Code.WireName(), fault));
        }

        old.ForEach(Remove);
        return (held.Now, true);
    }

    /// <summary>A preview as it is now.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public PreviewEntry Get(string id) => Find(id).Now;

    /// <summary>A task that ends when a preview has a change after a version, or is removed.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public Task ChangedAsync(string id, long since) => Find(id).ChangedAsync(since);

    /// <summary>Stops and forgets a preview, whose files go; asking again changes nothing.</summary>
    public void Cancel(string id)
    {
        FollowedWork<PreviewEntry>? held;
        lock (_gate)
        {
            held = _previews.GetValueOrDefault(id);
            _previews.Remove(id);
        }

        if (held is not null)
        {
            Remove(held);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        List<FollowedWork<PreviewEntry>> all;
        lock (_gate)
        {
            all = [.. _previews.Values];
            _previews.Clear();
        }

        all.ForEach(held => held.Stop());
        Task.WaitAll([.. all.Select(held => held.Ended)]);
        all.ForEach(RemoveFolder);
        _one.Dispose();
    }

    private FollowedWork<PreviewEntry> Find(string id)
    {
        lock (_gate)
        {
            return _previews.GetValueOrDefault(id) ?? throw new HeyGemException(ErrorCode.JobNotFound, $"There is no preview {id}.");
        }
    }

    /// <summary>Takes finished previews out that are old, or the oldest where there is no room for another.</summary>
    private List<FollowedWork<PreviewEntry>> DropOld()
    {
        var finished = _previews.Values.Where(p => p.Now.State.IsFinished()).OrderBy(p => p.Now.AskedAt).ToList();
        var old = finished.Where((p, i) => p.Now.AskedAt < time.GetUtcNow() - _kept || _previews.Count - i >= Most).ToList();
        old.ForEach(p => _previews.Remove(p.Now.Id));
        return old;
    }

    private async Task<Func<PreviewEntry, PreviewEntry>> RenderAsync(
        RenderSpec spec, IProgress<RenderProgress> progress, CancellationToken cancellationToken)
    {
        Sweep();
        PrivateFile.MakeFolder(settings.PreviewFolder);
        PrivateFile.MakeFolder(spec.OutputFolder);
        var result = await _render(spec, progress, cancellationToken);
        return now => now with { Result = result };
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

    private void Remove(FollowedWork<PreviewEntry> held)
    {
        held.Stop();
        held.Ended.ContinueWith(_ => RemoveFolder(held), TaskScheduler.Default);
    }

    private void RemoveFolder(FollowedWork<PreviewEntry> held)
    {
        RemoveFolder(held.Now.Folder);
        held.Dispose();
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
}
