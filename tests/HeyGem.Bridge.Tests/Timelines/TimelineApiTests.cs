using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Http.Timelines.Stored;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Queue;
using HeyGem.Core.Render.Placement;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timelines;
using HeyGem.Core.Timelines.Files;
using Microsoft.Extensions.DependencyInjection;

namespace HeyGem.Bridge.Tests.Timelines;

/// <summary>Timelines over HTTP: the table, the rules and the file of the command line, and only allowed media.</summary>
public sealed class TimelineApiTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_table_is_that_of_a_dry_run_with_a_picture_of_each_clip_that_one_ticket_opens()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var cut = Cut(bridge, "第 1 集.xml", "采访 A.mp4", "b.mp4");

        var reply = await OkAsync(bridge, "/api/v1/timelines", new JsonObject { ["path"] = cut, ["handles"] = 2 });

        var file = TimelineFiles.Open(cut, []);
        var table = SelectionTable.Of(file.Timeline, new TimelineChoice { Handles = 2 }.Of(file.Timeline));
        Assert.Equal(2, table.Chosen.Count);
        Assert.Equal(
            table.Chosen.Select(r => (r.Id, r.Name, r.At, r.Clip, r.InFrame, r.OutFrame, r.Voice, r.VoiceTrack)),
            reply["clips"]!.AsArray().Select(c => c!["row"]!).Select(r => ((string)r["id"]!, (string)r["name"]!, (string)r["at"]!,
                (string)r["clip"]!, (long)r["inFrame"]!, (long)r["outFrame"]!, (string)r["voice"]!, (string?)r["voiceTrack"])));
        Assert.Equal(["V1", "A1"], reply["tracks"]!.AsArray().Select(t => (string)t!["label"]!));
        string[] pictures = [.. reply["clips"]!.AsArray().Select(c => (string)c!["picture"]!)];
        var ticket = (string)(await OkAsync(bridge, "/api/v1/tickets", new JsonObject { ["path"] = pictures[0] }))["ticket"]!;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(bridge.Stranger, $"{pictures[0]}?ticket={ticket}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(bridge.Stranger, $"{pictures[1]}?ticket={ticket}"));
    }

    [Fact]
    public async Task Clips_are_ordinary_items_and_after_a_restart_without_media_the_timeline_is_that_of_the_command()
    {
        var home = Directory.CreateTempSubdirectory("heygem 时间线 ").FullName;
        try
        {
            string cut, id;
            JsonNode job;
            await using (var bridge = await BridgeFixture.StartAsync(In(home)))
            {
                cut = Cut(bridge, "cut.xml", "one.mp4", "noface.mp4", "three.mp4");
                var upload = await UploadAsync(bridge, cut);
                var read = await OkAsync(bridge, "/api/v1/timelines", new JsonObject { ["uploadId"] = upload });
                var order = Order(new JsonObject { ["uploadId"] = upload }, "first");
                order["sha256"] = (string)read["sha256"]!;
                order["chosen"] = new JsonArray([.. read["clips"]!.AsArray().Select(c => (JsonNode)(string)c!["row"]!["id"]!)]);
                job = await bridge.FinishedAsync((string)(await OkAsync(bridge, "/api/v1/timelines/renders", order))["id"]!);
                id = (string)job["id"]!;
                Assert.Equal(id, (string)(await OkAsync(bridge, "/api/v1/timelines/renders", order))["id"]!);
                Assert.Equal(["completed", "failed", "completed"], job["items"]!.AsArray().Select(i => (string)i!["state"]!));
                Assert.Equal("cut_lipsync.xml", (string)job["timeline"]!);
                Assert.All(bridge.Render.Specs, spec => Assert.True(spec.NoAudio));
            }

            var expected = await ByCommandAsync(cut, job);
            Directory.Delete(Path.Combine(home, "media"), recursive: true);
            await using var again = await BridgeFixture.StartAsync(In(home));
            using var answer = await again.Client.GetAsync($"/api/v1/jobs/{id}/timeline", Now);

            Assert.Equal("cut_lipsync.xml", answer.Content.Headers.ContentDisposition?.FileNameStar);
            Assert.Equal(expected, await answer.Content.ReadAsStringAsync(Now));
            Assert.Equal(2, expected.Split("(HeyGem)</name>").Length - 1);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    [Fact]
    public async Task What_is_kept_goes_with_its_job_and_what_belongs_to_none_at_the_next_start()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var cut = Cut(bridge, "cut.xml", "one.mp4");
        var job = await bridge.FinishedAsync(
            (string)(await OkAsync(bridge, "/api/v1/timelines/renders", Order(new JsonObject { ["path"] = cut }, "kept")))["id"]!);
        var other = await bridge.FinishedAsync((string)(await bridge.SubmitAsync("without", "two.mp4"))["id"]!);
        var store = bridge.App.Services.GetRequiredService<TimelineStore>();
        store.Keep(new string('a', 32), [1], store.Read((string)job["id"]!).Order);
        await File.WriteAllTextAsync(Path.Combine(bridge.Settings.TimelineFolder, new string('b', 32) + ".cut.part"), "half", Now);
        Assert.Equal(5, Directory.GetFiles(bridge.Settings.TimelineFolder).Length);

        store.Sweep(bridge.App.Services.GetRequiredService<JobQueue>());

        Assert.Equal(2, Directory.GetFiles(bridge.Settings.TimelineFolder).Length);
        Assert.Null(other["timeline"]);
        await AssertCodeAsync(bridge, $"/api/v1/jobs/{other["id"]}/timeline", "job.not_found");
        using var gone = await bridge.Client.DeleteAsync($"/api/v1/jobs/{job["id"]}", Now);
        Assert.Empty(Directory.GetFiles(bridge.Settings.TimelineFolder));
    }

    [Fact]
    public async Task Media_outside_the_media_folders_are_missing_in_the_same_words_whether_they_are_there_or_not()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var secret = Path.Combine(bridge.Folder, "secret.mp4");
        await File.WriteAllTextAsync(secret, "secret", Now);
        var hidden = Directory.CreateDirectory(Path.Combine(bridge.Media, ".ssh")).FullName;
        await File.WriteAllTextAsync(Path.Combine(hidden, "key.mp4"), "secret", Now);
        File.CreateSymbolicLink(Path.Combine(bridge.Media, "link.mp4"), secret);
        string[] places = [secret, Path.Combine(bridge.Folder, "nowhere.mp4"), Path.Combine(hidden, "key.mp4"),
            Path.Combine(bridge.Media, "link.mp4"), "../data/jobs.db"];
        var cut = Path.Combine(bridge.Media, "cut.xml");
        await File.WriteAllTextAsync(cut, CutFile.Xmeml([.. places.Select((_, i) => $"{i}")], "voice.wav",
            name => int.TryParse(name, out var i) ? places[i] : bridge.Clip(name)), Now);

        var reply = await OkAsync(bridge, "/api/v1/timelines", new JsonObject { ["path"] = cut });

        Assert.Empty(reply["clips"]!.AsArray());
        Assert.All(reply["skipped"]!.AsArray(), s => Assert.Equal("offline", (string)s!["reason"]!));
        Assert.Equal(places, reply["missing"]!.AsArray().Select(m => (string)m!["path"]!));
        Assert.Equal([true, true, true, true, false], reply["missing"]!.AsArray().Select(m => (bool)m!["outside"]!));
        using var none = await PostAsync(bridge, "/api/v1/timelines/renders", Order(new JsonObject { ["path"] = cut }, "secret"));
        Assert.Equal("request.invalid", await BridgeFixture.CodeOfAsync(none));
        var picture = Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        await AssertCodeAsync(bridge, $"/api/v1/media/{picture}/thumbnail/0", "path.not_allowed");
        var root = new JsonArray(new JsonObject { ["to"] = bridge.Folder });
        foreach (var body in (JsonObject[])[new() { ["path"] = secret }, new() { ["path"] = cut, ["mediaRoots"] = root }])
        {
            using var refused = await PostAsync(bridge, "/api/v1/timelines", body);
            Assert.Equal("path.not_allowed", await BridgeFixture.CodeOfAsync(refused));
        }
    }

    [Fact]
    public async Task Missing_media_are_found_under_the_folder_that_is_named_for_theirs_or_by_their_names_alone()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var day = Directory.CreateDirectory(Path.Combine(bridge.Media, "day 1")).FullName;
        await File.WriteAllTextAsync(Path.Combine(day, "采访.mp4"), "clip", Now);
        var cut = Path.Combine(bridge.Media, "cut.xml");
        await File.WriteAllTextAsync(cut, CutFile.Xmeml(["采访.mp4"], "voice.wav",
            name => name == "voice.wav" ? bridge.Clip(name) : $@"D:\Project\day 1\{name}"), Now);

        foreach (var (from, to, found) in new (string?, string, int)[]
            { (@"D:\Project", bridge.Media, 1), (null, day, 1), (null, bridge.Media, 0), (@"E:\Project", bridge.Media, 0) })
        {
            var root = new JsonObject { ["to"] = to };
            if (from is not null)
            {
                root["from"] = from;
            }

            var reply = await OkAsync(bridge, "/api/v1/timelines", new JsonObject { ["path"] = cut, ["mediaRoots"] = new JsonArray(root) });

            Assert.Equal((found, 1 - found), (reply["clips"]!.AsArray().Count, reply["missing"]!.AsArray().Count));
        }
    }

    [Fact]
    public async Task A_list_asks_for_its_rate_and_a_file_that_changed_since_it_was_read_is_refused()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        bridge.Clip("a.mp4");
        var list = Path.Combine(bridge.Media, "cut.edl");
        await File.WriteAllTextAsync(list, "TITLE: Cut\n001  AX  V   C        00:00:00:05 00:00:01:05 01:00:00:00 01:00:01:00\n" +
            "* FROM CLIP NAME: a.mp4\n", Now);
        using var asked = await PostAsync(bridge, "/api/v1/timelines", new JsonObject { ["path"] = list });
        var read = await OkAsync(bridge, "/api/v1/timelines", new JsonObject { ["path"] = list, ["rate"] = "29.97" });
        var cut = Cut(bridge, "cut.xml", "one.mp4");
        var order = Order(new JsonObject { ["path"] = cut }, "changed");
        order["sha256"] = new string('0', 64);
        using var changed = await PostAsync(bridge, "/api/v1/timelines/renders", order);

        Assert.Equal("timeline.rate_missing", await BridgeFixture.CodeOfAsync(asked));
        Assert.Equal(("30000/1001", "01:00:00:00"), ((string)read["rate"]!, (string)read["start"]!));
        Assert.Equal("unknown_rate", (string)Assert.Single(read["skipped"]!.AsArray())!["reason"]!);
        Assert.Equal("input.changed", await BridgeFixture.CodeOfAsync(changed));
        Assert.Equal(0, bridge.Jobs);
        Assert.False(Directory.Exists(bridge.Settings.TimelineFolder));
    }

    [Fact]
    public async Task A_voice_file_that_was_sent_lies_under_every_clip()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var cut = Cut(bridge, "cut.xml", "one.mp4", "two.mp4");
        var voice = await UploadAsync(bridge, bridge.Clip("其他 声音.wav"));
        var timeline = new JsonObject { ["path"] = cut, ["voice"] = new JsonObject { ["uploadId"] = voice } };

        var job = await bridge.FinishedAsync((string)(await OkAsync(bridge, "/api/v1/timelines/renders", Order(timeline, "voice")))["id"]!);

        Assert.Equal("completed", (string)job["state"]!);
        Assert.All(bridge.Render.Specs, s => Assert.Equal("其他 声音.wav", Path.GetFileName(s.VoicePath)));
    }

    [Theory]
    [InlineData("clips", "\"W1\"")]
    [InlineData("voiceTrack", "\"V2\"")]
    [InlineData("handles", "251")]
    [InlineData("rate", "\"fast\"")]
    [InlineData("uploadId", "\"x\"")]
    [InlineData("mediaRoots", "[null]")]
    public async Task What_cannot_be_asked_is_refused_by_its_name(string field, string value)
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var body = new JsonObject { ["path"] = Cut(bridge, "cut.xml", "one.mp4") };
        body[field] = JsonNode.Parse(value);

        using var refused = await PostAsync(bridge, "/api/v1/timelines", body);

        Assert.Equal("request.invalid", await BridgeFixture.CodeOfAsync(refused));
    }

    [Fact]
    public async Task A_render_takes_from_a_preset_what_it_does_not_say_itself_and_one_that_is_not_there_is_refused()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var settings = new { format = "dnxHr", intensity = 0.8, offsetFrames = -2, stripMetadata = true, fit = "loop", noAudio = false };
        using var saved = await bridge.Client.PutAsJsonAsync("/api/v1/presets/news", settings, Now);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        var order = Order(new JsonObject { ["path"] = Cut(bridge, "cut.xml", "a.mp4") }, "preset");
        (order["preset"], order["intensity"]) = ("news", 1.2);

        await bridge.FinishedAsync((string)(await OkAsync(bridge, "/api/v1/timelines/renders", order))["id"]!);

        var spec = Assert.Single(bridge.Render.Specs);
        Assert.Equal((OutputFormat.DnxHr, 1.2, -2, true, FitPolicy.Cut, true),
            (spec.Format, spec.Intensity, spec.Offset.Frames, spec.StripMetadata, spec.Fit, spec.NoAudio));
        (order["preset"], order["idempotencyKey"]) = ("gone", "preset--2");
        using var unknown = await PostAsync(bridge, "/api/v1/timelines/renders", order);
        Assert.Equal("request.invalid", await BridgeFixture.CodeOfAsync(unknown));
    }

    private static Func<BridgeSettings, BridgeSettings> In(string home) => settings => settings with
    {
        DataFolder = Directory.CreateDirectory(Path.Combine(home, "data")).FullName,
        OutputFolder = Path.Combine(home, "out"),
        MediaRoots = [.. settings.MediaRoots, Directory.CreateDirectory(Path.Combine(home, "media")).FullName],
    };

    /// <summary>What the command line writes of the same renders.</summary>
    private static async Task<string> ByCommandAsync(string cut, JsonNode job)
    {
        var file = TimelineFiles.Open(cut, []);
        var selection = new TimelineChoice().Of(file.Timeline);
        foreach (var item in job["items"]!.AsArray().Where(i => (string)i!["state"]! == "completed"))
        {
            file.Add(TimelinePlacement.Of(selection.Clips[(int)item!["position"]!], (string)item["output"]!["path"]!, FakeRender.Report));
        }

        var path = file.Save(Path.ChangeExtension(cut, ".by-command.xml"));
        return await File.ReadAllTextAsync(path, Now);
    }

    /// <summary>Writes a cut into the last media folder, with its media beside it.</summary>
    private static string Cut(BridgeFixture bridge, string name, params string[] clips)
    {
        var folder = bridge.Settings.MediaRoots[^1];
        string PlaceOf(string file) => Path.Combine(folder, file);
        foreach (var file in clips.Append("voice.wav"))
        {
            File.WriteAllText(PlaceOf(file), "not read by the fake renderer");
        }

        File.WriteAllText(PlaceOf(name), CutFile.Xmeml(clips, "voice.wav", PlaceOf));
        return PlaceOf(name);
    }

    private static JsonObject Order(JsonObject timeline, string key) =>
        new() { ["idempotencyKey"] = key.PadRight(8, '-'), ["timeline"] = timeline };

    private static async Task<string> UploadAsync(BridgeFixture bridge, string path)
    {
        using var body = new ByteArrayContent(await File.ReadAllBytesAsync(path, Now));
        body.Headers.ContentType = new("application/octet-stream");
        using var answer = await bridge.Client.PostAsync(
            $"/api/v1/uploads?name={Uri.EscapeDataString(Path.GetFileName(path))}", body, Now);
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(Now))!["uploadId"]!;
    }

    private static Task<HttpResponseMessage> PostAsync(BridgeFixture bridge, string address, JsonObject body) =>
        bridge.Client.PostAsJsonAsync(address, body, Now);

    private static async Task<JsonObject> OkAsync(BridgeFixture bridge, string address, JsonObject body)
    {
        using var answer = await PostAsync(bridge, address, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Now));
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Now))!;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address, Now);
        return answer.StatusCode;
    }

    private static async Task AssertCodeAsync(BridgeFixture bridge, string address, string code)
    {
        using var answer = await bridge.Client.GetAsync(address, Now);
        Assert.Equal(code, await BridgeFixture.CodeOfAsync(answer));
    }
}
