using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Core.Faces;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Bridge.Tests.Requests;

/// <summary>Several voices in one clip, each with whose it is.</summary>
public sealed class SpeakersTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_render_gets_every_speaker_and_the_item_says_the_same_again()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var request = Request(bridge, Voice(bridge, "a.wav", "left", ("0", "5"), ("7", "9")), Pictured(bridge, "b.wav", "a.mp4"));

        var created = await SendAsync(bridge, request);
        await bridge.FinishedAsync(created["id"]!.GetValue<string>());

        var (a, b) = (bridge.Clip("a.wav"), bridge.Clip("b.wav"));
        var wanted = new Speakers([
            new Speaker(a)
            {
                Face = new FaceChoice(FaceRule.Left),
                Pieces = new VoicePieces([new(a, new(0), new(5), new(0)), new(a, new(7), new(9), new(7))]),
            },
            new Speaker(b) { PersonPath = bridge.Clip("a.mp4") }]);
        var spec = Assert.Single(bridge.Render.Specs);
        Assert.Equal((wanted, a, FaceChoice.Auto), (spec.Speakers, spec.VoicePath, spec.Face));
        spec.Check();

        var origin = await bridge.GetAsync($"/api/v1/items/{created["items"]![0]!["id"]}/origin");
        await bridge.FinishedAsync((await SendAsync(bridge, origin["request"]!.DeepClone().AsObject()))["id"]!.GetValue<string>());
        Assert.Equal(wanted, bridge.Render.Specs.Last().Speakers);
    }

    [Fact]
    public async Task Voices_may_leave_open_whose_they_are_and_mouths_be_left_alone()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var request = Request(bridge, Voice(bridge, "a.wav", "auto"));
        request["items"]![0]!["lipSync"] = Ranges(("2", "9"));
        request["items"]![0]!["noLipSync"] = Ranges(("4", "5"));

        var created = await SendAsync(bridge, request);
        await bridge.FinishedAsync(created["id"]!.GetValue<string>());
        var origin = await bridge.GetAsync($"/api/v1/items/{created["items"]![0]!["id"]}/origin");
        await bridge.FinishedAsync((await SendAsync(bridge, origin["request"]!.DeepClone().AsObject()))["id"]!.GetValue<string>());

        Assert.All(bridge.Render.Specs, spec =>
        {
            Assert.True(Assert.Single(spec.Speakers).IsAuto);
            Assert.Equal([(0, 2), (4, 5)], spec.NoLipSync.Take(2).Select(s => (s.From.Ticks, s.To.Ticks)));
            Assert.Equal((3, 9), (spec.NoLipSync.Count, spec.NoLipSync[2].From.Ticks));
            spec.Check();
        });
        Assert.Equal(2, bridge.Render.Specs.Count);

        await RefusedAsync(bridge, Request(bridge, Voice(bridge, "a.wav", "auto"), Voice(bridge, "b.wav", "left")), "for all voices", 2);
        await RefusedAsync(bridge, Request(bridge, Voice(bridge, "a.wav", "auto", ("0", "5"))), "neither pieces nor ranges", 2);
        request["items"]![0]!["noLipSync"] = Ranges(("4", "5"), ("4", "6"));
        await RefusedAsync(bridge, request, "items[0].noLipSync[1]", 2);
    }

    [Fact]
    public async Task What_is_wrong_with_voices_is_told_by_its_place_before_anything_is_queued()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var (left, right) = (Voice(bridge, "a.wav", "left"), Voice(bridge, "b.wav", "right"));
        JsonObject Second(Action<JsonObject> change) => Request(bridge, Copy(left), Changed(right, change));

        await RefusedAsync(bridge, Request(bridge, Copy(left)), "\"items[0].voices\" is wrong: it has 2 to 6 voices");
        await RefusedAsync(bridge, Second(v => v["face"] = "up"), "\"items[0].voices[1].face\"");
        await RefusedAsync(bridge, Second(v => v.Remove("face")), "\"items[0].voices[1]\" is wrong: it has either face or person");
        await RefusedAsync(bridge, Second(v => v["audio"]!["stream"] = 1), "\"items[0].voices[1].audio\"");
        await RefusedAsync(bridge, Second(v => v["audio"] = new JsonObject()), "\"items[0].voices[1].audio\"");
        await RefusedAsync(
            bridge, Second(v => v["ranges"] = Ranges(("0", "5"), ("4", "9"))), "\"items[0].voices[1].ranges[1].from\"");
        await RefusedAsync(bridge, Second(v => v["ranges"] = Ranges(("5", "5"))), "\"items[0].voices[1].ranges[0].to\"");

        var (beside, none, loops) = (Second(_ => { }), Second(_ => { }), Second(_ => { }));
        beside["items"]![0]!["audio"] = new JsonObject { ["path"] = bridge.Clip("a.wav") };
        none["items"]![0]!.AsObject().Remove("voices");
        loops["fit"] = "loop";
        await RefusedAsync(bridge, beside, "\"items[0].voices\" is wrong: it stands alone");
        await RefusedAsync(bridge, none, "\"items[0].audio\"");
        await RefusedAsync(bridge, loops, "the fit");
    }

    private static async Task<JsonObject> SendAsync(BridgeFixture bridge, JsonObject request)
    {
        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Now));
        return (await response.Content.ReadFromJsonAsync<JsonObject>(Now))!;
    }

    private static async Task RefusedAsync(BridgeFixture bridge, JsonObject request, string told, int jobs = 0)
    {
        request["idempotencyKey"] = Guid.NewGuid().ToString();
        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);

        var detail = JsonNode.Parse(await response.Content.ReadAsStringAsync(Now))!["detail"]!.GetValue<string>();
        Assert.Equal("request.invalid", await BridgeFixture.CodeOfAsync(response));
        Assert.Contains(told, detail, StringComparison.Ordinal);
        Assert.Equal(jobs, bridge.Jobs);
    }

    private static JsonObject Request(BridgeFixture bridge, params JsonObject[] voices)
    {
        var request = bridge.Request("speakers", "a.mp4");
        var item = request["items"]![0]!.AsObject();
        item.Remove("audio");
        item["voices"] = new JsonArray([.. voices]);
        return request;
    }

    private static JsonObject Voice(BridgeFixture bridge, string voice, string face, params (string From, string To)[] ranges)
    {
        var one = new JsonObject { ["audio"] = new JsonObject { ["path"] = bridge.Clip(voice) }, ["face"] = face };
        if (ranges.Length > 0)
        {
            one["ranges"] = Ranges(ranges);
        }

        return one;
    }

    private static JsonObject Pictured(BridgeFixture bridge, string voice, string picture) => new()
    {
        ["audio"] = new JsonObject { ["path"] = bridge.Clip(voice) },
        ["person"] = new JsonObject { ["path"] = bridge.Clip(picture) },
    };

    private static JsonArray Ranges(params (string From, string To)[] ranges) => new([.. ranges.Select(r => (JsonNode)new JsonObject
    {
        ["from"] = new JsonObject { ["ticks"] = r.From },
        ["to"] = new JsonObject { ["ticks"] = r.To },
    })]);

    private static JsonObject Copy(JsonObject voice) => voice.DeepClone().AsObject();

    private static JsonObject Changed(JsonObject voice, Action<JsonObject> change)
    {
        var copy = Copy(voice);
        change(copy);
        return copy;
    }
}
