using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice.Words;

namespace HeyGem.Bridge.Tests.Speech;

/// <summary>Captions and corrections over HTTP: what is asked for reaches the render, and what lies beside a result goes with it.</summary>
public sealed class SpeechApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Captions_reach_the_render_and_what_is_spoken_lies_beside_the_result_until_it_is_removed_with_it()
    {
        await using var fixture = await BridgeFixture.StartAsync();
        var captions = Captions(fixture);
        captions["voice"] = "+m3";
        captions["keepBackground"] = true;
        captions["speakers"] = new JsonArray(new JsonObject { ["speaker"] = "Anna", ["voice"] = "+f2" });
        using var answer = await PostAsync(fixture, "/api/v1/jobs", Job(fixture, "captions", captions));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var id = (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(Token))!["id"]!;

        var item = (await fixture.FinishedAsync(id))["items"]![0]!;

        var spoken = Assert.Single(fixture.Render.Specs).Captions!;
        Assert.Equal(("pt-BR", "+m3", true, null), (spoken.Language, spoken.Voice, spoken.KeepBackground, spoken.BackgroundPath));
        Assert.Equal("Anna=+f2", spoken.Speakers.ToString());
        var origin = await fixture.GetAsync($"/api/v1/items/{item["id"]}/origin");
        Assert.Equal("+f2", (string?)origin["request"]!["items"]![0]!["audio"]!["captions"]!["speakers"]![0]!["voice"]);

        var video = (string)item["output"]!["path"]!;
        var speech = Path.Combine(Path.GetDirectoryName(video)!, "clip_pt-BR_voice.wav");
        Assert.True(File.Exists(speech));
        using (var zip = new ZipArchive(new MemoryStream(await fixture.Client.GetByteArrayAsync($"/api/v1/jobs/{id}/results.zip", Token))))
        {
            Assert.Equal(["clip_lipsync.mp4", "clip_pt-BR_voice.wav"], zip.Entries.Select(e => e.FullName));
        }

        using var gone = await fixture.Client.DeleteAsync($"/api/v1/jobs/{id}?results=true", Token);
        Assert.Equal((false, false), (File.Exists(speech), Directory.Exists(Path.GetDirectoryName(video))));
    }

    [Theory]
    [InlineData("language", "\"d\"")]
    [InlineData("voice", "\"\"")]
    [InlineData("path", "\"/nowhere/else.srt\"")]
    [InlineData("uploadId", "\"0123\"")]
    [InlineData("background", "{\"uploadId\":\"0123\"}")]
    [InlineData("speakers", "[{\"speaker\":\"\",\"voice\":\"x\"}]")]
    public async Task Captions_that_are_asked_for_wrongly_are_refused_with_a_code(string field, string value)
    {
        await using var fixture = await BridgeFixture.StartAsync();
        var captions = Captions(fixture);
        captions[field] = JsonNode.Parse(value);

        using var answer = await PostAsync(fixture, "/api/v1/jobs", Job(fixture, "wrong", captions));

        Assert.Contains(await BridgeFixture.CodeOfAsync(answer), (string[])["request.invalid", "path.not_allowed", "upload.not_found"]);
        Assert.Equal(0, fixture.Jobs);
    }

    [Fact]
    public async Task A_correction_is_a_job_of_the_same_clip_over_whole_frames_and_knows_the_one_before()
    {
        await using var fixture = await BridgeFixture.StartAsync();
        var first = (await fixture.FinishedAsync((string)(await fixture.SubmitAsync("first", "clip.mp4"))["id"]!))["items"]![0]!;
        var one = Correction(fixture, "one", 1.01, 1.05);

        var corrected = await CorrectAsync(fixture, first, one);
        using var repeated = await PostAsync(fixture, $"/api/v1/items/{first["id"]}/corrections", one);
        var twice = await CorrectAsync(fixture, corrected, Correction(fixture, "two", 3, 900));

        Assert.Equal(HttpStatusCode.OK, repeated.StatusCode);
        var specs = fixture.Render.Specs.ToList();
        Assert.Equal(3, specs.Count);
        var asked = specs[1].Correction!;
        Assert.Equal((At(25), At(27), fixture.Clip("anew.wav")), (asked.From, asked.To, asked.VoicePath));
        Assert.Equal(((string)first["output"]!["path"]!, null), (asked.ResultPath, asked.Earlier));
        var bare = specs.Select(s => s with { OutputFolder = string.Empty, WorkFolder = null, ItemId = null, Correction = null }).ToList();
        Assert.Equal(bare[0], bare[1]);
        Assert.Equal((At(75), At(100), asked), (specs[2].Correction!.From, specs[2].Correction!.To, specs[2].Correction!.Earlier));
        Assert.Equal(["clip_lipsync.mp4", "clip_lipsync (2).mp4", "clip_lipsync (3).mp4"],
            new[] { first, corrected, twice }.Select(i => (string?)i["output"]!["fileName"]));
    }

    [Fact]
    public async Task A_correction_that_is_asked_for_wrongly_is_refused_with_a_code()
    {
        await using var fixture = await BridgeFixture.StartAsync();
        var item = (await fixture.FinishedAsync((string)(await fixture.SubmitAsync("first", "clip.mp4"))["id"]!))["items"]![0]!;
        var failed = (await fixture.FinishedAsync((string)(await fixture.SubmitAsync("noface", "noface.mp4"))["id"]!))["items"]![0]!;
        async Task<string> CodeAsync(JsonNode of, JsonObject request)
        {
            using var answer = await PostAsync(fixture, $"/api/v1/items/{of["id"]}/corrections", request);
            return await BridgeFixture.CodeOfAsync(answer);
        }

        Assert.Equal("job.unfinished", await CodeAsync(failed, Correction(fixture, "a", 1, 2)));
        Assert.Equal("request.invalid", await CodeAsync(item, Correction(fixture, "b", 2, 2)));
        Assert.Equal("request.invalid", await CodeAsync(item, Correction(fixture, "c", 4, 5)));
        var both = Correction(fixture, "d", 1, 2);
        both["text"] = "Both.";
        Assert.Equal("request.invalid", await CodeAsync(item, both));
        var wordless = Correction(fixture, "e", 1, 2);
        wordless.Remove("audio");
        wordless["text"] = "...";
        Assert.Equal("request.invalid", await CodeAsync(item, wordless));
        wordless["text"] = "Without a language.";
        Assert.Equal("request.invalid", await CodeAsync(item, wordless));
        File.Delete((string)item["output"]!["path"]!);
        Assert.Equal("input.not_found", await CodeAsync(item, Correction(fixture, "f", 1, 2)));
        Assert.Equal(2, fixture.Jobs);
    }

    [Fact]
    public async Task What_a_voice_is_known_to_say_reaches_the_render_and_is_asked_for_again()
    {
        await using var fixture = await BridgeFixture.StartAsync();
        var request = fixture.Request("words", "clip.mp4");
        request["items"]![0]!["audio"]!["words"] = new JsonObject { ["text"] = "Bom dia.", ["language"] = "pt-BR", ["mouth"] = "half" };
        using var answer = await PostAsync(fixture, "/api/v1/jobs", request);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);

        var item = (await fixture.FinishedAsync((string)(await answer.Content.ReadFromJsonAsync<JsonObject>(Token))!["id"]!))["items"]![0]!;

        var known = Assert.Single(fixture.Render.Specs).KnownWords!;
        Assert.Equal(("Bom dia.", null, "pt-BR"), (known.Text, known.Path, known.Language));
        Assert.Equal(WordsMouth.Half, Assert.Single(fixture.Render.Specs).WordsMouth);
        var origin = await fixture.GetAsync($"/api/v1/items/{item["id"]}/origin");
        Assert.Equal("half", (string?)origin["request"]!["items"]![0]!["audio"]!["words"]!["mouth"]);
        Assert.Equal("Bom dia.", (string?)origin["request"]!["items"]![0]!["audio"]!["words"]!["text"]);
    }

    [Theory]
    [InlineData("""{"text":"Ja."}""")]
    [InlineData("""{"text":"Ja.","language":"de","mouth":"words"}""")]
    [InlineData("""{"language":"de"}""")]
    [InlineData("""{"text":"...","language":"de"}""")]
    [InlineData("""{"text":"Ja.","language":"nobody speaks it"}""")]
    [InlineData("""{"text":"Ja.","uploadId":"0123","language":"de"}""")]
    [InlineData("""{"path":"/nowhere/else.srt","language":"de"}""")]
    public async Task Words_of_which_something_is_wrong_are_refused(string words)
    {
        await using var fixture = await BridgeFixture.StartAsync();
        var request = fixture.Request("wrong", "clip.mp4");
        request["items"]![0]!["audio"]!["words"] = JsonNode.Parse(words);

        using var answer = await PostAsync(fixture, "/api/v1/jobs", request);

        Assert.InRange((int)answer.StatusCode, 400, 404);
        Assert.Equal(0, fixture.Jobs);
    }

    [Fact]
    public async Task Captions_are_tried_with_the_voices_of_their_speakers()
    {
        await using var fixture = await BridgeFixture.StartAsync();
        var path = fixture.Clip("said.srt");
        await File.WriteAllTextAsync(path, "1\n00:00:00,000 --> 00:00:01,000\nAnna: Bom dia.\n", Token);
        var speakers = new JsonArray(new JsonObject { ["speaker"] = "Anna", ["voice"] = "nobody:knows" });

        using var answer = await PostAsync(
            fixture, "/api/v1/captions", new JsonObject { ["path"] = path, ["language"] = "pt-BR", ["speakers"] = speakers });

        var problem = await answer.Content.ReadFromJsonAsync<JsonObject>(Token);
        Assert.Contains("\"nobody:knows\"", (string?)problem!["detail"], StringComparison.Ordinal);
    }

    private static MediaPoint At(int frame) => MediaPoint.At(FrameRate.Of(25, 1).StartOf(frame));

    private static async Task<JsonNode> CorrectAsync(BridgeFixture fixture, JsonNode item, JsonObject request)
    {
        using var answer = await PostAsync(fixture, $"/api/v1/items/{item["id"]}/corrections", request);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var job = await answer.Content.ReadFromJsonAsync<JsonObject>(Token);
        return (await fixture.FinishedAsync((string)job!["id"]!))["items"]![0]!;
    }

    private static JsonObject Correction(BridgeFixture fixture, string key, double from, double to) => new()
    {
        ["idempotencyKey"] = key.PadRight(8, '-'),
        ["from"] = new JsonObject { ["ticks"] = $"{MediaTime.FromSeconds(from).Ticks}" },
        ["to"] = new JsonObject { ["ticks"] = $"{MediaTime.FromSeconds(to).Ticks}" },
        ["audio"] = new JsonObject { ["path"] = fixture.Clip("anew.wav") },
    };

    private static JsonObject Captions(BridgeFixture fixture) =>
        new() { ["path"] = fixture.Clip("talk.srt"), ["language"] = "pt-BR" };

    private static JsonObject Job(BridgeFixture fixture, string key, JsonObject captions)
    {
        var request = fixture.Request(key, "clip.mp4");
        request["items"]![0]!["audio"] = new JsonObject { ["captions"] = captions };
        return request;
    }

    private static Task<HttpResponseMessage> PostAsync(BridgeFixture fixture, string address, JsonObject body) =>
        fixture.Client.PostAsJsonAsync(address, body, Token);
}
