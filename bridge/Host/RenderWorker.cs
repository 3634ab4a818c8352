using HeyGem.Core.Queue;

namespace HeyGem.Bridge.Host;

/// <summary>
/// Lets the ledger render for as long as the bridge runs; on an orderly stop the running clips are given back to the queue.
/// </summary>
internal sealed class RenderWorker(JobQueue ledger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => ledger.RunAsync(stoppingToken);
}
