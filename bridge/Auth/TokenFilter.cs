using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Auth;

/// <summary>Lets a request reach its route only as the route's own rule says; a route without a rule is closed.</summary>
internal sealed class TokenFilter(RequestDelegate next, ClientTokens tokens, SignedUrls tickets, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    /// <summary>A wrong token costs its sender this much; a right one never waits, so nobody is locked out by another's guesses.</summary>
    private static readonly TimeSpan _penalty = TimeSpan.FromMilliseconds(150);

    public async Task InvokeAsync(HttpContext context)
    {
        var rule = context.GetEndpoint()?.Metadata.GetMetadata<Access>()?.Rule ?? AccessRule.Token;
        if (!IsOpen(context, rule) && !await IsAllowedAsync(context, rule))
        {
            throw new HeyGemException(ErrorCode.AuthRequired, "This request carries no valid token.");
        }

        await next(context);
    }

    private static bool IsOpen(HttpContext context, AccessRule rule) =>
        rule == AccessRule.Open || (rule == AccessRule.Local && !LanLogin.IsLan(context));

    /// <summary>Whether a request carries a valid token.</summary>
    public static bool HasToken(HttpContext context, ClientTokens tokens)
    {
        var valid = context.Request.Headers.Authorization is { Count: 1 } values && values[0] is { Length: < 256 } value
            && value.StartsWith(Scheme, StringComparison.Ordinal) && tokens.IsValid(value[Scheme.Length..], LanLogin.IsLan(context));
        if (valid)
        {
            context.Features.Get<OpenConnection>()?.ShowToken(LanLogin.IsLan(context));
        }

        return valid;
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

        if (context.Request.Headers.Authorization.Count > 0 || ticket.Count > 0)
        {
            await Task.Delay(_penalty, time, context.RequestAborted);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return false;
    }
}
