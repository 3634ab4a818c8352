using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace HeyGem.Bridge.Tests.Api;

/// <summary>
/// What goes wrong with a request, caused and read as the editor reads it: a status, a code, a sentence that names the value, a hint that
/// says what to do. Faults of media, disks, kills and swaps have tests of their own beside what they break.
/// </summary>
public sealed class ErrorCatalogueTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"idempotencyKey":"12345678","items":[],"surprise":1}""", 400, "request.unknown_field", "surprise", "Remove the field")]
    [InlineData("""{"items":[{"audio":{"path":"/a"}}]}""", 400, "request.invalid", "lacks at $.items[0]: clip.", "Correct the field")]
    [InlineData("""{"title":"two are left out"}""", 400, "request.invalid", "lacks at $: idempotencyKey, items.", "Correct the field")]
    [InlineData("""{"idempotencyKey":"12345678","items":[{"clip":{"path":"/a"},"audio":{"path":"/a"}}],"intensity":9}""",
        400, "request.invalid", "\"intensity\" is wrong: it is 0 to 1.5", "Correct the field")]
    [InlineData("""{"idempotencyKey":"12345678","items":[{"clip":{},"audio":{"path":"/a"}}]}""",
        400, "request.invalid", "\"items[0].clip\"", "Correct the field")]
    [InlineData("""{"idempotencyKey":"12345678","items":[{"clip":{"path":"/etc/passwd"},"audio":{"path":"/etc/passwd"}}]}""",
        403, "path.not_allowed", "\"items[0].clip.path\" lies outside the media folders: /etc/passwd", "--root")]
    [InlineData("""{"idempotencyKey":"12345678","items":[{"clip":{"path":"MEDIA/gone.mp4"},"audio":{"path":"/a"}}]}""",
        404, "input.not_found", "gone.mp4", "drive is connected")]
    [InlineData("""{"idempotencyKey":"12345678","items":[{"clip":{"path":"MEDIA/folder"},"audio":{"path":"/a"}}]}""",
        422, "input.not_regular_file", "names a folder", "Choose a media file")]
    [InlineData("""
        {"idempotencyKey":"12345678","items":[{"clip":{"uploadId":"00000000000000000000000000000000"},"audio":{"path":"/a"}}]}
        """, 404, "upload.not_found", "no upload", "Upload the file again")]
    public async Task A_wrong_job_says_which_field_and_what_to_do(string body, int status, string code, string sentence, string hint)
    {
        await using var bridge = await BridgeFixture.StartAsync();
        Directory.CreateDirectory(Path.Combine(bridge.Media, "folder"));
        using var content = new StringContent(
            body.Replace("MEDIA", bridge.Media, StringComparison.Ordinal), Encoding.UTF8, "application/json");
        using var response = await bridge.Client.PostAsync("/api/v1/jobs", content, Now);

        await AssertReadsAsync(response, status, code, sentence, hint);
        Assert.Equal(0, bridge.Jobs);
    }

    [Fact]
    public async Task Strangers_hosts_and_pages_are_told_how_to_be_let_in()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var stranger = await bridge.Stranger.GetAsync("/api/v1/jobs", Now);
        using var host = await SendAsync(bridge, "Host", "evil.test");
        using var page = await SendAsync(bridge, "Origin", "http://evil.test");
        using var type = await bridge.Client.PostAsync("/api/v1/jobs", new StringContent("{}", Encoding.UTF8, "text/plain"), Now);
        using var route = await bridge.Client.GetAsync("/api/v1/nothing", Now);

        // A client that does not ask first may still be writing when the refusal closes its connection.
        using var asks = new HttpRequestMessage(HttpMethod.Post,
            "/api/v1/tickets")
        { Content = new StringContent(new string(' ', 1 << 21), Encoding.UTF8, "application/json") };
        asks.Headers.ExpectContinue = true;
        using var large = await bridge.Client.SendAsync(asks, Now);

        await AssertReadsAsync(stranger, 401, "auth.required", "no valid token", "pair the panel");
        await AssertReadsAsync(host, 421, "host.not_allowed", $"127.0.0.1:{bridge.Port}", "heygem serve");
        await AssertReadsAsync(page, 403, "origin.not_allowed", "http://evil.test", "--allow-origin");
        await AssertReadsAsync(type, 415, "request.unsupported_type", "application/json", "content type");
        await AssertReadsAsync(route, 404, "request.no_such_route", "nothing at this address", "openapi.json");
        await AssertReadsAsync(large, 413, "request.too_large", "larger than this address takes", "uploads or by path");
    }

    [Fact]
    public async Task Conflicts_name_the_job_and_what_is_left_to_do()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var job = await bridge.FinishedAsync((await bridge.SubmitAsync("taken-key", "a.mp4"))["id"]!.GetValue<string>());
        var id = job["id"]!.GetValue<string>();
        var slow = await bridge.SubmitAsync("unfinished", "slow.mp4");
        using var other = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", bridge.Request("taken-key", "b.mp4"), Now);
        using var late = await bridge.Client.PostAsync($"/api/v1/jobs/{id}/cancel", null, Now);
        using var early = await bridge.Client.DeleteAsync($"/api/v1/jobs/{slow["id"]}", Now);
        using var unknown = await bridge.Client.GetAsync("/api/v1/jobs/0123", Now);

        await AssertReadsAsync(other, 409, "job.conflict", id, "new idempotency key");
        await AssertReadsAsync(late, 409, "job.finished", "Nothing is left to cancel", "reload");
        await AssertReadsAsync(early, 409, "job.unfinished", "still has clips to render", "cancel it first");
        await AssertReadsAsync(unknown, 404, "job.not_found", "0123", "Reload");
    }

    [Fact]
    public async Task The_ten_thousand_and_first_clip_is_told_when_to_come_back()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        await bridge.SubmitAsync("holds-the-renderer", "slow.mp4");
        while (bridge.Render.Started.IsEmpty)
        {
            await Task.Delay(10, Now);
        }

        for (var i = 0; i < 10; i++)
        {
            await bridge.SubmitAsync($"thousand-{i}", [.. Enumerable.Repeat("a.mp4", 1000)]);
        }

        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", bridge.Request("one-more", "a.mp4"), Now);

        Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        await AssertReadsAsync(response, 429, "queue.full", "10000 clips are waiting", "try again");
        Assert.Equal(11, bridge.Jobs);
    }

    [Fact]
    public async Task A_folder_for_results_that_cannot_be_written_is_named_before_anything_is_taken_in()
    {
        await using var bridge = await BridgeFixture.StartAsync(
            s => s with { OutputFolder = Path.Combine(s.DataFolder, "bridge.lock", "out") });
        await File.WriteAllTextAsync(Path.Combine(bridge.Settings.DataFolder, "bridge.lock"), "a file", Now);
        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", bridge.Request("no-folder", "a.mp4"), Now);

        await AssertReadsAsync(response, 422, "output.not_writable", "bridge.lock", "Choose another folder");
        Assert.Equal(0, bridge.Jobs);
    }

    [Fact]
    public async Task A_job_list_that_another_program_holds_is_not_acknowledged()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        await using var holder = new SqliteConnection($"Data Source={bridge.Settings.StorePath};Pooling=False");
        await holder.OpenAsync(Now);
        await using var lockIt = holder.CreateCommand();
        lockIt.CommandText = "BEGIN EXCLUSIVE";
        await lockIt.ExecuteNonQueryAsync(Now);
        using var refused = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", bridge.Request("while-held", "a.mp4"), Now);
        lockIt.CommandText = "ROLLBACK";
        await lockIt.ExecuteNonQueryAsync(Now);

        await AssertReadsAsync(refused, 503, "store.failed", "The job list could not be", "try again");
        Assert.Equal(0, bridge.Jobs);
        Assert.Equal(
            "completed",
            (await bridge.FinishedAsync(
            (await bridge.SubmitAsync("while-held", "a.mp4"))["id"]!.GetValue<string>()))["state"]!.GetValue<string>());
    }

    private static async Task<HttpResponseMessage> SendAsync(BridgeFixture bridge, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/jobs");
        request.Headers.TryAddWithoutValidation(header, value);
        return await bridge.Client.SendAsync(request, Now);
    }

    private static async Task AssertReadsAsync(HttpResponseMessage response, int status, string code, string sentence, string hint)
    {
        var problem = (await response.Content.ReadFromJsonAsync<JsonObject>(Now))!;
        Assert.Equal((status, code), ((int)response.StatusCode, problem["code"]!.GetValue<string>()));
        Assert.Contains(sentence, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(hint, problem["hint"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.String, problem["requestId"]!.GetValueKind());
    }
}
