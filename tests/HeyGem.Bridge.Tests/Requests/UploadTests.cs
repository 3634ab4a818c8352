using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HeyGem.Bridge.Tests.Requests;

public sealed class UploadTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_can_be_rendered()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var response = await SendAsync(bridge, new byte[3_000_000], "口播.mp4");
        var upload = await response.Content.ReadFromJsonAsync<JsonElement>(Now);
        var media = new JsonObject { ["uploadId"] = upload.GetProperty("uploadId").GetString() };
        using var submitted = await bridge.Client.PostAsJsonAsync(
            "/api/v1/jobs",
            new JsonObject
            {
                ["idempotencyKey"] = "upload-job",
                ["items"] = new JsonArray(new JsonObject { ["clip"] = media.DeepClone(), ["audio"] = media })
            },
            Now);

        var job = await bridge.FinishedAsync((await submitted.Content.ReadFromJsonAsync<JsonObject>(Now))!["id"]!.GetValue<string>());

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(3_000_000, upload.GetProperty("bytes").GetInt64());
        Assert.Equal("口播_lipsync.mp4", job["items"]![0]!["output"]!["fileName"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_byte_too_many_is_refused_announced_or_not(bool announced)
    {
        await using var bridge = await BridgeFixture.StartAsync(s => s with { MaxUploadBytes = 100_000 });

        using var fits = await SendAsync(bridge, new byte[100_000], "a.mp4", announced);
        using var passes = await SendAsync(bridge, new byte[100_001], "b.mp4", announced);

        Assert.Equal(HttpStatusCode.Created, fits.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, passes.StatusCode);
        Assert.Single(Directory.GetDirectories(bridge.Settings.UploadFolder));
    }

    [Fact]
    public async Task The_quota_counts_what_is_there_and_what_is_coming()
    {
        await using var bridge = await BridgeFixture.StartAsync(s => s with { UploadQuotaBytes = 150_000 });
        using var first = await SendAsync(bridge, new byte[100_000], "a.mp4");

        using var second = await SendAsync(bridge, new byte[60_000], "b.mp4");

        Assert.Equal("upload.no_room", await BridgeFixture.CodeOfAsync(second));
    }

    [Fact]
    public async Task An_aborted_upload_leaves_nothing()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync("127.0.0.1", bridge.Port, Now);
            var head = $"POST /api/v1/uploads?name=a.mp4 HTTP/1.1\r\nHost: 127.0.0.1:{bridge.Port}\r\nAuthorization: Bearer " +
                $"{bridge.Token}\r\nContent-Type: application/octet-stream\r\nContent-Length: 1000000\r\n\r\n";
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Now);
            await socket.GetStream().WriteAsync(new byte[50_000 * (i % 10)], Now);
        }

        Assert.True(
            SpinWait.SpinUntil(() => Directory.Exists(bridge.Settings.UploadFolder)
                && Directory.GetDirectories(bridge.Settings.UploadFolder).Length == 0, TimeSpan.FromSeconds(30)),
            "Something of an aborted upload stayed.");
    }

    [Fact]
    public async Task An_upload_is_plain_bytes_and_not_empty()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var text = new StringContent("x", Encoding.UTF8, "text/plain");
        using var form = await bridge.Client.PostAsync("/api/v1/uploads?name=a.mp4", text, Now);
        using var empty = await SendAsync(bridge, [], "a.mp4");

        Assert.Equal("request.unsupported_type", await BridgeFixture.CodeOfAsync(form));
        Assert.Equal("upload.incomplete", await BridgeFixture.CodeOfAsync(empty));
    }

    [Fact]
    public async Task Uploads_beside_files_that_come_and_go_are_taken()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var other = Directory.CreateDirectory(Path.Combine(bridge.Settings.UploadFolder, "other")).FullName;
        for (var i = 0; i < 500; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(other, $"kept {i}"), "x", Now);
        }

        using var stop = new CancellationTokenSource();
        var moving = Task.Run(
            () =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    var (part, name) = (Path.Combine(other, $"{i % 64}.part"), Path.Combine(other, $"{i % 64}.mp4"));
                    File.WriteAllText(part, "x");
                    File.Move(part, name, overwrite: true);
                    File.Delete(name);
                }
            },
            Now);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 300; i++)
        {
            using var sent = await SendAsync(bridge, [1, 2, 3], "a.mp4");
            statuses.Add(sent.StatusCode);
        }

        await stop.CancelAsync();
        await moving;
        Assert.All(statuses, s => Assert.Equal(HttpStatusCode.Created, s));
    }

    [Theory]
    [InlineData("/api/v1/tickets", 1 << 20)]
    [InlineData("/api/v1/jobs", 32 << 20)]
    public async Task A_body_is_limited_by_its_route(string address, int limit)
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var content = new StringContent($$"""{"path":"{{new string('x', limit)}}"}""", Encoding.UTF8, "application/json");

        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content, Headers = { ExpectContinue = true } };
        using var response = await bridge.Client.SendAsync(request, Now);

        Assert.Equal("request.too_large", await BridgeFixture.CodeOfAsync(response));
    }

    private static async Task<HttpResponseMessage> SendAsync(BridgeFixture bridge, byte[] bytes, string name, bool announced = true)
    {
        using var content = announced ? (HttpContent)new ByteArrayContent(bytes) : new StreamContent(new Unannounced(bytes));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await bridge.Client.PostAsync($"/api/v1/uploads?name={Uri.EscapeDataString(name)}", content, Now);
    }

    /// <summary>A stream that does not say how long it is, so that the client sends it in chunks.</summary>
    private sealed class Unannounced(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
