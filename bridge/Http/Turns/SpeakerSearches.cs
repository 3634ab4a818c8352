using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Http.Followed;
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
    private readonly List<FollowedWork<SpeakerSearch>> _searches = [];

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

            var search = new SpeakerSearch { Id = NewJob.NewId(), Clip = clip };
            var held = new FollowedWork<SpeakerSearch>(search);
            _searches.Add(held);
            held.Start(
                _one, (progress, stop) => SearchAsync(clip, progress, stop), "Nobody could be looked for",
                fault => BridgeLog.SpeakerSearchFailed(logger, search.Id, fault.Code.WireName(), fault));
            return (search, true);
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
            return Find(id).ChangedAsync(since);
        }
    }

    /// <summary>Stops and forgets a search; asking again changes nothing.</summary>
    public void Cancel(string id)
    {
        FollowedWork<SpeakerSearch>? held;
        lock (_gate)
        {
            held = _searches.Find(s => s.Now.Id == id);
            _searches.RemoveAll(s => s == held);
        }

        held?.Stop();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        List<FollowedWork<SpeakerSearch>> all;
        lock (_gate)
        {
            all = [.. _searches];
            _searches.Clear();
        }

        all.ForEach(held => held.Stop());
        Task.WaitAll([.. all.Select(held => held.Ended)]);
        all.ForEach(held => held.Dispose());
        _one.Dispose();
    }

    private FollowedWork<SpeakerSearch> Find(string id) => _searches.Find(s => s.Now.Id == id)
        ?? throw new HeyGemException(ErrorCode.JobNotFound, $"There is no search {id}.");

    private async Task<Func<SpeakerSearch, SpeakerSearch>> SearchAsync(
        RenderSpec clip, IProgress<RenderProgress> progress, CancellationToken cancellationToken)
    {
        using var file = await sources.OpenAsync(clip.ClipPath, cancellationToken);
        var proposal = await backend.FindSpeakersAsync(clip, progress, cancellationToken);
        file.ThrowIfChanged(null);
        return now => now with { Proposal = proposal };
    }
}
