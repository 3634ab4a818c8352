using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace HeyGem.Bridge.Tests.Legacy;

public sealed partial class LegacyTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_is_taken_followed_and_its_file_lies_there_before_it_is_done()
    {
        await using var bridge = await StartAsync();
        var accepted = await SubmitAsync(
            bridge, """{"audio_url":"voice.wav","video_url":"/code/data/temp/a.mp4","code":"task-1","chaofen":0,"pn":1}""");
        var progress = 0;
        JsonNode data;
        do
        {
            data = (await QueryAsync(bridge, "task-1"))["data"]!;
            Assert.True(data["progress"]!.GetValue<int>() >= progress);
            progress = data["progress"]!.GetValue<int>();
        }
        while (data["status"]!.GetValue<int>() == 1);

        Assert.Equal((10000, true, 10000),
            (accepted["code"]!.GetValue<int>(), accepted["success"]!.GetValue<bool>(), accepted["msg"]!.GetValue<int>()));
        Assert.Equal((2, 100, "/task-1-r.mp4"), (data["status"]!.GetValue<int>(), progress, data["result"]!.GetValue<string>()));
        Assert.Equal(FakeRender.BytesOf("a.mp4"),
            await File.ReadAllBytesAsync(Path.Combine(bridge.Settings.LegacyFolder!, "temp", "task-1-r.mp4"), Now));
        Assert.Equal(2, (await QueryAsync(bridge, "task-1"))["data"]!["status"]!.GetValue<int>());
        Assert.Equal(
            ("任务完成", 4000, 640, 360), (data["msg"]!.GetValue<string>(), data["video_duration"]!.GetValue<int>(),
            data["width"]!.GetValue<int>(), data["height"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_failure_is_told_once()
    {
        await using var bridge = await StartAsync();
        await SubmitAsync(bridge, """{"audio_url":"voice.wav","video_url":"corrupt.mp4","code":"bad"}""");
        JsonObject reply;
        do
        {
            reply = await QueryAsync(bridge, "bad");
        }
        while (reply["data"]!["status"]!.GetValue<int>() == 1);

        Assert.Equal(3, reply["data"]!["status"]!.GetValue<int>());
        Assert.Equal(10004, (await QueryAsync(bridge, "bad"))["code"]!.GetValue<int>());
        var again = await SubmitAsync(bridge, """{"audio_url":"voice.wav","video_url":"a.mp4","code":"bad"}""");
        Assert.Equal(10000, again["code"]!.GetValue<int>());
        Assert.NotEqual(10004, (await QueryAsync(bridge, "bad"))["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task It_is_busy_while_a_task_runs_but_knows_its_own_task()
    {
        await using var bridge = await StartAsync();
        await SubmitAsync(bridge, """{"audio_url":"voice.wav","video_url":"slow.mp4","code":"first"}""");

        var same = await SubmitAsync(bridge, """{"audio_url":"voice.wav","video_url":"slow.mp4","code":"first"}""");
        var other = await SubmitAsync(bridge, """{"audio_url":"voice.wav","video_url":"a.mp4","code":"second"}""");

        Assert.Equal(10000, same["code"]!.GetValue<int>());
        Assert.Equal(
            (10001, true, "忙碌中"), (other["code"]!.GetValue<int>(), other["success"]!.GetValue<bool>(), other["msg"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("""{"video_url":"a.mp4","code":"x"}""", 10002, "audio_url参数缺失")]
    [InlineData("""{"audio_url":"voice.wav","code":"x"}""", 10002, "video_url参数缺失")]
    [InlineData("""{"audio_url":"voice.wav","video_url":"a.mp4","code":""}""", 10002, "code参数缺失")]
    [InlineData("""{"audio_url":"voice.wav","video_url":"a.mp4"}""", 9999, "系统异常")]
    [InlineData("not json", 9999, "系统异常")]
    public async Task What_is_missing_is_named_in_the_servers_words(string body, int code, string message)
    {
        await using var bridge = await StartAsync();
        var reply = await SubmitAsync(bridge, body);

        Assert.Equal((code, message), (reply["code"]!.GetValue<int>(), reply["msg"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("http://169.254.169.254/x.mp4")]
    [InlineData("../canary.mp4")]
    [InlineData("/code/data/../../canary.mp4")]
    [InlineData("/etc/passwd")]
    public async Task Files_elsewhere_are_not_reached(string video)
    {
        await using var bridge = await StartAsync();
        var reply = await SubmitAsync(bridge, $$"""{"audio_url":"voice.wav","video_url":"{{video}}","code":"x"}""");

        Assert.Equal(9999, reply["code"]!.GetValue<int>());
        Assert.Equal(0, bridge.Jobs);
    }

    [Fact]
    public async Task Probes_get_a_code_and_pages_get_nothing()
    {
        await using var bridge = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/easy/query?code=1");
        request.Headers.Add("Origin", "http://evil.test");
        using var page = await bridge.Stranger.SendAsync(request, Now);

        foreach (var probe in new[] { "__probe__", "__ping__", "health_check", "0" })
        {
            Assert.Equal((10004, "任务不存在"),
                ((await QueryAsync(bridge, probe))["code"]!.GetValue<int>(), (await QueryAsync(bridge, probe))["msg"]!.GetValue<string>()));
        }

        Assert.Equal(10002, (await QueryAsync(bridge, string.Empty))["code"]!.GetValue<int>());
        Assert.Equal("origin.not_allowed", await BridgeFixture.CodeOfAsync(page));
    }

    [Fact]
    public async Task It_is_off_unless_asked_for()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var response = await bridge.Stranger.GetAsync("/easy/query?code=1", Now);

        Assert.Equal("auth.required", await BridgeFixture.CodeOfAsync(response));
    }

    private static async Task<BridgeFixture> StartAsync()
    {
        var bridge = await BridgeFixture.StartAsync(s => s with { LegacyFolder = Path.Combine(s.MediaRoots[0], "face2face") });
        var temp = Directory.CreateDirectory(Path.Combine(bridge.Settings.LegacyFolder!, "temp")).FullName;
        foreach (var name in new[] { "voice.wav", "a.mp4", "corrupt.mp4", "slow.mp4" })
        {
            await File.WriteAllTextAsync(Path.Combine(temp, name), "media", Now);
        }

        return bridge;
    }

    private static async Task<JsonObject> SubmitAsync(BridgeFixture bridge, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        using var response = await bridge.Stranger.PostAsync("/easy/submit", content, Now);
        Assert.Equal(200, (int)response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonObject>(Now))!;
    }

    private static async Task<JsonObject> QueryAsync(BridgeFixture bridge, string code) =>
        (await bridge.Stranger.GetFromJsonAsync<JsonObject>("/easy/query?code=" + code, Now))!;
}
