using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Bridge.Tests.Api;

/// <summary>A stretch of a result to be looked at: no job, no result, gone when it is put away.</summary>
public sealed class PreviewTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_preview_is_rendered_apart_from_the_jobs_and_put_away()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var left = Directory.CreateDirectory(Path.Combine(bridge.Settings.PreviewFolder, "left-by-a-crash")).FullName;
        var body = Body(bridge, "first-look", "a.mp4");
        body["job"]!["besideSource"] = true;
        body["job"]!["format"] = "proRes";
        body["from"] = new JsonObject { ["frame"] = 75, ["rate"] = "25/1" };

        var (status, begun) = await BeginAsync(bridge, body);
        var done = await FinishedAsync(bridge, begun);

        Assert.Equal((HttpStatusCode.Created, "completed"), (status, State(done)));
        Assert.Equal("""{"start":50,"end":100,"fps":"25/1","isWhole":false}""", done["stretch"]!.ToJsonString());
        var address = $"/api/v1/previews/{done["id"]}";
        Assert.Equal(FakeRender.BytesOf("a.mp4"), await bridge.Client.GetByteArrayAsync(address + "/video", Now));
        Assert.Equal(FakeRender.BytesOf("a.mp4"), await bridge.Client.GetByteArrayAsync(address + "/source", Now));
        var spec = Assert.Single(bridge.Render.Specs);
        Assert.Equal("H264", spec.Format.ToString());
        Assert.Equal(new Preview { From = MediaPoint.At(MediaTime.FromSeconds(3)), WithSource = true }, spec.Preview);
        Assert.StartsWith(bridge.Settings.PreviewFolder, spec.OutputFolder, StringComparison.Ordinal);
        Assert.Equal((0, false), (bridge.Jobs, Directory.Exists(left)));

        // The same request again is the same preview; another under its key is none.
        var (again, same) = await BeginAsync(bridge, body);
        body["from"] = null;
        var (refused, problem) = await BeginAsync(bridge, body);
        Assert.Equal((HttpStatusCode.OK, $"{done["id"]}"), (again, $"{same["id"]}"));
        Assert.Equal((HttpStatusCode.Conflict, "job.conflict"), (refused, $"{problem["code"]}"));

        using var gone = await bridge.Client.DeleteAsync(address, Now);
        using var nothing = await bridge.Client.GetAsync(address, Now);
        Assert.Equal((HttpStatusCode.NoContent, "job.not_found"), (gone.StatusCode, await BridgeFixture.CodeOfAsync(nothing)));
        Assert.True(SpinWait.SpinUntil(() => !Directory.Exists(spec.OutputFolder), TimeSpan.FromSeconds(30)), "It lies there still.");
    }

    [Fact]
    public async Task What_fails_says_why_and_what_is_stopped_stops()
    {
        await using var bridge = await BridgeFixture.StartAsync();

        var (_, failing) = await BeginAsync(bridge, Body(bridge, "no-face-1", "noface.mp4"));
        var failed = await FinishedAsync(bridge, failing);
        var (_, slow) = await BeginAsync(bridge, Body(bridge, "slow-one-1", "slow.mp4"));
        using var early = await bridge.Client.GetAsync($"/api/v1/previews/{slow["id"]}/video", Now);
        using var stopped = await bridge.Client.DeleteAsync($"/api/v1/previews/{slow["id"]}", Now);

        // One is rendered at a time: this one would wait for ever behind one that did not stop.
        var (_, next) = await BeginAsync(bridge, Body(bridge, "after-it-1", "a.mp4"));
        Assert.Equal("completed", State(await FinishedAsync(bridge, next)));
        Assert.Equal(("failed", "face.not_found"), (State(failed), $"{failed["error"]!["code"]}"));
        Assert.Equal("job.unfinished", await BridgeFixture.CodeOfAsync(early));
    }

    [Fact]
    public async Task A_preview_of_two_clips_or_with_an_end_alone_is_refused()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var many = Body(bridge, "two-clips", "a.mp4", "b.mp4");
        var end = Body(bridge, "end-alone", "a.mp4");
        end["to"] = new JsonObject { ["frame"] = 75, ["rate"] = "25/1" };

        Assert.Equal("request.invalid", $"{(await BeginAsync(bridge, many)).Answer["code"]}");
        Assert.Equal("request.invalid", $"{(await BeginAsync(bridge, end)).Answer["code"]}");
        Assert.Empty(bridge.Render.Specs);
    }

    [Fact]
    public async Task A_frame_of_a_result_is_pictured_and_one_that_it_lacks_is_refused()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var job = await bridge.FinishedAsync((await bridge.SubmitAsync("pictured", "a.mp4"))["id"]!.GetValue<string>());
        var address = $"/api/v1/items/{job["items"]![0]!["id"]}/thumbnail?frame=";

        using var picture = await bridge.Client.GetAsync(address + "99", Now);
        using var none = await bridge.Client.GetAsync(address + "100", Now);

        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal("request.invalid", await BridgeFixture.CodeOfAsync(none));
    }

    private static JsonObject Body(BridgeFixture bridge, string key, params string[] clips) =>
        new() { ["job"] = bridge.Request(key, clips) };

    private static string State(JsonObject preview) => $"{preview["state"]}";

    private static async Task<(HttpStatusCode Status, JsonObject Answer)> BeginAsync(BridgeFixture bridge, JsonObject body)
    {
        using var reply = await bridge.Client.PostAsJsonAsync("/api/v1/previews", body, Now);
        return (reply.StatusCode, (await reply.Content.ReadFromJsonAsync<JsonObject>(Now))!);
    }

    private static async Task<JsonObject> FinishedAsync(BridgeFixture bridge, JsonObject preview)
    {
        while (State(preview) is "queued" or "running")
        {
            preview = await bridge.GetAsync($"/api/v1/previews/{preview["id"]}?waitMs=10000&since={preview["version"]}");
        }

        return preview;
    }
}
