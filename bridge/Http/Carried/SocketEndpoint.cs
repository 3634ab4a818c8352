using System.Net.WebSockets;
using System.Text.Json;
using HeyGem.Bridge.Auth;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Http.Carried;

/// <summary>
/// One request over a WebSocket, for panels in hosts that refuse fetch and XMLHttpRequest. The token comes as the second subprotocol, so
/// that it is checked, as host and origin are, before the socket opens.
/// </summary>
internal static class SocketEndpoint
{
    private const int MostBytes = 4 << 20;
    private const string NoAnswer = "One request as JSON, with an answer of at most 8 MiB within a minute.";

    public static void MapSocket(this RouteGroupBuilder api) =>
        api.MapGet("/socket", OpenAsync).For(AccessRule.Token).ExcludeFromDescription();

    private static async Task OpenAsync(HttpContext context, CarriedPipeline pipeline, IHostApplicationLifetime lifetime)
    {
        if (!context.WebSockets.IsWebSocketRequest || TokenFilter.TokenOf(context) is not { } token)
        {
            throw new HeyGemException(ErrorCode.RequestInvalid, "This address takes a WebSocket with the subprotocol \"heygem\".");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(TokenFilter.SocketProtocol);
        try
        {
            var call = await ReadAsync(socket, stop.Token);
            var reply = call is null ? null : await pipeline.AnswerAsync(call, token, stop.Token);
            if (reply is null)
            {
                await socket.CloseAsync(WebSocketCloseStatus.InvalidPayloadData, NoAnswer, stop.Token);
                return;
            }

            var answer = JsonSerializer.SerializeToUtf8Bytes(reply, JsonSerializerOptions.Web);
            await socket.SendAsync(answer, WebSocketMessageType.Text, true, stop.Token);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, stop.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The client left, or the bridge stops; nobody is there to be told.
        }
    }

    private static async Task<CarriedCall?> ReadAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var part = new byte[1 << 14];
        for (WebSocketReceiveResult read; ;)
        {
            read = await socket.ReceiveAsync(part, cancellationToken);
            if (read.MessageType != WebSocketMessageType.Text || message.Length + read.Count > MostBytes)
            {
                return null;
            }

            message.Write(part, 0, read.Count);
            if (read.EndOfMessage)
            {
                var call = CarriedJson.TryRead<CarriedCall>(message.GetBuffer().AsSpan(0, (int)message.Length));
                return call is { Method: not null, Path: ['/', ..] } ? call : null;
            }
        }
    }
}
