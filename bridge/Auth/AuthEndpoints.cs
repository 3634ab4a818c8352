using HeyGem.Bridge.Errors;
using HeyGem.Core.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HeyGem.Bridge.Auth;

/// <summary>How a page or panel gets its token, and an element of a page its ticket.</summary>
internal static class AuthEndpoints
{
    public static void MapSecurity(this RouteGroupBuilder api)
    {
        api.MapPost("/session", OpenSession).For(AccessRule.Local)
            .WithName("openSession").WithSummary("Exchanges the one-time code of the launch address for a token.");
        api.MapPost("/pair", Pair).For(AccessRule.Local)
            .WithName("pair").WithSummary("Exchanges the six digits that the bridge shows for a token.");
        api.MapPost("/login", LoginAsync).For(AccessRule.Open)
            .WithName("login").WithSummary("Over the LAN address, exchanges the password for a token of the client's own.");
        api.MapPost("/pairing-code", NewPairingCode).For(AccessRule.Token)
            .WithName("newPairingCode").WithSummary("Makes six digits for a panel to pair with; shown on the bridge's page.");
        api.MapPost("/launch-code", NewLaunchCode).For(AccessRule.Token)
            .WithName("newLaunchCode").WithSummary("Makes the one-time code of an address that lets one browser of this machine in.");
        api.MapPost("/tickets", PrintTicket).For(AccessRule.Token)
            .WithName("newTicket").WithSummary("Makes a short-lived ticket for one video, thumbnail, archive or event address.");
    }

    private static Ok<TokenReply> OpenSession(CodeRequest request, OneTimeCodes desk, ClientTokens tokens) =>
        TypedResults.Ok(new TokenReply(desk.RedeemLaunchCode(request.Code, () => tokens.Admit(NameOf(request, "page")))));

    private static Ok<TokenReply> Pair(CodeRequest request, OneTimeCodes desk, ClientTokens tokens) =>
        TypedResults.Ok(new TokenReply(desk.RedeemPairingCode(request.Code, () => tokens.Admit(NameOf(request, "panel")))));

    private static async Task<Ok<TokenReply>> LoginAsync(
        LoginRequest request, HttpContext context, LanLogin door, CancellationToken cancellationToken) => LanLogin.IsLan(context)
        ? TypedResults.Ok(new TokenReply(await door.EnterAsync(request.Password, ClientOf(request, context), cancellationToken)))
        : throw new HeyGemException(
            ErrorCode.RequestNoSuchRoute, "Passwords are taken only over the LAN address, which serve --lan opens.");

    private static Ok<PairingCodeReply> NewPairingCode(OneTimeCodes desk)
    {
        var (code, expires) = desk.NewPairingCode();
        return TypedResults.Ok(new PairingCodeReply(code, expires));
    }

    private static Ok<LaunchCodeReply> NewLaunchCode(HttpContext context, OneTimeCodes desk) => LanLogin.IsLan(context)
        ? throw new HeyGemException(ErrorCode.RequestNoSuchRoute, "Launch codes are made for this machine only.")
        : TypedResults.Ok(new LaunchCodeReply(desk.NewLaunchCode()));

    private static Ok<TicketReply> PrintTicket(TicketRequest request, SignedUrls press)
    {
        if (request.Path is not { Length: < 300 } || !request.Path.StartsWith("/api/v1/", StringComparison.Ordinal))
        {
            throw new HeyGemException(ErrorCode.RequestInvalid, "\"path\" is not an address under /api/v1/.");
        }

        var (ticket, expires) = press.Print(request.Path);
        return TypedResults.Ok(new TicketReply(ticket, expires));
    }

    private static LanClient ClientOf(LoginRequest request, HttpContext context) =>
        new(DisplayText.Text(request.Client ?? "client", 80), context.Connection.RemoteIpAddress?.ToString() ?? string.Empty);

    private static string NameOf(CodeRequest request, string otherwise) => DisplayText.Text(request.Client ?? otherwise, 80);
}

/// <summary>A code to exchange.</summary>
/// <param name="Code">The code.</param>
/// <param name="Client">What the client calls itself, at most 80 characters.</param>
internal sealed record CodeRequest(string Code, string? Client = null);

/// <summary>The LAN password.</summary>
/// <param name="Password">The password that the bridge was started with.</param>
/// <param name="Client">What the client calls itself, at most 80 characters.</param>
internal sealed record LoginRequest(string Password, string? Client = null);

/// <summary>A token.</summary>
/// <param name="Token">To send as <c>Authorization: Bearer</c>; valid for 90 days.</param>
internal sealed record TokenReply(string Token);

/// <summary>Six digits for a panel.</summary>
/// <param name="Code">The digits.</param>
/// <param name="Expires">When they end.</param>
internal sealed record PairingCodeReply(string Code, DateTimeOffset Expires);

/// <summary>A code for a launch address.</summary>
/// <param name="Code">Stands behind <c>#code=</c>; works once, for ten minutes.</param>
internal sealed record LaunchCodeReply(string Code);

/// <summary>The address that a ticket is for.</summary>
/// <param name="Path">The path without query, such as <c>/api/v1/items/.../video</c>.</param>
internal sealed record TicketRequest(string Path);

/// <summary>A ticket.</summary>
/// <param name="Ticket">To send as the query parameter <c>ticket</c>.</param>
/// <param name="Expires">When it ends.</param>
internal sealed record TicketReply(string Ticket, DateTimeOffset Expires);
