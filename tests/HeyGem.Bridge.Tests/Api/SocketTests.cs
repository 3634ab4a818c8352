using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Http.Carried;

namespace HeyGem.Bridge.Tests.Api;

/// <summary>The API over a WebSocket: the same answers behind the same gates.</summary>
public sealed class SocketTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_with_the_token_gets_what_it_would_get_over_http()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var sent = bridge.Request("by-socket", "a.mp4").ToJsonString();

        var created = await AskAsync(bridge, new JsonObject { ["method"] = "POST", ["path"] = "/api/v1/jobs", ["body"] = sent });
        var job = JsonNode.Parse(created["text"]!.GetValue<string>())!["id"]!.GetValue<string>();
        await bridge.FinishedAsync(job);
        var seen = await AskAsync(bridge, new JsonObject { ["method"] = "GET", ["path"] = $"/api/v1/jobs/{job}?waitMs=1000&since=0" });
        var refused = await AskAsync(bridge, new JsonObject { ["method"] = "POST", ["path"] = "/api/v1/jobs", ["body"] = "{}" });

        Assert.Equal((201, 200, 400), (Status(created), Status(seen), Status(refused)));
        Assert.True(JsonNode.DeepEquals(await bridge.GetAsync($"/api/v1/jobs/{job}"), JsonNode.Parse(seen["text"]!.GetValue<string>())));
        Assert.Equal("request.invalid", JsonNode.Parse(refused["text"]!.GetValue<string>())!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task No_page_of_another_origin_and_nobody_without_the_token_gets_a_socket()
    {
        await using var bridge = await BridgeFixture.StartAsync();

        Assert.Equal(HttpStatusCode.SwitchingProtocols, await OpenAsync(bridge, bridge.Token, null));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await OpenAsync(bridge, bridge.Token, $"http://127.0.0.1:{bridge.Port}"));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await OpenAsync(bridge, bridge.Token, "null"));
        Assert.Equal(HttpStatusCode.Unauthorized, await OpenAsync(bridge, null, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await OpenAsync(bridge, new string('0', 64), null));
        Assert.Equal(HttpStatusCode.Unauthorized, await OpenAsync(bridge, null, $"http://127.0.0.1:{bridge.Port}"));
        var own = $"127.0.0.1:{bridge.Port}";
        string[] pages = ["https://evil.test", "http://localhost:3000", $"https://{own}", $"http://127.0.0.1.evil.test:{bridge.Port}"];
        foreach (var origin in pages)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await OpenAsync(bridge, bridge.Token, origin));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await OpenAsync(bridge, null, "null"));
        Assert.Equal(HttpStatusCode.Forbidden, await OpenAsync(bridge, null, "file://"));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await OpenAsync(bridge, bridge.Token, null, host: $"evil.test:{bridge.Port}"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"method\":\"GET\"}")]
    [InlineData("{\"method\":\"GET\",\"path\":\"http://evil.test/\"}")]
    public async Task A_message_that_is_no_request_ends_the_socket(string message)
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var socket = await ConnectAsync(bridge);

        await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, Now);

        Assert.Equal(WebSocketMessageType.Close, (await socket.ReceiveAsync(new byte[1000], Now)).MessageType);
    }

    [Fact]
    public async Task The_address_without_a_socket_and_an_answer_without_end_are_refused()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var plain = await bridge.Client.GetAsync("/api/v1/socket", Now);
        var passed = 0;
        using var body = new BoundedBody(10, () => passed++);
        await body.WriteAsync(new byte[10], Now);

        Assert.Equal("request.invalid", await BridgeFixture.CodeOfAsync(plain));
        Assert.Throws<IOException>(() => body.Write(new byte[1]));
        Assert.Equal((10, 1), (body.Length, passed));
    }

    private static int Status(JsonObject reply) => reply["status"]!.GetValue<int>();

    private static async Task<JsonObject> AskAsync(BridgeFixture bridge, JsonObject call)
    {
        using var socket = await ConnectAsync(bridge);
        await socket.SendAsync(Encoding.UTF8.GetBytes(call.ToJsonString()), WebSocketMessageType.Text, true, Now);
        using var answer = new MemoryStream();
        var part = new byte[4096];
        for (var read = await socket.ReceiveAsync(part, Now); ; read = await socket.ReceiveAsync(part, Now))
        {
            answer.Write(part, 0, read.Count);
            if (read.EndOfMessage)
            {
                return JsonNode.Parse(answer.ToArray())!.AsObject();
            }
        }
    }

    private static async Task<ClientWebSocket> ConnectAsync(BridgeFixture bridge)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("heygem");
        socket.Options.AddSubProtocol(bridge.Token);
        await socket.ConnectAsync(AddressOf(bridge), Now);
        Assert.Equal("heygem", socket.SubProtocol);
        return socket;
    }

    private static async Task<HttpStatusCode> OpenAsync(BridgeFixture bridge, string? token, string? origin, string? host = null)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (token is not null)
        {
            socket.Options.AddSubProtocol("heygem");
            socket.Options.AddSubProtocol(token);
        }

        foreach (var (name, value) in new[] { ("Origin", origin), ("Host", host) })
        {
            if (value is not null)
            {
                socket.Options.SetRequestHeader(name, value);
            }
        }

        try
        {
            await socket.ConnectAsync(AddressOf(bridge), Now);
        }
        catch (WebSocketException)
        {
        }

        return socket.HttpStatusCode;
    }

    private static Uri AddressOf(BridgeFixture bridge) => new($"ws://127.0.0.1:{bridge.Port}/api/v1/socket");
}
