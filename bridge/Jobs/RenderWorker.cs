using HeyGem.Core.Jobs;

namespace HeyGem.Bridge.Jobs;

/// <summary>Lets the ledger render for as long as the bridge runs; on an orderly stop the running clips are given back to the queue.</summary>
internal sealed class RenderWorker(JobLedger ledger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => ledger.RunAsync(stoppingToken);
}
