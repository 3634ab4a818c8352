using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Bridge.Tests.Api;

/// <summary>What a clip was rendered from and with, to be asked for again with changes.</summary>
public sealed class OriginTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_origin_of_a_clip_asks_for_the_very_same_again_by_path_and_by_upload()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var body = new ByteArrayContent([1, 2, 3]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var kept = await bridge.Client.PostAsync("/api/v1/uploads?name=voice%20two.wav", body, Now);
        var request = bridge.Request("origin", "a.mp4");
        (request["engine"], request["format"], request["intensity"], request["offsetMs"]) = ("mesh", "proRes", 0.75, -40);
        (request["fit"], request["noAudio"], request["voiceStyle"], request["allowPartial"], request["besideSource"]) =
            ("hold", true, "clear", true, true);
        var item = request["items"]![0]!.AsObject();
        item["clip"]!["in"] = new JsonObject { ["frame"] = 50, ["rate"] = "30000/1001" };
        item["audio"] = new JsonObject
        {
            ["uploadId"] = (await kept.Content.ReadFromJsonAsync<JsonObject>(Now))!["uploadId"]!.DeepClone(),
            ["out"] = new JsonObject { ["ticks"] = "254016000000" }
        };
        (item["face"], item["finalAudio"]) = ("12.5,30", new JsonObject { ["path"] = bridge.Clip("mix.wav") });
        var first = await SentAsync(bridge, request);

        var origin = await bridge.GetAsync($"/api/v1/items/{first["items"]![0]!["id"]}/origin");
        var again = await SentAsync(bridge, origin["request"]!.AsObject());

        Assert.Equal(("a.mp4", "voice two.wav"), (origin["clipName"]!.GetValue<string>(), origin["voiceName"]!.GetValue<string>()));
        Assert.NotEqual(first["id"]!.GetValue<string>(), again["id"]!.GetValue<string>());
        var specs = bridge.Render.Specs.Select(s => s with { OutputFolder = bridge.Media, WorkFolder = null, ItemId = null }).ToList();
        Assert.Equal(2, specs.Count);
        Assert.Equal(specs[0], specs[1]);
        Assert.Equal((FitPolicy.Hold, 0.75), (specs[1].Fit, specs[1].Intensity));
    }

    [Fact]
    public async Task An_unknown_clip_has_no_origin_and_a_result_is_shown_only_where_there_is_a_screen()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var job = await bridge.FinishedAsync((await bridge.SubmitAsync("show", "a.mp4", "corrupt.mp4"))["id"]!.GetValue<string>());
        using var unknown = await bridge.Client.GetAsync($"/api/v1/items/{new string('0', 32)}/origin", Now);
        using var shown = await bridge.Client.PostAsync($"/api/v1/items/{job["items"]![0]!["id"]}/show", null, Now);
        using var unfinished = await bridge.Client.PostAsync($"/api/v1/items/{job["items"]![1]!["id"]}/show", null, Now);
        using var stranger = await bridge.Stranger.PostAsync($"/api/v1/items/{job["items"]![0]!["id"]}/show", null, Now);

        Assert.Equal("job.not_found", await BridgeFixture.CodeOfAsync(unknown));
        Assert.False((await shown.Content.ReadFromJsonAsync<JsonObject>(Now))!["shown"]!.GetValue<bool>());
        Assert.Equal("job.unfinished", await BridgeFixture.CodeOfAsync(unfinished));
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
    }

    [Fact]
    public async Task A_path_is_looked_at_before_it_is_sent()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var there = await bridge.GetAsync($"/api/v1/media?path={Uri.EscapeDataString(bridge.Clip("a b.mp4"))}");
        using var missing = await bridge.Client.GetAsync(
            $"/api/v1/media?path={Uri.EscapeDataString(Path.Combine(bridge.Media, "no.wav"))}", Now);
        using var outside = await bridge.Client.GetAsync("/api/v1/media?path=/etc/passwd", Now);
        using var stranger = await bridge.Stranger.GetAsync("/api/v1/media?path=/etc/passwd", Now);

        Assert.Equal(("a b.mp4", 29), (there["name"]!.GetValue<string>(), there["bytes"]!.GetValue<int>()));
        Assert.Equal("input.not_found", await BridgeFixture.CodeOfAsync(missing));
        Assert.Equal("path.not_allowed", await BridgeFixture.CodeOfAsync(outside));
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
    }

    private static async Task<JsonObject> SentAsync(BridgeFixture bridge, JsonObject request)
    {
        using var sent = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync(Now));
        return await bridge.FinishedAsync((await sent.Content.ReadFromJsonAsync<JsonObject>(Now))!["id"]!.GetValue<string>());
    }
}
