using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Http.Health;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Http.Timelines.Stored;
using HeyGem.Bridge.Http.Uploads;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue;
using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Host;

/// <summary>One run of the bridge from lock to farewell.</summary>
internal static class BridgeHost
{
    private static readonly TimeSpan WarmAfter = TimeSpan.FromSeconds(1);

    /// <summary>Serves until it is cancelled or told to stop.</summary>
    /// <param name="settings">Addresses, folders and limits.</param>
    /// <param name="parts">The engine.</param>
    /// <param name="ready">Called once the bridge answers.</param>
    /// <param name="reached">Told each durable step by name; for tests.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops the bridge in order.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.BridgeAlreadyRunning"/>, <see cref="ErrorCode.BridgePortInUse"/>,
    /// <see cref="ErrorCode.BridgePortNotAllowed"/>, <see cref="ErrorCode.StoreNewer"/>, <see cref="ErrorCode.StoreFailed"/>,
    /// <see cref="ErrorCode.DiskFull"/>; <see cref="ErrorCode.Internal"/> when a part of the bridge failed for good.</exception>
    public static async Task RunAsync(BridgeSettings settings, RenderBackend parts, Action<BridgeAddress> ready, Action<string> reached,
        TimeProvider time, CancellationToken cancellationToken)
    {
        using var hold = InstanceLock.Take(settings);
        try
        {
            await ServeAsync(settings, parts, ready, reached, time, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InstanceLock.Unusable(settings.DataFolder, e);
        }
    }

    private static async Task ServeAsync(BridgeSettings settings, RenderBackend parts, Action<BridgeAddress> ready, Action<string> reached,
        TimeProvider time, CancellationToken cancellationToken)
    {
        PrivateFile.MakeFolder(settings.LogFolder);
        using var log = RuntimeLog.Open(settings.LogFolder);
        using var ledger = JobQueue.Open(
            settings.StorePath, VerifiedInput.Guard(parts.Render), LedgerOptions(settings, log, reached), time);
        if (ledger.StoreMovedAside is { } aside)
        {
            BridgeLog.ListMovedAside(log.CreateLogger("HeyGem.Jobs"), aside);
        }

        await using var app = BridgeApp.Build(settings, ledger, parts, log, time);
        app.Services.GetRequiredService<UploadStore>().Sweep();
        app.Services.GetRequiredService<TimelineStore>().Sweep(ledger);
        await StartAsync(app, settings, cancellationToken);
        try
        {
            var port = settings.Port != 0 ? settings.Port : app.Urls.Select(u => new Uri(u))
                .First(u => u.Scheme == Uri.UriSchemeHttp && u.Port != settings.LegacyPort).Port;
            var version = typeof(BridgeHost).Assembly.GetName().Version!.ToString(3);
            new DiscoveryFile(port, app.Services.GetRequiredService<ClientTokens>().Token, Environment.ProcessId, time.GetUtcNow(), version)
                .Write(settings.DiscoveryPath);
            var desk = app.Services.GetRequiredService<OneTimeCodes>();
            ready(new BridgeAddress(port, desk.NewLaunchCode(), desk.NewPairingCode().Code, ledger.StoreMovedAside));
            _ = WarmAsync(parts, time, cancellationToken);
            await StoppedAsync(app, cancellationToken);
        }
        finally
        {
            File.Delete(settings.DiscoveryPath);
            await app.StopAsync(CancellationToken.None);
        }

        RequireHealthy(app);
    }

    /// <summary>Loads the models before the first job, and after the first answer.</summary>
    private static async Task WarmAsync(RenderBackend parts, TimeProvider time, CancellationToken cancellationToken)
    {
        await Task.Delay(WarmAfter, time, cancellationToken);
        await parts.CheckAsync(false, cancellationToken);
    }

    /// <summary>A service that failed for good has stopped the bridge; that is no orderly end.</summary>
    private static void RequireHealthy(WebApplication app)
    {
        foreach (var service in app.Services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            if (service.ExecuteTask?.Exception?.InnerException is { } fault)
            {
                throw fault as HeyGemException
                    ?? new HeyGemException(ErrorCode.Internal, $"The bridge stopped on a mistake in the program: {fault.Message}", fault);
            }
        }
    }

    /// <summary>The job list's limits, and where it tells what happens.</summary>
    public static JobQueueOptions LedgerOptions(BridgeSettings settings, RuntimeLog log, Action<string> reached)
    {
        var logger = log.CreateLogger("HeyGem.Jobs");
        return new JobQueueOptions
        {
            Parallelism = settings.Parallelism,
            QueueCap = settings.QueueCap,
            Log = (message, error) =>
                (error is null ? (Action<ILogger, Exception?, string>)BridgeLog.Told : BridgeLog.Wondered)(logger, error, message),
            Failed = (message, error) => BridgeLog.Failed(logger, error, message),
            ItemFailed = item => BridgeLog.ItemFailed(logger, item.Cause, item.ItemId, item.JobId, item.Attempt, item.Code, item.Message),
            Reached = reached,
        };
    }

    private static async Task StartAsync(WebApplication app, BridgeSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException && ListenFault.Of(e, settings) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Where other machines reach the bridge and how they know it, or null.</summary>
    public static (string Url, string Fingerprint)? LanOf(BridgeSettings settings, TimeProvider time)
    {
        if (settings.Lan is not { } lan)
        {
            return null;
        }

        using var certificate = LanCertificate.Get(settings.LanCertificatePath, lan.Address, time);
        return ($"https://{lan.Authority(settings.Port)}/", LanCertificate.Fingerprint(certificate));
    }

    private static async Task StoppedAsync(WebApplication app, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
        try
        {
            await Task.Delay(Timeout.Infinite, stop.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }
}

/// <summary>Where the running bridge is and how to be let in.</summary>
/// <param name="Port">The port on 127.0.0.1.</param>
/// <param name="LaunchCode">For the address to open in the browser; works once.</param>
/// <param name="PairingCode">Six digits for the panel; work once.</param>
/// <param name="StoreMovedAside">Where a damaged job list was moved to, or null.</param>
internal sealed record BridgeAddress(int Port, string LaunchCode, string PairingCode, string? StoreMovedAside)
{
    /// <summary>The address to open; the code behind the # never reaches a log or another server.</summary>
    public string LaunchUrl => $"http://127.0.0.1:{Port}/#code={LaunchCode}";
}
