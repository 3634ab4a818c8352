using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using HeyGem.Core.Queue;
using HeyGem.Core.Render.Spec;
using Microsoft.Extensions.DependencyInjection;

namespace HeyGem.Bridge.Tests.Legacy;

/// <summary>What the known clients of the HeyGem server do, one after the other.</summary>
public sealed partial class LegacyTests
{
    [Theory]
    [InlineData("1", FitPolicy.PingPong)]
    [InlineData("0", FitPolicy.Loop)]
    [InlineData("\"1\"", FitPolicy.PingPong)]
    [InlineData("\"0\"", FitPolicy.Loop)]
    public async Task A_node_client_posts_json_as_text_and_finds_the_file_by_its_code(string pingPong, FitPolicy fit)
    {
        await using var bridge = await StartAsync();
        var temp = Path.Combine(bridge.Settings.LegacyFolder!, "temp");
        File.Move(Path.Combine(temp, "a.mp4"), Path.Combine(temp, "node-1.mkv"));
        var body = $$"""
            {"audio_url":"/code/data/temp/voice.wav","video_url":"/code/data/temp/node-1.mkv","code":"node-1",
            "chaofen":0,"watermark_switch":0,"pn":{{pingPong}}}
            """;
        using var content = new StringContent(body, null, "text/plain");

        using var sent = await bridge.Stranger.PostAsync("/easy/submit", content, Now);
        var status = 1;
        while (status == 1)
        {
            var reply = await QueryAsync(bridge, "node-1");
            Assert.Equal(10000, reply["code"]!.GetValue<int>());
            status = reply["data"]!["status"]!.GetValue<int>();
            Assert.True(status != 2 || File.Exists(Path.Combine(temp, "node-1-r.mp4")), "It was told as done before its file was there.");
        }

        Assert.Equal((HttpStatusCode.OK, 2), (sent.StatusCode, status));
        var ledger = bridge.App.Services.GetRequiredService<JobQueue>();
        Assert.Equal(fit, ledger.Item(ledger.Get(ledger.List(null, null, 1)[0].Id).Items[0].Id).Spec!.Fit);
    }

    [Fact]
    public async Task Busy_is_said_before_anything_that_is_missing()
    {
        await using var bridge = await StartAsync();
        await SubmitAsync(bridge, """{"audio_url":"voice.wav","video_url":"slow.mp4","code":"first"}""");

        Assert.Equal(10001, (await SubmitAsync(bridge, """{"code":"second"}"""))["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_desktop_client_joins_the_shared_folder_and_the_result_it_is_told()
    {
        await using var bridge = await StartAsync();
        var code = Guid.NewGuid().ToString();
        using var sent = await bridge.Stranger.PostAsJsonAsync(
            "/easy/submit", new { audio_url = "voice.wav", video_url = "a.mp4", code, chaofen = 0, watermark_switch = 0, pn = 1 }, Now);
        Assert.Equal(10000, (await sent.Content.ReadFromJsonAsync<JsonObject>(Now))!["code"]!.GetValue<int>());
        JsonNode data;
        do
        {
            data = (await QueryAsync(bridge, code))["data"]!;
        }
        while (data["status"]!.GetValue<int>() == 1);

        var joined = Path.Combine(bridge.Settings.LegacyFolder!, "temp") + data["result"]!.GetValue<string>();
        Assert.Equal(FakeRender.BytesOf("a.mp4"), await File.ReadAllBytesAsync(joined, Now));
    }

    [Fact]
    public async Task It_answers_on_its_own_port_by_its_own_names_and_nothing_else_does_there_without_a_token()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        await using var bridge = await BridgeFixture.StartAsync(
            s => s with { LegacyFolder = Path.Combine(s.MediaRoots[0], "face2face"), LegacyPort = port });
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        Assert.Equal(10004, (await client.GetFromJsonAsync<JsonObject>("/easy/query?code=1", Now))!["code"]!.GetValue<int>());
        using var jobs = await client.GetAsync("/api/v1/jobs", Now);
        Assert.Equal("auth.required", await BridgeFixture.CodeOfAsync(jobs));
        Assert.Equal(
            421, (await RawHttp.SendAsync(
            port, $"GET /easy/query?code=1 HTTP/1.1\r\nHost: 127.0.0.1:{bridge.Port}\r\nConnection: close\r\n\r\n")).Status);
    }

    [Fact]
    public async Task A_restart_keeps_tasks_and_results()
    {
        await using var bridge = await StartAsync();
        await SubmitAsync(bridge, """{"audio_url":"voice.wav","video_url":"a.mp4","code":"kept"}""");
        while ((await QueryAsync(bridge, "kept"))["data"]!["status"]!.GetValue<int>() == 1)
        {
        }

        var paths = bridge.App.Services.GetRequiredService<Bridge.Http.Legacy.LegacyPaths>();
        using var results = new Bridge.Http.Legacy.LegacyResults(paths);
        var anew = new Bridge.Http.Legacy.LegacyTasks(bridge.App.Services.GetRequiredService<JobQueue>(), paths, results, bridge.Settings);
        Assert.Equal(2, ((Bridge.Http.Legacy.LegacyTask)(await anew.QueryAsync("kept", Now)).Data).Status);
    }
}
