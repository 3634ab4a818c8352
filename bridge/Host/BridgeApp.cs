using System.Net;
using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Errors;
using HeyGem.Bridge.Farm;
using HeyGem.Bridge.Http;
using HeyGem.Bridge.Http.Carried;
using HeyGem.Bridge.Http.Events;
using HeyGem.Bridge.Http.Health;
using HeyGem.Bridge.Http.Items;
using HeyGem.Bridge.Http.Jobs;
using HeyGem.Bridge.Http.Legacy;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Http.Presets;
using HeyGem.Bridge.Http.Previews;
using HeyGem.Bridge.Http.Setup;
using HeyGem.Bridge.Http.Speech;
using HeyGem.Bridge.Http.Timelines;
using HeyGem.Bridge.Http.Timelines.Stored;
using HeyGem.Bridge.Http.Turns;
using HeyGem.Bridge.Http.Uploads;
using HeyGem.Bridge.Retention;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Queue;
using HeyGem.Core.Render.Presets;
using HeyGem.Core.Weights;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Serilog;

namespace HeyGem.Bridge.Host;

/// <summary>
/// Puts the web application together: what is registered, what every request passes in which order, and which routes there are.
/// </summary>
internal static class BridgeApp
{
    private const long MaxBodyBytes = 1 << 20;
    private const int MaxSockets = 32;

    /// <summary>Builds the application; it listens once it is started.</summary>
    /// <param name="settings">Addresses, folders and limits.</param>
    /// <param name="ledger">The opened job list.</param>
    /// <param name="parts">The engine.</param>
    /// <param name="log">Where records go.</param>
    /// <param name="time">The clock.</param>
    public static WebApplication Build(BridgeSettings settings, JobQueue ledger, RenderBackend parts, RuntimeLog log, TimeProvider time)
    {
        // A line of a request ends with CR LF; a server that takes a bare LF can be made to read a request differently from what is before
        // it.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ApplicationName = "HeyGem.Bridge", EnvironmentName = Environments.Production });
        builder.Services.AddSerilog(log.Logger);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => Limit(options, settings, time));
        builder.Services.AddRoutingCore();
        builder.Services.AddOpenApi("v1", ApiDocument.Describe);
        builder.Services.Configure<JsonOptions>(options => WebJson.Configure(options.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.Configure<HostOptions>(options =>
        {
            // All at once: the queue gives its clips back while the last requests are answered.
            options.ServicesStopConcurrently = true;
            options.ShutdownTimeout = TimeSpan.FromSeconds(9);
        });
        builder.Services
            .AddSingleton(settings).AddSingleton(ledger).AddSingleton(parts).AddSingleton(log.Tail).AddSingleton(time)
            .AddSingleton(new ClientTokens(Path.Combine(settings.DataFolder, "clients.json"), time))
            .AddSingleton(new PresetStore(new DataFolder(settings.DataFolder).Presets))
            .AddSingleton<OneTimeCodes>().AddSingleton<SignedUrls>().AddSingleton<LanLogin>()
            .AddSingleton<MediaFolders>().AddSingleton<UploadStore>().AddSingleton<JobRequestReader>().AddSingleton<JobRequestWriter>()
            .AddSingleton<TimelineStore>().AddSingleton<TimelineReader>().AddSingleton<TimelineJobs>()
            .AddSingleton<Thumbnails>().AddSingleton<PreviewStore>().AddSingleton<SpeakerSearches>().AddSingleton<SourceFiles>()
            .AddSingleton<CarriedPipeline>().AddSingleton<LongPoll>()
            .AddHostedService<RenderWorker>().AddHostedService<RetentionWorker>().AddHostedService<Mailbox>();
        builder.Services.AddSingleton(new WorkerKeys(settings.WorkerKeysPath));
        AddFarm(builder.Services, settings, parts, time);
        if (settings.LegacyFolder is { } folder)
        {
            builder.Services.AddSingleton(services => new LegacyPaths(folder, services.GetRequiredService<MediaFolders>()))
                .AddSingleton<LegacyResults>().AddSingleton<LegacyTasks>();
        }

        var app = builder.Build();
        Use(app, settings);
        return app;
    }

    private static void AddFarm(IServiceCollection services, BridgeSettings settings, RenderBackend parts, TimeProvider time)
    {
        var board = new FarmBoard(new FarmLimits(), time);
        services.AddSingleton(board).AddSingleton<FarmUploads>();
        if (settings.Farm is { } farm)
        {
            services.AddSingleton(farm).AddHostedService<FarmSender>();
            parts.DrawWith(new FarmExecutor(settings, board));
        }
    }

    private static void Use(WebApplication app, BridgeSettings settings)
    {
        app.Use(ReplyHeaders.AddAsync);
        app.UseMiddleware<ExceptionFilter>();
        app.UseMiddleware<HostFilter>();
        app.UseWebSockets();
        app.UseMiddleware<OriginFilter>();
        app.Use(app.Services.GetRequiredService<CarriedPipeline>().Attach);
        app.UsePage(settings.WebRoot);
        app.UseRouting();
        app.UseMiddleware<TokenFilter>();
        app.MapHealth();
        var api = app.MapGroup("/api/v1")
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(Problem), [Problem.ContentType]));
        api.MapSecurity();
        api.MapCapabilities();
        api.MapSocket();
        api.MapUploads();
        api.MapJobs();
        api.MapJobEvents();
        api.MapResultsArchive();
        api.MapMedia();
        api.MapItems();
        api.MapCorrections();
        api.MapPreviews();
        api.MapSpeakerSearches();
        api.MapSpeech();
        api.MapPresets();
        api.MapTimelines();
        api.MapSetup();
        api.MapFarm();
        if (settings.Farm is not null)
        {
            app.Services.GetRequiredService<FarmUploads>().Sweep();
            api.MapWorkers();
        }

        if (settings.LegacyFolder is not null)
        {
            app.MapLegacy();
        }
    }

    private static void Limit(KestrelServerOptions options, BridgeSettings settings, TimeProvider time)
    {
        var budget = new ConnectionBudget(settings.MaxConnections);
        options.AddServerHeader = false;
        options.AllowSynchronousIO = false;
        options.Limits.MaxRequestBodySize = MaxBodyBytes;
        options.Limits.MaxRequestLineSize = 8 << 10;
        options.Limits.MaxRequestHeadersTotalSize = 32 << 10;
        options.Limits.MaxRequestHeaderCount = 100;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        options.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        options.Limits.MinResponseDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        // Connections beyond their budget are not refused: the least trusted is closed. The server's own limit bounds those being closed.
        options.Limits.MaxConcurrentConnections = settings.MaxConnections * 2;
        options.Limits.MaxConcurrentUpgradedConnections = MaxSockets;
        options.ConfigureEndpointDefaults(listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(budget.HoldAsync);
        });
        if (settings.LegacyPort != 0)
        {
            options.ListenLocalhost(settings.LegacyPort);
        }

        if (settings.Lan is { } lan)
        {
            options.Listen(
                lan.Address, settings.Port, listen => listen.UseHttps(LanCertificate.Get(settings.LanCertificatePath, lan.Address, time)));
        }

        if (settings.Port == 0)
        {
            options.Listen(IPAddress.Loopback, 0);
        }
        else
        {
            options.ListenLocalhost(settings.Port);
        }
    }
}
