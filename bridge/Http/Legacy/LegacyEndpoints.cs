using System.Text.Json;
using HeyGem.Bridge.Auth;

namespace HeyGem.Bridge.Http.Legacy;

/// <summary>
/// The two addresses of the HeyGem server, for its clients: no token, because they know none. Only there when the user asks for them;
/// the host and origin checks hold here, too, so no web page can use them.
/// </summary>
internal static class LegacyEndpoints
{
    private static readonly JsonSerializerOptions _format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void MapLegacy(this IEndpointRouteBuilder routes)
    {
        var easy = routes.MapGroup("/easy").ExcludeFromDescription();
        easy.MapPost("/submit", SubmitAsync).For(AccessRule.Local);
        easy.MapGet("/query", async (string? code, LegacyTasks tasks, CancellationToken cancellationToken) => TypedResults.Json(
            await tasks.QueryAsync(code, cancellationToken), _format)).For(AccessRule.Local);
    }

    /// <summary>Reads the body as JSON whatever its type says: some clients send none.</summary>
    private static async Task<IResult> SubmitAsync(HttpRequest request, LegacyTasks tasks, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, default, cancellationToken);
            var code = body.RootElement.ValueKind == JsonValueKind.Object ? TextOf(body.RootElement, "code") : null;
            var reply = code is null
                ? new LegacyReply(9999, false, "系统异常")
                : await tasks.SubmitAsync(
                    code,
                    TextOf(body.RootElement, "audio_url"),
                    TextOf(body.RootElement, "video_url"),
                    TextOf(body.RootElement, "pn") is null or "1",
                    cancellationToken);
            return TypedResults.Json(reply, _format);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or a text with half a character, which the reader tells by the second kind.
            return TypedResults.Json(new LegacyReply(9999, false, "系统异常"), _format);
        }
    }

    /// <summary>A field as text; flags come as numbers or strings.</summary>
    private static string? TextOf(JsonElement body, string name) => body.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;
}
