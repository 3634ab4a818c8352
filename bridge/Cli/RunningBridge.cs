using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using HeyGem.Bridge.Host;
using HeyGem.Bridge.Http;
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

    /// <summary>Asks one of its routes.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The route, without a slash before it.</param>
    /// <param name="body">The body, or null for none.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The answer; null where it has no body.</returns>
    /// <exception cref="HeyGemException">The bridge's own code.</exception>
    public async Task<T?> AskAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
            request.Content = body is null ? null : JsonContent.Create(body, options: WebJson.Options);
            using var reply = await _client.SendAsync(request, cancellationToken);
            if (!reply.IsSuccessStatusCode)
            {
                throw await FaultAsync(reply, cancellationToken);
            }

            return reply.StatusCode == HttpStatusCode.NoContent
                ? null : await reply.Content.ReadFromJsonAsync<T>(WebJson.Options, cancellationToken);
        }
        catch (Exception e) when (IsSilence(e, cancellationToken))
        {
            throw new HeyGemException(ErrorCode.BridgeAlreadyRunning, $"The bridge at {Url} does not answer as it should: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Nobody there, somebody else, or no answer in time.</summary>
    private static bool IsSilence(Exception e, CancellationToken cancellationToken) =>
        e is HttpRequestException or JsonException or InvalidOperationException
        || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static async Task<HeyGemException> FaultAsync(HttpResponseMessage reply, CancellationToken cancellationToken)
    {
        var problem = await reply.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var wire = problem.TryGetProperty("code", out var word) ? word.GetString() : null;
        var code = Enum.GetValues<ErrorCode>().FirstOrDefault(known => known.WireName() == wire, ErrorCode.RequestInvalid);
        return new HeyGemException(code, problem.TryGetProperty("detail", out var detail) ? detail.GetString()! : reply.ReasonPhrase!);
    }

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
