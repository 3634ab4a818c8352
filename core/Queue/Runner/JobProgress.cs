using System.Collections.Concurrent;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Queue.Store;
using HeyGem.Core.Render;

namespace HeyGem.Core.Queue.Runner;

/// <summary>How far the running items are. Kept in memory only: a restart renders them again from the start. Thread-safe.</summary>
internal sealed class JobProgress(JobChanges feed)
{
    private readonly ConcurrentDictionary<string, (RenderProgress Progress, long Version)> _items = [];

    /// <summary>Notes an item's progress and wakes those who follow its job.</summary>
    public void Report(string jobId, string itemId, RenderProgress progress)
    {
        var version = feed.Next();
        _items[itemId] = (progress, version);
        feed.Publish(jobId, version);
    }

    /// <summary>Drops an item that runs no longer.</summary>
    public void Remove(string itemId) => _items.TryRemove(itemId, out _);

    /// <summary>The item with its progress, when it runs and has said how far it is.</summary>
    public ItemSnapshot Onto(ItemSnapshot item) => item.State == ItemState.Running && _items.TryGetValue(item.Id, out var entry)
        ? item with { Progress = entry.Progress, Version = Math.Max(item.Version, entry.Version) }
        : item;
}
