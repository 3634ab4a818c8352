using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace HeyGem.Bridge.Tests.Api;

public sealed class SourceTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_clip_of_an_item_is_served_in_ranges_and_names_where_its_render_begins()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var request = bridge.Request("source", "a.mp4");
        request["items"]![0]!["clip"]!["in"] = new JsonObject { ["frame"] = 50, ["rate"] = "25/1" };
        using var sent = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);
        var item = (await sent.Content.ReadFromJsonAsync<JsonObject>(Now))!["items"]![0]!;
        using var part = new HttpRequestMessage(
            HttpMethod.Get, $"/api/v1/items/{item["id"]}/source")
        { Headers = { Range = new RangeHeaderValue(4, 7) } };

        using var partial = await bridge.Client.SendAsync(part, Now);

        Assert.Equal(HttpStatusCode.PartialContent, partial.StatusCode);
        Assert.Equal("read", await partial.Content.ReadAsStringAsync(Now));
        Assert.Equal("video/mp4", partial.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            ("a.mp4", 2.0), (item["source"]!["fileName"]!.GetValue<string>(), item["source"]!["startSeconds"]!.GetValue<double>()));
    }

    [Fact]
    public async Task An_upload_is_served_too_until_it_is_cleared_away()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var body = new ByteArrayContent([1, 2, 3]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var kept = await bridge.Client.PostAsync("/api/v1/uploads?name=clip.mov", body, Now);
        var request = bridge.Request("upload", "a.mp4");
        request["items"]![0]!["clip"] =
            new JsonObject { ["uploadId"] = (await kept.Content.ReadFromJsonAsync<JsonObject>(Now))!["uploadId"]!.DeepClone() };
        using var sent = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);
        var address = $"/api/v1/items/{(await sent.Content.ReadFromJsonAsync<JsonObject>(Now))!["items"]![0]!["id"]}/source";

        Assert.Equal([1, 2, 3], await bridge.Client.GetByteArrayAsync(address, Now));
        Directory.Delete(bridge.Settings.UploadFolder, recursive: true);
        using var gone = await bridge.Client.GetAsync(address, Now);
        Assert.Equal("input.not_found", await BridgeFixture.CodeOfAsync(gone));
    }

    [Fact]
    public async Task A_clip_that_was_moved_or_swapped_for_a_way_out_of_the_media_folders_is_not_served()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var job = await bridge.SubmitAsync("swapped", "a.mp4");
        var address = $"/api/v1/items/{job["items"]![0]!["id"]}/source";
        var clip = Path.Combine(bridge.Media, "a.mp4");
        var secret = Path.Combine(bridge.Folder, "secret.mp4");
        await File.WriteAllTextAsync(secret, "not for reading", Now);

        File.Delete(clip);
        using var moved = await bridge.Client.GetAsync(address, Now);
        File.CreateSymbolicLink(clip, secret);
        using var swapped = await bridge.Client.GetAsync(address, Now);
        using var stranger = await bridge.Stranger.GetAsync(address, Now);

        Assert.Equal("input.not_found", await BridgeFixture.CodeOfAsync(moved));
        Assert.Equal("path.not_allowed", await BridgeFixture.CodeOfAsync(swapped));
        Assert.Equal("auth.required", await BridgeFixture.CodeOfAsync(stranger));
    }
}
