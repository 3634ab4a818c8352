using Segments = HeyGem.Core.Render.Segments.SegmentFolder;

namespace HeyGem.Core.Queue.Runner;

internal sealed partial class JobRunner
{
    /// <summary>
    /// Looks now and then whether a long clip stands in the way: of a job that goes before it, or of any other once it had its turn. It
    /// then waits again with the segments that it has; one that finished none since it began goes on, so that every turn brings it
    /// further.
    /// </summary>
    private async Task TakeTurnsAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await PauseAsync(stop);
            var grown = _running.Where(r => r.Value.SegmentFolder is { } folder && Segments.HasGrown(folder)).ToList();
            if (grown.Count == 0)
            {
                continue;
            }

            var hadTurn = grown.Where(r => parts.Time.GetElapsedTime(r.Value.Began) >= options.Turn).Select(r => r.Key).ToHashSet();
            var overtaken = await parts.Thread.RunAsync(() => _store.Overtaken(hadTurn), CancellationToken.None);
            if (grown.Find(r => r.Key == overtaken).Value is { } item)
            {
                _log($"Item {overtaken} gives way to another job after the segments that it has.", null);
                await parts.Thread.RunAsync(() => _store.Behind(overtaken!), CancellationToken.None);
                item.Cancel();
            }
        }
    }
}
