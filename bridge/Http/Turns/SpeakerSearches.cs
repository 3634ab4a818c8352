using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Errors;
using HeyGem.Bridge.Http.Media;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Bridge.Http.Turns;

/// <summary>
/// The searches of this run of the bridge for who speaks when: one after the other beside the queue, the last 16 are kept. What they find
/// is cached, so that asking again costs nothing. Thread-safe.
/// </summary>
internal sealed class SpeakerSearches(RenderBackend backend, SourceFiles sources, ILogger<SpeakerSearches> logger) : IDisposable
{
    private const int Most = 16;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _one = new(1);
    private readonly List<Held> _searches = [];

    /// <summary>Begins a search, or gives the one of the same clip and range that did not fail.</summary>
    /// <param name="clip">The clip and its range.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.QueueFull"/>: too many wait.</exception>
    public (SpeakerSearch Search, bool Created) Begin(RenderSpec clip)
    {
        lock (_gate)
        {
            if (_searches.Find(s => s.Now.Clip == clip && s.Now.State != ItemState.Failed) is { } same)
            {
                return (same.Now, false);
            }

            if (_searches.Count >= Most)
            {
                var old = _searches.Find(s => s.Now.State.IsFinished())
                    ?? throw new HeyGemException(ErrorCode.QueueFull, $"{Most} searches for speakers wait already.");
                _searches.Remove(old);
            }

            var held = new Held(new SpeakerSearch { Id = NewJob.NewId(), Clip = clip });
            _searches.Add(held);
            held.Work = Task.Run(() => RunAsync(held), CancellationToken.None);
            return (held.Now, true);
        }
    }

    /// <summary>A search as it is now.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public SpeakerSearch Get(string id)
    {
        lock (_gate)
        {
            return Find(id).Now;
        }
    }

    /// <summary>A task that ends when a search has a change after a version, or is removed.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public Task ChangedAsync(string id, long since)
    {
        lock (_gate)
        {
            var held = Find(id);
            return held.Now.Version > since ? Task.CompletedTask : held.Changed.Task;
        }
    }

    /// <summary>Stops and forgets a search; asking again changes nothing.</summary>
    public void Cancel(string id)
    {
        Held? held;
        lock (_gate)
        {
            held = _searches.Find(s => s.Now.Id == id);
            _searches.RemoveAll(s => s == held);
        }

        held?.Stop.Cancel();
        held?.Changed.TrySetResult();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        List<Held> all;
        lock (_gate)
        {
            all = [.. _searches];
            _searches.Clear();
        }

        all.ForEach(held => held.Stop.Cancel());
        Task.WaitAll([.. all.Select(held => held.Work)]);
        all.ForEach(held => held.Stop.Dispose());
        _one.Dispose();
    }

    private Held Find(string id) => _searches.Find(s => s.Now.Id == id)
        ?? throw new HeyGemException(ErrorCode.JobNotFound, $"There is no search {id}.");

    private async Task RunAsync(Held held)
    {
        var stop = held.Stop.Token;
        try
        {
            await _one.WaitAsync(stop);
            try
            {
                Change(held, now => now with { State = ItemState.Running });
                using var file = await sources.OpenAsync(held.Now.Clip.ClipPath, stop);
                var progress = new Progress(value => Change(held, now => now with { Progress = value }));
                var proposal = await backend.FindSpeakersAsync(held.Now.Clip, progress, stop);
                file.ThrowIfChanged(null);
                Change(held, now => now with { State = ItemState.Completed, Proposal = proposal, Progress = null });
            }
            finally
            {
                _one.Release();
            }
        }
#pragma warning disable CA1031 // What nobody foresaw ends this search with a code, and nothing else.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (!stop.IsCancellationRequested)
            {
                var fault = UnexpectedFault.Of("Nobody could be looked for", e);
                BridgeLog.SpeakerSearchFailed(logger, held.Now.Id, fault.Code.WireName(), fault);
                var error = new ItemError(fault.Code.WireName(), fault.Message, fault.Hint);
                Change(held, now => now with { State = ItemState.Failed, Error = error, Progress = null });
            }
        }
    }

    private void Change(Held held, Func<SpeakerSearch, SpeakerSearch> change)
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

    /// <summary>A search and what runs it.</summary>
    private sealed class Held(SpeakerSearch first)
    {
        public SpeakerSearch Now { get; set; } = first;

        public CancellationTokenSource Stop { get; } = new();

        public TaskCompletionSource Changed { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Work { get; set; } = Task.CompletedTask;
    }

    private sealed class Progress(Action<RenderProgress> report) : IProgress<RenderProgress>
    {
        public void Report(RenderProgress value) => report(value);
    }
}
