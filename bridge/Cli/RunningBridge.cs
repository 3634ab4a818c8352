using System.Net.Http.Headers;
using System.Text.Json;
using HeyGem.Bridge.Host;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Cli;

/// <summary>The bridge that already runs for this user, as a second start of the program sees it.</summary>
internal sealed class RunningBridge : IDisposable
{
    private static readonly SocketsHttpHandler _direct = new() { UseProxy = false };

    private readonly HttpClient _client;

    private RunningBridge(DiscoveryFile found)
    {
        Url = $"http://127.0.0.1:{found.Port}/";
        _client = new HttpClient(_direct, disposeHandler: false)
        {
            BaseAddress = new Uri(Url),
            Timeout = TimeSpan.FromSeconds(5),
        };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", found.Token);
    }

    /// <summary>Its address, without a code.</summary>
    public string Url { get; }

    /// <summary>Finds it by what it left in the data folder and by its own answer to the token there; null when none answers.</summary>
    public static async Task<RunningBridge?> FindAsync(BridgeSettings settings, CancellationToken cancellationToken)
    {
        if (DiscoveryFile.TryRead(settings.DiscoveryPath) is not { } found)
        {
            return null;
        }

        var bridge = new RunningBridge(found);
        try
        {
            // Another program may have the port by now: only the bridge itself knows the token and shows what it checked.
            var health = await bridge._client.GetFromJsonAsync<JsonElement>("healthz", cancellationToken);
            if (health.TryGetProperty("checks", out _))
            {
                return bridge;
            }
        }
        catch (Exception e) when (IsSilence(e, cancellationToken))
        {
            // A bridge that is gone left the file.
        }

        bridge.Dispose();
        return null;
    }

    /// <summary>An address that lets one browser in.</summary>
    public async Task<string> NewLaunchUrlAsync(CancellationToken cancellationToken)
    {
        var reply = await PostAsync("api/v1/launch-code", cancellationToken);
        return $"{Url}#code={reply.GetProperty("code").GetString()}";
    }

    /// <summary>Asks it to end in order; what is not finished goes on with the next start.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => PostAsync("api/v1/stop", cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Nobody there, somebody else, or no answer in time.</summary>
    private static bool IsSilence(Exception e, CancellationToken cancellationToken) =>
        e is HttpRequestException or JsonException or InvalidOperationException
        || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private async Task<JsonElement> PostAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var reply = await _client.PostAsync(new Uri(path, UriKind.Relative), null, cancellationToken);
            reply.EnsureSuccessStatusCode();
            return await reply.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        }
        catch (Exception e) when (IsSilence(e, cancellationToken))
        {
            throw new HeyGemException(ErrorCode.BridgeAlreadyRunning, $"The bridge at {Url} does not answer as it should: {e.Message}", e);
        }
    }
}
