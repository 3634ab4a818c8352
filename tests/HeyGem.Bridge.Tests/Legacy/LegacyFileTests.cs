using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace HeyGem.Bridge.Tests.Legacy;

/// <summary>
/// The folder that clients of the HeyGem server share with the bridge: others may write there, so nothing in it is trusted.
/// </summary>
public sealed class LegacyFileTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_used_again_after_its_job_was_forgotten_gives_the_new_result()
    {
        await using var bridge = await StartAsync();
        await SubmitAsync(bridge, "again", "a.mp4");
        await DoneAsync(bridge, "again");
        var jobs = await bridge.GetAsync("/api/v1/jobs");
        using var forgotten = await bridge.Client.DeleteAsync($"/api/v1/jobs/{jobs["jobs"]![0]!["id"]}?results=true", Now);
        Assert.True(forgotten.IsSuccessStatusCode);

        await SubmitAsync(bridge, "again", "another.mp4");
        await DoneAsync(bridge, "again");

        Assert.Equal(FakeRender.BytesOf("another.mp4"), await File.ReadAllBytesAsync(ResultOf(bridge, "again"), Now));
    }

    [Theory]
    [InlineData("X-r.mp4.part")]
    [InlineData("X-r.mp4")]
    public async Task A_link_planted_where_the_result_goes_is_not_followed(string planted)
    {
        await using var bridge = await StartAsync();
        var victim = Path.Combine(bridge.Folder, "victim");
        await File.WriteAllTextAsync(victim, "keep me", Now);
        File.CreateSymbolicLink(Path.Combine(Temp(bridge), planted), victim);

        await SubmitAsync(bridge, "X", "a.mp4");
        await DoneAsync(bridge, "X");

        Assert.Equal("keep me", await File.ReadAllTextAsync(victim, Now));
        Assert.Null(new FileInfo(ResultOf(bridge, "X")).LinkTarget);
        Assert.Equal(FakeRender.BytesOf("a.mp4"), await File.ReadAllBytesAsync(ResultOf(bridge, "X"), Now));
        Assert.DoesNotContain(Directory.EnumerateFiles(Temp(bridge)), f => f.EndsWith(".part", StringComparison.Ordinal)
            && Path.GetFileName(f) != planted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_planted_while_the_task_renders_gives_way_to_the_result(bool leadsSomewhere)
    {
        await using var bridge = await StartAsync();
        var victim = Path.Combine(bridge.Folder, "victim");
        await SubmitAsync(bridge, "X", "a.mp4");
        await bridge.FinishedAsync((await bridge.GetAsync("/api/v1/jobs"))["jobs"]![0]!["id"]!.GetValue<string>());
        if (leadsSomewhere)
        {
            await File.WriteAllTextAsync(victim, "keep me", Now);
        }

        File.CreateSymbolicLink(ResultOf(bridge, "X"), victim);
        await DoneAsync(bridge, "X");

        Assert.Equal(leadsSomewhere, File.Exists(victim) && await File.ReadAllTextAsync(victim, Now) == "keep me");
        Assert.Null(new FileInfo(ResultOf(bridge, "X")).LinkTarget);
        Assert.Equal(FakeRender.BytesOf("a.mp4"), await File.ReadAllBytesAsync(ResultOf(bridge, "X"), Now));
    }

    [Fact]
    public async Task A_shared_folder_whose_temp_folder_became_a_link_is_not_written_to()
    {
        await using var bridge = await StartAsync();
        await SubmitAsync(bridge, "X", "a.mp4");
        await bridge.FinishedAsync((await bridge.GetAsync("/api/v1/jobs"))["jobs"]![0]!["id"]!.GetValue<string>());
        var outside = Directory.CreateDirectory(Path.Combine(bridge.Folder, "outside")).FullName;
        Directory.Move(Temp(bridge), Temp(bridge) + "-moved");
        Directory.CreateSymbolicLink(Temp(bridge), outside);

        var reply = await QueryAsync(bridge, "X");

        Assert.Equal(9999, reply["code"]!.GetValue<int>());
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
    }

    [Fact]
    public async Task A_file_that_somebody_else_put_there_meanwhile_stays_and_is_told()
    {
        await using var bridge = await StartAsync();
        await SubmitAsync(bridge, "X", "a.mp4");
        await bridge.FinishedAsync((await bridge.GetAsync("/api/v1/jobs"))["jobs"]![0]!["id"]!.GetValue<string>());
        await File.WriteAllTextAsync(ResultOf(bridge, "X"), "somebody's", Now);

        var reply = await QueryAsync(bridge, "X");

        Assert.Equal(9999, reply["code"]!.GetValue<int>());
        Assert.Equal("somebody's", await File.ReadAllTextAsync(ResultOf(bridge, "X"), Now));
    }

    [Theory]
    [InlineData("""{"code":"a","video_url":"\ud800","audio_url":"voice.wav"}""")]
    [InlineData("""{"code":"\udc00","video_url":"a.mp4","audio_url":"voice.wav"}""")]
    [InlineData("""{"code":"a","\ud800":"a.mp4","audio_url":"voice.wav"}""")]
    public async Task Half_a_character_is_a_field_that_is_missing(string body)
    {
        await using var bridge = await StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        using var response = await bridge.Stranger.PostAsync("/easy/submit", content, Now);
        var reply = (await response.Content.ReadFromJsonAsync<JsonObject>(Now))!;

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains(reply["code"]!.GetValue<int>(), new[] { 9999, 10002 });
        Assert.Equal(0, bridge.Jobs);
    }

    private static async Task<BridgeFixture> StartAsync()
    {
        var bridge = await BridgeFixture.StartAsync(s => s with { LegacyFolder = Path.Combine(s.MediaRoots[0], "face2face") });
        Directory.CreateDirectory(Temp(bridge));
        foreach (var name in new[] { "voice.wav", "a.mp4", "another.mp4" })
        {
            await File.WriteAllTextAsync(Path.Combine(Temp(bridge), name), "media", Now);
        }

        return bridge;
    }

    private static string Temp(BridgeFixture bridge) => Path.Combine(bridge.Settings.LegacyFolder!, "temp");

    private static string ResultOf(BridgeFixture bridge, string code) => Path.Combine(Temp(bridge), code + "-r.mp4");

    private static async Task SubmitAsync(BridgeFixture bridge, string code, string clip)
    {
        using var response = await bridge.Stranger.PostAsJsonAsync(
            "/easy/submit", new { code, video_url = clip, audio_url = "voice.wav" }, Now);
        Assert.Equal(10000, (await response.Content.ReadFromJsonAsync<JsonObject>(Now))!["code"]!.GetValue<int>());
    }

    private static async Task DoneAsync(BridgeFixture bridge, string code)
    {
        JsonNode data;
        do
        {
            var reply = await QueryAsync(bridge, code);
            Assert.Equal(10000, reply["code"]!.GetValue<int>());
            data = reply["data"]!;
        }
        while (data["status"]!.GetValue<int>() == 1);

        Assert.Equal(2, data["status"]!.GetValue<int>());
    }

    private static async Task<JsonObject> QueryAsync(BridgeFixture bridge, string code) =>
        (await bridge.Stranger.GetFromJsonAsync<JsonObject>("/easy/query?code=" + code, Now))!;
}
