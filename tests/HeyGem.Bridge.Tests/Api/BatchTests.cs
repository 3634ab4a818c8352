using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Bridge.Tests.Api;

public sealed class BatchTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_of_ten_with_two_bad_clips_gives_eight_results_and_two_codes()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        string[] clips = ["a.mp4", "b.mp4", "corrupt.mp4", "c.mp4", "d.mp4", "noface.mp4", "e.mp4", "f.mp4", "g.mp4", "h.mp4"];
        var job = await bridge.SubmitAsync("batch-of-ten", clips);
        var id = job["id"]!.GetValue<string>();

        var done = await bridge.FinishedAsync(id);

        Assert.Equal("failed", done["state"]!.GetValue<string>());
        Assert.Equal("Done with errors: 8 of 10 rendered, 2 failed", done["message"]!.GetValue<string>());
        var items = done["items"]!.AsArray();
        Assert.Equal("media.unreadable", items[2]!["error"]!["code"]!.GetValue<string>());
        Assert.Equal("face.not_found", items[5]!["error"]!["code"]!.GetValue<string>());
        foreach (var item in items.Where(i => i!["state"]!.GetValue<string>() == "completed"))
        {
            var bytes = await bridge.Client.GetByteArrayAsync($"/api/v1/items/{item!["id"]}/video", Now);
            Assert.Equal(FakeRender.BytesOf(item["label"]!.GetValue<string>()), bytes);
        }

        using var archive = new ZipArchive(new MemoryStream(await bridge.Client.GetByteArrayAsync($"/api/v1/jobs/{id}/results.zip", Now)));
        Assert.Equal(8, archive.Entries.Count);
    }

    [Fact]
    public async Task An_archive_of_results_that_were_moved_says_so_and_not_that_there_are_none_yet()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var id = (await bridge.SubmitAsync("moved-away", "a.mp4", "b.mp4"))["id"]!.GetValue<string>();
        var done = await bridge.FinishedAsync(id);
        foreach (var item in done["items"]!.AsArray())
        {
            File.Delete(item!["output"]!["path"]!.GetValue<string>());
        }

        using var answer = await bridge.Client.GetAsync($"/api/v1/jobs/{id}/results.zip", Now);

        Assert.Equal("input.not_found", (await answer.Content.ReadFromJsonAsync<JsonObject>(Now))!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_archive_names_the_results_that_it_lacks()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var id = (await bridge.SubmitAsync("partly-moved", "a.mp4", "b.mp4", "c.mp4"))["id"]!.GetValue<string>();
        var paths = (await bridge.FinishedAsync(id))["items"]!.AsArray().Select(i => i!["output"]!["path"]!.GetValue<string>()).ToList();
        File.Delete(paths[1]);

        using var archive = new ZipArchive(new MemoryStream(await bridge.Client.GetByteArrayAsync($"/api/v1/jobs/{id}/results.zip", Now)));

        Assert.Equal([Path.GetFileName(paths[0]), Path.GetFileName(paths[2]), "missing.txt"], archive.Entries.Select(e => e.FullName));
        using var list = new StreamReader(archive.GetEntry("missing.txt")!.Open());
        Assert.Contains(paths[1], (await list.ReadToEndAsync(Now)).Split("\r\n"));
    }

    [Fact]
    public async Task The_list_takes_the_words_that_jobs_have_for_their_state()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var id = (await bridge.SubmitAsync("listed-by-state", "a.mp4"))["id"]!.GetValue<string>();
        await bridge.FinishedAsync(id);

        foreach (var state in (string[])["queued", "running", "completed", "failed", "cancelled"])
        {
            var page = (await bridge.Client.GetFromJsonAsync<JsonObject>($"/api/v1/jobs?state={state}", Now))!["jobs"]!.AsArray();
            Assert.Equal(state == "completed" ? [id] : [], page.Select(job => job!["id"]!.GetValue<string>()));
        }

        using var wrong = await bridge.Client.GetAsync("/api/v1/jobs?state=asleep", Now);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("queued, running", await wrong.Content.ReadAsStringAsync(Now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_in_the_archive_are_what_other_programs_read()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        string[] clips = ["口播一号.mp4", "Ünïcode é.mp4", "emoji 😀.mp4", "plain.mp4"];
        var job = await bridge.SubmitAsync("zip-names", clips);
        await bridge.FinishedAsync(job["id"]!.GetValue<string>());
        var path = Path.Combine(bridge.Folder, "results.zip");
        await File.WriteAllBytesAsync(path, await bridge.Client.GetByteArrayAsync($"/api/v1/jobs/{job["id"]}/results.zip", Now), Now);

        // Python's reader takes names as UTF-8 only where the entry says so, as Explorer and Finder do.
        await using var python = ChildProcess.Start(new ChildProcessSpec(
            "/usr/bin/python3",
            ["-X", "utf8", "-c", "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print('|'.join(i.filename for i in z.infolist())); " +
                "print(z.testzip(), set(i.compress_type for i in z.infolist()))", path]));
        var said = await new StreamReader(python.StandardOutput).ReadToEndAsync(Now);

        Assert.Equal(string.Join('|', clips.Select(c => c.Replace(".mp4", "_lipsync.mp4", StringComparison.Ordinal))), said.Split('\n')[0]);
        Assert.Equal("None {0}", said.Split('\n')[1]);
    }

    [Fact]
    public async Task Video_is_served_in_ranges_with_its_hash_as_tag()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var job = await bridge.FinishedAsync((await bridge.SubmitAsync("ranges", "a.mp4"))["id"]!.GetValue<string>());
        var item = job["items"]![0]!;
        var address = $"/api/v1/items/{item["id"]}/video";
        using var part = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(100, 199) } };
        using var beyond = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(10_000, null) } };

        using var partial = await bridge.Client.SendAsync(part, Now);
        using var refused = await bridge.Client.SendAsync(beyond, Now);
        using var saved = await bridge.Client.GetAsync(address + "?download=true", Now);

        Assert.Equal(HttpStatusCode.PartialContent, partial.StatusCode);
        Assert.Equal(FakeRender.BytesOf("a.mp4")[100..200], await partial.Content.ReadAsByteArrayAsync(Now));
        Assert.Equal($"\"{item["output"]!["sha256"]}\"", partial.Headers.ETag!.Tag);
        Assert.Equal("video/mp4", partial.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, refused.StatusCode);
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task The_report_and_the_picture_of_a_result_are_served()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var job = await bridge.FinishedAsync((await bridge.SubmitAsync("report", "a.mp4", "corrupt.mp4"))["id"]!.GetValue<string>());

        var report = await bridge.GetAsync($"/api/v1/items/{job["items"]![0]!["id"]}/report");
        using var none = await bridge.Client.GetAsync($"/api/v1/items/{job["items"]![1]!["id"]}/report", Now);
        using var picture = await bridge.Client.GetAsync($"/api/v1/items/{job["items"]![0]!["id"]}/thumbnail", Now);

        Assert.Equal(100, report["frames"]!.GetValue<int>());
        Assert.Equal("job.unfinished", await BridgeFixture.CodeOfAsync(none));
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_same_request_fifty_times_at_once_is_one_job_and_another_body_is_a_conflict()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var request = bridge.Request("same-key", "a.mp4");
        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);
            return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>(Now))!["id"]!.GetValue<string>());
        }));
        using var other = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", bridge.Request("same-key", "b.mp4"), Now);

        Assert.Single(replies, r => r.StatusCode == HttpStatusCode.Created);
        Assert.Single(replies.Select(r => r.Item2).Distinct());
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Equal("job.conflict", await BridgeFixture.CodeOfAsync(other));
    }

    [Fact]
    public async Task Past_its_limit_the_queue_says_when_to_come_back()
    {
        await using var bridge = await BridgeFixture.StartAsync(s => s with { QueueCap = 2 });
        await bridge.SubmitAsync("fills-it", "slow1.mp4", "slow2.mp4");

        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", bridge.Request("too-many", "c.mp4", "d.mp4"), Now);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal("queue.full", await BridgeFixture.CodeOfAsync(response));
    }

    [Fact]
    public async Task Cancelling_a_running_clip_frees_the_next_and_retry_takes_the_failed()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var job = await bridge.SubmitAsync("cancel-one", "slow.mp4", "b.mp4", "corrupt.mp4");
        var id = job["id"]!.GetValue<string>();
        using var cancelled = await bridge.Client.PostAsync($"/api/v1/items/{job["items"]![0]!["id"]}/cancel", null, Now);
        var done = await bridge.FinishedAsync(id);

        using var retried = await bridge.Client.PostAsync($"/api/v1/jobs/{id}/retry", null, Now);
        var after = await bridge.FinishedAsync(id);

        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        Assert.Equal(["cancelled", "completed", "failed"], done["items"]!.AsArray().Select(i => i!["state"]!.GetValue<string>()));
        Assert.Equal(["cancelled", "completed", "failed"], after["items"]!.AsArray().Select(i => i!["state"]!.GetValue<string>()));
        Assert.Equal(2, bridge.Render.Started.Count(n => n == "corrupt"));
    }

    [Fact]
    public async Task A_deleted_job_takes_its_results_along_only_when_asked()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        foreach (var (query, stays) in new[] { ("", true), ("?results=true", false) })
        {
            var job = await bridge.FinishedAsync((await bridge.SubmitAsync("delete" + query, "a.mp4"))["id"]!.GetValue<string>());
            var path = job["items"]![0]!["output"]!["path"]!.GetValue<string>();

            using var deleted = await bridge.Client.DeleteAsync($"/api/v1/jobs/{job["id"]}{query}", Now);
            using var gone = await bridge.Client.GetAsync($"/api/v1/jobs/{job["id"]}", Now);

            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
            Assert.Equal("job.not_found", await BridgeFixture.CodeOfAsync(gone));
            Assert.Equal(stays, File.Exists(path));
        }
    }

    [Fact]
    public async Task The_list_is_paged_newest_first()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await bridge.SubmitAsync($"page-job-{i}", "a.mp4");
        }

        var first = await bridge.GetAsync("/api/v1/jobs?limit=3");
        var second = await bridge.GetAsync($"/api/v1/jobs?limit=3&cursor={first["nextCursor"]}");

        Assert.Equal(3, first["jobs"]!.AsArray().Count);
        Assert.Equal(2, second["jobs"]!.AsArray().Count);
        Assert.Null(second["nextCursor"]);
        Assert.Equal(5, first["jobs"]!.AsArray().Concat(second["jobs"]!.AsArray()).Select(j => j!["id"]!.GetValue<string>()).Distinct()
            .Count());
    }

    [Fact]
    public async Task The_log_tells_what_failed_one_record_a_line()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var job = await bridge.SubmitAsync("log-test", "corrupt\u202Ex.mp4");
        await bridge.FinishedAsync(job["id"]!.GetValue<string>());

        var log = await bridge.GetAsync("/api/v1/log");
        var lines = await File.ReadAllLinesAsync(Path.Combine(bridge.Settings.LogFolder, "heygem.log"), Now);

        Assert.Contains(
            log["records"]!.AsArray(), r => r!["message"]!.GetValue<string>().Contains("media.unreadable", StringComparison.Ordinal));
        var failure = JsonDocument.Parse(Assert.Single(lines, l => l.Contains("media.unreadable", StringComparison.Ordinal))).RootElement;
        Assert.Equal(
            ("Warning", 1005, job["id"]!.GetValue<string>(), "media.unreadable", 1),
            (failure.GetProperty("@l").GetString(), failure.GetProperty("EventId").GetProperty("Id").GetInt32(),
                failure.GetProperty("JobId").GetString(), failure.GetProperty("Code").GetString(),
                failure.GetProperty("Attempt").GetInt32()));
        Assert.All(lines, l => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(l).RootElement.ValueKind));
        Assert.DoesNotContain(lines, l => l.Contains('\u202E', StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains(bridge.Token, StringComparison.Ordinal));
    }
}
