using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace HeyGem.Bridge.Tests.Api;

/// <summary>Who speaks when, as a proposal: no job, found once for a clip and its range.</summary>
public sealed class SpeakerSearchTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_proposal_is_found_once_for_a_clip_and_its_range_and_shows_its_people()
    {
        await using var bridge = await BridgeFixture.StartAsync();

        var (status, begun) = await BeginAsync(bridge, Body(bridge, "a.mp4"));
        var done = await FinishedAsync(bridge, begun);
        var (again, same) = await BeginAsync(bridge, Body(bridge, "a.mp4"));
        var (_, other) = await BeginAsync(bridge, Body(bridge, "b.mp4"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (status, again));
        Assert.Equal(done["id"]!.GetValue<string>(), same["id"]!.GetValue<string>());
        Assert.NotEqual(done["id"]!.GetValue<string>(), other["id"]!.GetValue<string>());
        var faces = done["proposal"]!["faces"]!.AsArray();
        Assert.Equal(("10,20", 5, false), (
            faces[0]!["place"]!.GetValue<string>(), faces[0]!["turns"]![0]!["end"]!.GetValue<int>(),
            faces[0]!["turns"]![0]!["isSure"]!.GetValue<bool>()));
        var picture = $"/api/v1/speakers/{done["id"]}/faces/1/picture";
        Assert.Equal("image/jpeg", (await bridge.Client.GetAsync(picture, Now)).Content.Headers.ContentType!.MediaType);
        Assert.Equal("request.invalid", await BridgeFixture.CodeOfAsync(
            await bridge.Client.GetAsync(picture.Replace("/1/", "/2/", StringComparison.Ordinal), Now)));
        var kept = await bridge.Client.PostAsync(picture.Replace("/picture", "/upload", StringComparison.Ordinal), null, Now);
        var upload = (await kept.Content.ReadFromJsonAsync<JsonObject>(Now))!;
        Assert.Equal((HttpStatusCode.Created, "person-1.jpg", 32), (kept.StatusCode, $"{upload["name"]}", $"{upload["uploadId"]}".Length));
        Assert.Equal(0, bridge.Jobs);
    }

    [Fact]
    public async Task What_fails_says_why_is_looked_for_anew_and_what_is_stopped_is_forgotten()
    {
        await using var bridge = await BridgeFixture.StartAsync();

        var failed = await FinishedAsync(bridge, (await BeginAsync(bridge, Body(bridge, "noface.mp4"))).Search);
        var (status, _) = await BeginAsync(bridge, Body(bridge, "noface.mp4"));
        var (_, slow) = await BeginAsync(bridge, Body(bridge, "slow.mp4"));
        var early = await bridge.Client.GetAsync($"/api/v1/speakers/{slow["id"]}/faces/1/picture", Now);
        await bridge.Client.DeleteAsync($"/api/v1/speakers/{slow["id"]}", Now);
        var gone = await bridge.Client.GetAsync($"/api/v1/speakers/{slow["id"]}", Now);

        // One is looked for at a time: this one would wait for ever behind one that did not stop.
        var next = await FinishedAsync(bridge, (await BeginAsync(bridge, Body(bridge, "a.mp4"))).Search);
        Assert.Equal(("failed", "face.not_found"), ($"{failed["state"]}", $"{failed["error"]!["code"]}"));
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("job.unfinished", await BridgeFixture.CodeOfAsync(early));
        Assert.Equal("job.not_found", await BridgeFixture.CodeOfAsync(gone));
        Assert.Equal("completed", $"{next["state"]}");
    }

    private static JsonObject Body(BridgeFixture bridge, string clip) =>
        new() { ["clip"] = new JsonObject { ["path"] = bridge.Clip(clip) } };

    private static async Task<(HttpStatusCode Status, JsonObject Search)> BeginAsync(BridgeFixture bridge, JsonObject body)
    {
        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/speakers", body, Now);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>(Now))!);
    }

    private static async Task<JsonObject> FinishedAsync(BridgeFixture bridge, JsonObject search)
    {
        while ($"{search["state"]}" is not ("completed" or "failed"))
        {
            search = await bridge.GetAsync($"/api/v1/speakers/{search["id"]}?waitMs=10000&since={search["version"]}");
        }

        return search;
    }
}
