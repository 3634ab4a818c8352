using HeyGem.Bridge.Settings;

namespace HeyGem.Bridge.Retention;

/// <summary>
/// Applies the retention rule while the bridge runs: soon after the start, then every hour. What it removes is in the log.
/// </summary>
internal sealed class RetentionWorker(BridgeSettings settings, TimeProvider time, ILogger<RetentionWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan _first = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _pace = TimeSpan.FromHours(1);

    /// <summary>Removes what is old now.</summary>
    public void Apply()
    {
        try
        {
            foreach (var file in KeptFiles.Find(settings, settings.KeepFor, settings.KeepBytes, time).Where(KeptFiles.Remove))
            {
                BridgeLog.OldFileRemoved(logger, file.Path, file.Bytes);
            }
        }
#pragma warning disable CA1031 // Tidying up must never end the bridge; the next hour tries again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            BridgeLog.RetentionFailed(logger, e);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = _first; !stoppingToken.IsCancellationRequested; wait = _pace)
        {
            await Task.Delay(wait, time, stoppingToken);
            Apply();
        }
    }
}
