using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Core.Ffmpeg.Encode;

namespace HeyGem.Bridge.Tests.Api;

/// <summary>Presets over HTTP, and jobs that name one.</summary>
public sealed class PresetTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_takes_from_a_preset_what_it_does_not_say_itself()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var saved = await bridge.Client.PutAsJsonAsync(
            "/api/v1/presets/Soft%20%E8%BD%AF", new { format = "proRes", intensity = 0.8, offsetFrames = -2 }, Now);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        var list = await bridge.GetAsync("/api/v1/presets");
        Assert.Equal("""{"presets":[{"name":"Soft 软","settings":{"format":"proRes","intensity":0.8,"offsetFrames":-2}}]}""",
            list.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

        var request = bridge.Request("preset-job", "a.mp4");
        request.Remove("format");
        (request["preset"], request["intensity"]) = ("Soft 软", 1.5);
        using var sent = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);
        await bridge.FinishedAsync((await sent.Content.ReadFromJsonAsync<JsonObject>(Now))!["id"]!.GetValue<string>());
        var spec = Assert.Single(bridge.Render.Specs);
        Assert.Equal((OutputFormat.ProRes, 1.5, -2), (spec.Format, spec.Intensity, spec.Offset.Frames));

        Assert.Equal(HttpStatusCode.NoContent, (await bridge.Client.DeleteAsync("/api/v1/presets/Soft%20%E8%BD%AF", Now)).StatusCode);
        request["idempotencyKey"] = "preset-job-2";
        using var unknown = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);
        Assert.Equal("request.invalid", await BridgeFixture.CodeOfAsync(unknown));
    }

    [Fact]
    public async Task A_job_that_is_sent_again_is_the_first_one_though_its_preset_was_changed_meanwhile()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var saved = await bridge.Client.PutAsJsonAsync("/api/v1/presets/soft", new { intensity = 0.8 }, Now);
        var request = bridge.Request("preset-again", "a.mp4");
        request["preset"] = "soft";
        using var first = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);
        using var changed = await bridge.Client.PutAsJsonAsync("/api/v1/presets/soft", new { intensity = 0.5 }, Now);

        using var again = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);
        request["preset"] = null;
        using var other = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);

        Assert.True(again.IsSuccessStatusCode, await again.Content.ReadAsStringAsync(Now));
        Assert.Equal(
            (string?)(await first.Content.ReadFromJsonAsync<JsonObject>(Now))!["id"],
            (string?)(await again.Content.ReadFromJsonAsync<JsonObject>(Now))!["id"]);
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/presets/a", """{"intensity":2}""")]
    [InlineData("/api/v1/presets/a", """{"colour":"red"}""")]
    [InlineData("/api/v1/presets/a", """{"windowOffset":9}""")]
    [InlineData("/api/v1/presets/%20a", "{}")]
    public async Task What_no_render_would_take_is_not_kept(string address, string body)
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var content = new StringContent(body, null, "application/json");
        using var reply = await bridge.Client.PutAsync(address, content, Now);

        Assert.StartsWith("request.", await BridgeFixture.CodeOfAsync(reply), StringComparison.Ordinal);
        Assert.Empty((await bridge.GetAsync("/api/v1/presets"))["presets"]!.AsArray());
    }
}
