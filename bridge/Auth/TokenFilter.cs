using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Auth;

/// <summary>Lets a request reach its route only as the route's own rule says; a route without a rule is closed.</summary>
internal sealed class TokenFilter(
    RequestDelegate next, ClientTokens tokens, WorkerKeys keys, SignedUrls tickets, TimeProvider time)
{
    /// <summary>What stands before a token in the Authorization header.</summary>
    public const string Scheme = "Bearer ";

    /// <summary>The first of two subprotocols of a WebSocket, whose second is the token: a script can set no other header.</summary>
    public const string SocketProtocol = "heygem";

    /// <summary>A wrong token costs its sender this much; a right one never waits, so nobody is locked out by another's guesses.</summary>
    private static readonly TimeSpan _penalty = TimeSpan.FromMilliseconds(150);

    public async Task InvokeAsync(HttpContext context)
    {
        var rule = context.GetEndpoint()?.Metadata.GetMetadata<Access>()?.Rule ?? AccessRule.Token;
        if (rule == AccessRule.Worker)
        {
            await RequireKeyAsync(context);
        }
        else if (!IsOpen(context, rule) && !await IsAllowedAsync(context, rule))
        {
            throw new HeyGemException(ErrorCode.AuthRequired, "This request carries no valid token.");
        }

        await next(context);
    }

    private static bool IsOpen(HttpContext context, AccessRule rule) =>
        context.Features.Get<CarriedRequest>() is null
        && (rule == AccessRule.Open || (rule == AccessRule.Local && !LanLogin.IsLan(context)));

    /// <summary>The token that a request carries, or null.</summary>
    public static string? TokenOf(HttpContext context)
    {
        if (context.Request.Headers.Authorization is { Count: 1 } values && values[0] is { Length: < 256 } value)
        {
            return value.StartsWith(Scheme, StringComparison.Ordinal) ? value[Scheme.Length..] : null;
        }

        return context.WebSockets is { IsWebSocketRequest: true, WebSocketRequestedProtocols: [SocketProtocol, { Length: < 256 } token] }
            ? token
            : null;
    }

    /// <summary>Whether a request carries a valid token.</summary>
    public static bool HasToken(HttpContext context, ClientTokens tokens)
    {
        var valid = TokenOf(context) is { } token && tokens.IsValid(token, LanLogin.IsLan(context));
        if (valid)
        {
            context.Features.Get<OpenConnection>()?.ShowToken(LanLogin.IsLan(context));
        }

        return valid;
    }

    /// <summary>Lets a worker in by its key; a client's token opens none of its routes.</summary>
    private async Task RequireKeyAsync(HttpContext context)
    {
        if (context.Features.Get<CarriedRequest>() is null && TokenOf(context) is { } key && keys.Find(key) is { } name)
        {
            context.Features.Set(new CarriedKey(name));
            context.Features.Get<OpenConnection>()?.ShowToken(LanLogin.IsLan(context));
            return;
        }

        await Task.Delay(_penalty, time, context.RequestAborted);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        throw new HeyGemException(ErrorCode.FarmKeyRefused, "This request carries no valid key of a worker.");
    }

    private async Task<bool> IsAllowedAsync(HttpContext context, AccessRule rule)
    {
        if (HasToken(context, tokens))
        {
            return true;
        }

        var ticket = context.Request.Query[SignedUrls.Parameter];
        if (rule == AccessRule.TokenOrTicket && ticket.Count == 1 && tickets.IsValid(ticket[0]!, context.Request.Path))
        {
            context.Features.Get<OpenConnection>()?.ShowToken(LanLogin.IsLan(context));
            return true;
        }

        if (context.Request.Headers.Authorization.Count > 0 || ticket.Count > 0 || TokenOf(context) is not null)
        {
            await Task.Delay(_penalty, time, context.RequestAborted);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return false;
    }
}
