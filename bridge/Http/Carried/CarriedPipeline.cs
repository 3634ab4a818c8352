using System.Net;
using System.Text;
using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Errors;
using Microsoft.AspNetCore.Http.Features;

namespace HeyGem.Bridge.Http.Carried;

/// <summary>
/// Answers carried requests by the same routes, rules and handlers as requests over HTTP. Host and origin are not theirs to show: the way
/// that carried them was checked. Thread-safe once attached.
/// </summary>
internal sealed class CarriedPipeline(IServiceScopeFactory scopes, ILogger<ExceptionFilter> logger, TimeProvider time)
{
    private const int MostBytes = 8 << 20;

    /// <summary>Longer than the longest long poll.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private RequestDelegate? _rest;

    /// <summary>Says what answers: all that follows the host and origin checks.</summary>
    public RequestDelegate Attach(RequestDelegate rest)
    {
        _rest = new ExceptionFilter(rest, logger).InvokeAsync;
        return rest;
    }

    /// <summary>The answer, or null where none came in time or it is too large to be carried.</summary>
    /// <param name="call">The request.</param>
    /// <param name="token">The token that came with it.</param>
    /// <param name="cancellationToken">The client gave up, or the bridge stops.</param>
    public async Task<CarriedReply?> AnswerAsync(CarriedCall call, string token, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var limit = new CancellationTokenSource(_limit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var body = new BoundedBody(MostBytes, stop.Cancel);
        using var sent = new MemoryStream(Encoding.UTF8.GetBytes(call.Body ?? string.Empty));
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = stop.Token };
        context.Features.Set(new CarriedRequest());
        context.Connection.LocalIpAddress = context.Connection.RemoteIpAddress = IPAddress.Loopback;
        var (request, query) = (context.Request, call.Path.IndexOf('?', StringComparison.Ordinal));
        (request.Scheme, request.Method) = (Uri.UriSchemeHttp, call.Method);
        request.Path = PathString.FromUriComponent(query < 0 ? call.Path : call.Path[..query]);
        request.QueryString = new QueryString(query < 0 ? string.Empty : call.Path[query..]);
        request.Headers.Authorization = TokenFilter.Scheme + token;
        context.Features.Set<IHttpRequestBodyDetectionFeature>(new BodyDetection(call.Body is not null));
        if (call.Body is not null)
        {
            (request.Body, request.ContentLength, request.ContentType) = (sent, sent.Length, "application/json");
        }

        context.Response.Body = body;
        await _rest!(context);
        if (stop.IsCancellationRequested)
        {
            return null;
        }

        await context.Response.CompleteAsync();
        var headers = context.Response.Headers.RetryAfter is { Count: > 0 } after
            ? new Dictionary<string, string> { ["Retry-After"] = after.ToString() }
            : [];
        return new CarriedReply(context.Response.StatusCode, headers, Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length));
    }

    /// <summary>What a server says of a request it read; without it a body is not looked for.</summary>
    private sealed record BodyDetection(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;
}
