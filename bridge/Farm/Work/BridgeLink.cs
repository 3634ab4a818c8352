using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using HeyGem.Bridge.Http;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Farm.Work;

/// <summary>
/// A worker's way to its bridge: by the address and the certificate of the invitation and no other. A call ends when the bridge has
/// given no sign of life for some time, however long the call takes. Thread-safe.
/// </summary>
internal sealed class BridgeLink : IDisposable
{
    private static readonly TimeSpan _connecting = TimeSpan.FromSeconds(5);

    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _client;
    private readonly Lock _gate = new();
    private CancellationTokenSource _silence = new();

    public BridgeLink(FarmInvitation invitation)
    {
        _handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = _connecting };
        if (invitation.Fingerprint is { } pinned)
        {
            _handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is not null && Fingerprint(certificate.GetRawCertData()) == pinned;
        }

        _client = new HttpClient(_handler) { BaseAddress = new Uri(invitation.Bridge), Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", invitation.Secret);
    }

    /// <summary>Posts a body and reads the answer.</summary>
    /// <exception cref="HeyGemException">The bridge's own code, or <see cref="ErrorCode.FarmBridgeUnreachable"/>.</exception>
    public async Task<T> PostAsync<T>(string path, object? body, CancellationToken cancellationToken)
    {
        using var reply = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, Of(path)) { Content = JsonContent.Create(body, options: WebJson.Options) },
            cancellationToken);
        return await Guarded(
            token => reply.Content.ReadFromJsonAsync<T>(WebJson.Options, token)!, cancellationToken) ?? throw Unreachable(null);
    }

    /// <summary>Sends bytes that are read from a file, or a note.</summary>
    /// <exception cref="HeyGemException">As <see cref="PostAsync"/>.</exception>
    public async Task SendAsync(HttpMethod method, string path, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var reply = await SendAsync(
            () => new HttpRequestMessage(method, Of(path)) { Content = new ReadOnlyMemoryContent(body) }, cancellationToken);
    }

    /// <summary>Posts a body that nothing answers.</summary>
    /// <exception cref="HeyGemException">As <see cref="PostAsync"/>.</exception>
    public async Task SendJsonAsync(string path, byte[] json, CancellationToken cancellationToken)
    {
        using var reply = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, Of(path))
            {
                Content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            },
            cancellationToken);
    }

    /// <summary>Asks for a number.</summary>
    /// <exception cref="HeyGemException">As <see cref="PostAsync"/>.</exception>
    public async Task<long> GetNumberAsync(string path, CancellationToken cancellationToken)
    {
        using var reply = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, Of(path)), cancellationToken);
        return await Guarded(token => reply.Content.ReadFromJsonAsync<long>(token), cancellationToken);
    }

    /// <summary>Reads a file on from a place and writes what comes.</summary>
    /// <param name="path">The route.</param>
    /// <param name="from">The first byte.</param>
    /// <param name="into">Where the bytes go.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HeyGemException">As <see cref="PostAsync"/>; what came until then is written.</exception>
    /// <exception cref="IOException">The worker's own disk refuses.</exception>
    public async Task ReadAsync(string path, long from, FileStream into, CancellationToken cancellationToken)
    {
        using var reply = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, Of(path)) { Headers = { Range = new RangeHeaderValue(from, null) } },
            cancellationToken);
        if (reply.StatusCode != HttpStatusCode.PartialContent)
        {
            throw Unreachable(null);
        }

        await using var stream = await reply.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[1 << 18];
        while (await Guarded(token => stream.ReadAsync(buffer, token).AsTask(), cancellationToken) is > 0 and var read)
        {
            await into.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    /// <summary>Ends every call that waits: the bridge has been silent for too long.</summary>
    public void EndWaiting()
    {
        lock (_gate)
        {
            _silence.Cancel();
            _silence.Dispose();
            _silence = new CancellationTokenSource();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
        _silence.Dispose();
    }

    private static Uri Of(string path) => new($"api/v1/farm/{path}", UriKind.Relative);

    private static string Fingerprint(byte[] certificate) => string.Join(
        ':', SHA256.HashData(certificate).Select(b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        using var message = request();
        var reply = await Guarded(
            token => _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, token), cancellationToken);
        if (reply.IsSuccessStatusCode)
        {
            return reply;
        }

        using (reply)
        {
            throw await FaultAsync(reply, cancellationToken);
        }
    }

    /// <summary>What the bridge says is wrong.</summary>
    private async Task<HeyGemException> FaultAsync(HttpResponseMessage reply, CancellationToken cancellationToken)
    {
        try
        {
            var problem = await Guarded(token => reply.Content.ReadFromJsonAsync<JsonElement>(token), cancellationToken);
            var code = problem.GetProperty("code").GetString();
            return Enum.GetValues<ErrorCode>().Where(known => known.WireName() == code).Select(known => (ErrorCode?)known).FirstOrDefault()
                is { } found
                ? new HeyGemException(found, problem.GetProperty("detail").GetString() ?? string.Empty)
                : Unreachable(null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return Unreachable(e);
        }
    }

    private async Task<T> Guarded<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        CancellationTokenSource stop;
        lock (_gate)
        {
            stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token);
        }

        using (stop)
        {
            try
            {
                return await call(stop.Token);
            }
            catch (Exception e) when (e is HttpRequestException or HttpIOException or IOException
                || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                throw Unreachable(e);
            }
        }
    }

    private static HeyGemException Unreachable(Exception? e) => new(
        ErrorCode.FarmBridgeUnreachable,
        e is null ? "The bridge answers otherwise than it should." : $"The bridge is not reached: {e.Message}",
        e);
}
