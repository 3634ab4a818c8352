using HeyGem.Bridge.Errors;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Auth;

/// <summary>
/// Lets a browser's request through only from the bridge's own page, or from an origin the user listed by its exact name. Programs send
/// neither header and pass; they need the token like everybody. A panel whose host sends a nameless origin passes with the token only.
/// </summary>
internal sealed class OriginFilter(RequestDelegate next, BridgeSettings settings, ClientTokens tokens)
{
    /// <summary>What programs that show local pages call themselves; a browser calls its sandboxed pages the same.</summary>
    private static readonly string[] _nameless = ["null", "file://"];

    public Task InvokeAsync(HttpContext context)
    {
        var origins = context.Request.Headers.Origin;
        if (origins.Count == 0)
        {
            return IsForeign(context.Request.Headers["Sec-Fetch-Site"]) ? throw Refusal("another site") : next(context);
        }

        var origin = origins.Count == 1 ? origins[0]! : "several";
        var scheme = context.Request.Scheme + "://";
        if (origin.StartsWith(scheme, StringComparison.Ordinal) && HostFilter.IsOwn(origin[scheme.Length..], context, settings))
        {
            return IsForeign(context.Request.Headers["Sec-Fetch-Site"]) ? throw Refusal("another site") : next(context);
        }

        if (_nameless.Contains(origin) && IsHost(context))
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.Vary = "Origin";
            return next(context);
        }

        if (!settings.AllowedOrigins.Contains(origin))
        {
            throw Refusal(DisplayText.Text(origin, 200));
        }

        return AnswerListed(context, origin);
    }

    /// <summary>
    /// Whether a request without a named origin comes from a program of this user: it carries the token of the discovery file, which no web
    /// page can read, and lacks the mark that browsers set.
    /// </summary>
    private bool IsHost(HttpContext context) =>
        context.Request.Headers["Sec-Fetch-Site"].Count == 0
        && !LanLogin.IsLan(context)
        && TokenFilter.TokenOf(context) is { } token
        && tokens.IsOwn(token);

    private Task AnswerListed(HttpContext context, string origin)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        headers.Vary = "Origin";
        headers.AccessControlExposeHeaders = "Content-Range, Retry-After, ETag";
        if (!HttpMethods.IsOptions(context.Request.Method) || context.Request.Headers.AccessControlRequestMethod.Count == 0)
        {
            return next(context);
        }

        headers.AccessControlAllowMethods = "GET, POST, DELETE";
        headers.AccessControlAllowHeaders = "authorization, content-type, range, last-event-id";
        headers.AccessControlMaxAge = "600";
        if (context.Request.Headers["Access-Control-Request-Private-Network"] == "true")
        {
            headers["Access-Control-Allow-Private-Network"] = "true";
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static bool IsForeign(Microsoft.Extensions.Primitives.StringValues site) =>
        site.Count > 0 && site.ToString() is not ("same-origin" or "none");

    private static HeyGemException Refusal(string who) => new(ErrorCode.OriginNotAllowed, $"A page of {who} may not use this bridge.");
}
