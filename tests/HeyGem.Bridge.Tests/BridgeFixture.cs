using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Host;
using HeyGem.Bridge.Http.Health;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HeyGem.Bridge.Tests;

/// <summary>A whole bridge on a free port of this process: real server, real store, the fake renderer; gone after the test.</summary>
public sealed class BridgeFixture : IAsyncDisposable
{
    private readonly JobQueue _ledger;
    private readonly RuntimeLog _log;

    private BridgeFixture(string folder, Func<BridgeSettings, BridgeSettings> change)
    {
        Folder = folder;
        Media = Directory.CreateDirectory(Path.Combine(folder, "media")).FullName;
        Settings = change(new BridgeSettings
        {
            Port = 0,
            DataFolder = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName,
            OutputFolder = Path.Combine(folder, "out"),
            MediaRoots = [Media],
            AllowedOrigins = new HashSet<string> { "https://panel.example" },
            WebRoot = Path.Combine(folder, "no-page"),
            ShowsFiles = false,
        });
        Directory.CreateDirectory(Settings.LogFolder);
        var parts = new RenderBackend(
            Render.Delegate, (_, _) => Task.FromResult<IReadOnlyList<HealthCheck>>([new HealthCheck("ffmpeg", true, "5.1", null, null)]),
            MakeThumbnailAsync, ProbeAsync)
        {
            FindSpeakersAsync = FakeRender.FindSpeakersAsync,
        };
        _log = RuntimeLog.Open(Settings.LogFolder);
        _ledger = JobQueue.Open(Settings.StorePath, VerifiedInput.Guard(parts.Render),
            BridgeHost.LedgerOptions(Settings, _log, static _ => { }), TimeProvider.System);
        App = BridgeApp.Build(Settings, _ledger, parts, _log, TimeProvider.System);
    }

    public string Folder { get; }

    /// <summary>The one media folder.</summary>
    public string Media { get; }

    public FakeRender Render { get; } = new();

    public WebApplication App { get; }

    /// <summary>With the token.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>Without it.</summary>
    public HttpClient Stranger { get; private set; } = null!;

    public int Port { get; private set; }

    public string Token => App.Services.GetRequiredService<ClientTokens>().Token;

    internal BridgeSettings Settings { get; }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    internal static async Task<BridgeFixture> StartAsync(Func<BridgeSettings, BridgeSettings>? change = null)
    {
        var fixture = new BridgeFixture(Directory.CreateTempSubdirectory("heygem-bridge-").FullName, change ?? (s => s));
        await fixture.App.StartAsync(Now);
        var address = fixture.App.Urls.Select(u => new Uri(u))
            .First(u => u.Scheme == Uri.UriSchemeHttp && u.Port != fixture.Settings.LegacyPort);
        fixture.Port = address.Port;
        fixture.Stranger = new HttpClient { BaseAddress = address };
        fixture.Client = new HttpClient { BaseAddress = address };
        fixture.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", fixture.Token);
        return fixture;
    }

    /// <summary>Makes a file in the media folder and gives its path.</summary>
    public string Clip(string name)
    {
        var path = Path.Combine(Media, name);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, "not read by the fake renderer");
        }

        return path;
    }

    /// <summary>A request for these clips with one voice.</summary>
    public JsonObject Request(string key, params string[] clips) => new()
    {
        ["idempotencyKey"] = key.PadRight(8, '-'),
        ["items"] = new JsonArray([.. clips.Select(c => (JsonNode)new JsonObject
        {
            ["clip"] = new JsonObject { ["path"] = Clip(c) },
            ["audio"] = new JsonObject { ["path"] = Clip("voice.wav") },
        })]),
    };

    public async Task<JsonObject> SubmitAsync(string key, params string[] clips)
    {
        using var response = await Client.PostAsJsonAsync("/api/v1/jobs", Request(key, clips), Now);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Now));
        return (await response.Content.ReadFromJsonAsync<JsonObject>(Now))!;
    }

    /// <summary>Follows a job by long poll until it is finished.</summary>
    public async Task<JsonObject> FinishedAsync(string id)
    {
        for (long since = 0; ;)
        {
            var job = await GetAsync($"/api/v1/jobs/{id}?waitMs=10000&since={since}");
            if (job["state"]!.GetValue<string>() is "completed" or "failed" or "cancelled")
            {
                return job;
            }

            since = job["version"]!.GetValue<long>();
        }
    }

    public async Task<JsonObject> GetAsync(string address) => (await Client.GetFromJsonAsync<JsonObject>(address, Now))!;

    /// <summary>One of the services that run beside the server.</summary>
    public T Service<T>()
        where T : IHostedService => App.Services.GetServices<IHostedService>().OfType<T>().Single();

    /// <summary>How many jobs there are.</summary>
    public int Jobs => _ledger.List(null, null, 1000).Count;

    /// <summary>Closes the job list as the end of the bridge does, for a test that looks into its file.</summary>
    public void CloseQueue() => _ledger.Dispose();

    public static async Task<string> CodeOfAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Now);
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("hint").GetString()));
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("requestId").GetString()));
        Assert.DoesNotContain("   at ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        return problem.GetProperty("code").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        Stranger?.Dispose();
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        _ledger.Dispose();
        _log.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Takes everything for media but what begins as a private key does.</summary>
    private static async Task ProbeAsync(string path, CancellationToken cancellationToken)
    {
        if ((await File.ReadAllTextAsync(path, cancellationToken)).StartsWith("-----BEGIN", StringComparison.Ordinal))
        {
            throw new HeyGemException(ErrorCode.MediaUnreadable, $"{Path.GetFileName(path)} is not a media file.");
        }
    }

    private static Task MakeThumbnailAsync(string source, string path, CancellationToken cancellationToken) =>
        File.WriteAllBytesAsync(path, [0xFF, 0xD8, 0xFF], cancellationToken);
}
