using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Http.Media;
using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Bridge.Tests.Requests;

/// <summary>A voice in pieces, as the panel sends it.</summary>
public sealed class VoicePiecesTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_render_gets_every_piece_and_capabilities_say_that_it_does()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var request = Request(bridge, Piece(bridge, "a.wav", "5", "9", "0"), Piece(bridge, "b.wav", "0", "3", "4"));

        var (created, repeated) = (await SendAsync(bridge, request), await SendAsync(bridge, request));
        await bridge.FinishedAsync(created["id"]!.GetValue<string>());

        Assert.Equal(created["id"]!.GetValue<string>(), repeated["id"]!.GetValue<string>());
        var spec = Assert.Single(bridge.Render.Specs);
        Assert.Equal(new VoicePieces([Spec(bridge, "a.wav", 5, 9, 0), Spec(bridge, "b.wav", 0, 3, 4)]), spec.VoicePieces);
        Assert.Equal(bridge.Clip("a.wav"), spec.VoicePath);
        Assert.True((await bridge.GetAsync("/api/v1/capabilities"))["voicePieces"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("in", "-1", "request.invalid", "\"items[0].audio.pieces[1].in\" is wrong: it is a whole number")]
    [InlineData("out", "0", "request.invalid", "\"items[0].audio.pieces[1].out\" is wrong: it lies after in")]
    [InlineData("at", "-3", "request.invalid", "\"items[0].audio.pieces[1].at\" is wrong: it is a whole number")]
    [InlineData("at", "3", "request.invalid", "\"items[0].audio.pieces[1].at\" is wrong: it is not before the end of the piece before it")]
    [InlineData("at", "9999999999999999999", "request.invalid", "\"items[0].audio.pieces[1].at\"")]
    [InlineData("path", "MEDIA/gone.wav", "input.not_found", "\"items[0].audio.pieces[1].path\"")]
    [InlineData("path", "/etc/passwd", "path.not_allowed", "\"items[0].audio.pieces[1].path\"")]
    [InlineData("uploadId", "0123456789abcdef0123456789abcdef", "request.invalid", "\"items[0].audio.pieces[1]\"")]
    [InlineData("speed", "2", "request.unknown_field", "speed")]
    public async Task A_bad_piece_is_refused_by_its_place_before_anything_is_queued(string field, string value, string code, string told)
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var bad = Piece(bridge, "a.wav", "5", "9", "4");
        bad[field] = value.Replace("MEDIA", bridge.Media, StringComparison.Ordinal);

        await RefusedAsync(bridge, Request(bridge, Piece(bridge, "a.wav", "5", "9", "0"), bad), code, told);
    }

    [Fact]
    public async Task Pieces_stand_alone_go_with_the_fit_cut_and_are_a_thousand_at_most()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var beside = Request(bridge, Piece(bridge, "a.wav", "5", "9", "0"));
        var loops = Request(bridge, Piece(bridge, "a.wav", "5", "9", "0"));
        beside["items"]![0]!["audio"]!["path"] = bridge.Clip("a.wav");
        loops["fit"] = "loop";

        await RefusedAsync(bridge, beside, "request.invalid", "\"items[0].audio.pieces\" is wrong: it stands alone");
        await RefusedAsync(bridge, loops, "request.invalid", "goes with the fit");
        await RefusedAsync(bridge, Request(bridge), "request.invalid", "1 to 1000 pieces");
        await RefusedAsync(bridge, Request(bridge, Many(bridge, 1001)), "request.invalid", "1 to 1000 pieces");
        await SendAsync(bridge, Request(bridge, Many(bridge, 1000)));
    }

    [Fact]
    public async Task A_piece_that_changes_while_it_is_rendered_gives_no_result()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var spec = new RenderSpec
        {
            ClipPath = bridge.Clip("a.mp4"),
            VoicePath = bridge.Clip("a.wav"),
            VoicePieces = new VoicePieces([Spec(bridge, "a.wav", 0, 3, 0), Spec(bridge, "b.wav", 0, 3, 3)]),
            OutputFolder = bridge.Folder,
        };
        var guarded = VerifiedInput.Guard(async (_, _, _) =>
        {
            await File.AppendAllTextAsync(bridge.Clip("b.wav"), "more", Now);
            return new RenderResult("never published", 0, string.Empty, FakeRender.Report);
        });

        var error = await Assert.ThrowsAsync<HeyGemException>(() => guarded(spec, new Progress<RenderProgress>(), Now));

        Assert.Equal(ErrorCode.InputChanged, error.Code);
        Assert.Contains("b.wav", error.Message, StringComparison.Ordinal);
    }

    private static async Task<JsonObject> SendAsync(BridgeFixture bridge, JsonObject request)
    {
        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Now));
        return (await response.Content.ReadFromJsonAsync<JsonObject>(Now))!;
    }

    private static async Task RefusedAsync(BridgeFixture bridge, JsonObject request, string code, string told)
    {
        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);

        var detail = JsonNode.Parse(await response.Content.ReadAsStringAsync(Now))!["detail"]!.GetValue<string>();
        Assert.Equal(code, await BridgeFixture.CodeOfAsync(response));
        Assert.Contains(told, detail, StringComparison.Ordinal);
        Assert.Equal(0, bridge.Jobs);
    }

    private static JsonObject Request(BridgeFixture bridge, params JsonObject[] pieces)
    {
        var request = bridge.Request("in-pieces", "a.mp4");
        request["items"]![0]!["audio"] = new JsonObject { ["pieces"] = new JsonArray([.. pieces]) };
        return request;
    }

    private static JsonObject[] Many(BridgeFixture bridge, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Piece(bridge, "a.wav", "5", "9", FormattableString.Invariant($"{i * 4}")))];

    private static JsonObject Piece(BridgeFixture bridge, string name, string from, string to, string at) =>
        new() { ["path"] = bridge.Clip(name), ["in"] = from, ["out"] = to, ["at"] = at };

    private static VoicePiece Spec(BridgeFixture bridge, string name, long from, long to, long at) =>
        new(bridge.Clip(name), new MediaTime(from), new MediaTime(to), new MediaTime(at));
}
