using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace HeyGem.Bridge.Tests.Requests;

/// <summary>
/// What lies in a media folder and is no media: hidden folders are closed, and only what a probe took for media is served.
/// </summary>
public sealed class HiddenMediaTests
{
    private const string Key = "-----BEGIN OPENSSH PRIVATE KEY-----\nnot for reading\n";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(".ssh/id_rsa", ".ssh/id_none")]
    [InlineData(".hidden.mp4", ".none.mp4")]
    [InlineData("day 1/.cache/deep/clip.mp4", "day 1/.cache/deep/none.mp4")]
    [InlineData("day 1/.cache/deep", "day 1/.cache/none")]
    public async Task A_hidden_path_is_refused_in_the_same_words_whether_it_exists_or_not(string there, string missing)
    {
        await using var bridge = await BridgeFixture.StartAsync();
        foreach (var name in new[] { ".ssh/id_rsa", ".hidden.mp4", "day 1/.cache/deep/clip.mp4" })
        {
            await WriteAsync(Path.Combine(bridge.Media, name), Key);
        }

        foreach (var field in new[] { "clip", "audio", "finalAudio" })
        {
            var (present, absent) = (await SubmitAsync(bridge, field, Path.Combine(bridge.Media, there)),
                await SubmitAsync(bridge, field, Path.Combine(bridge.Media, missing)));
            Assert.Equal((HttpStatusCode.Forbidden, "path.not_allowed"), (present.Status, present.Code));
            Assert.Equal((absent.Status, absent.Code, absent.Detail.Replace(missing, there, StringComparison.Ordinal)),
                (present.Status, present.Code, present.Detail));
        }

        Assert.Equal(0, bridge.Jobs);
    }

    [Fact]
    public async Task A_link_into_a_hidden_folder_is_refused_and_a_hidden_folder_named_as_root_is_open()
    {
        var opened = string.Empty;
        await using var bridge = await BridgeFixture.StartAsync(
            s => s with { MediaRoots = [.. s.MediaRoots, opened = Path.Combine(s.MediaRoots[0], ".footage")] });
        await WriteAsync(Path.Combine(bridge.Media, ".ssh", "id_rsa"), Key);
        await WriteAsync(Path.Combine(opened, "clip.mp4"), "a clip");
        File.CreateSymbolicLink(Path.Combine(bridge.Media, "link.mp4"), Path.Combine(bridge.Media, ".ssh", "id_rsa"));

        Assert.Equal("path.not_allowed", (await SubmitAsync(bridge, "clip", Path.Combine(bridge.Media, "link.mp4"))).Code);
        Assert.Equal(HttpStatusCode.Created, (await SubmitAsync(bridge, "clip", Path.Combine(opened, "clip.mp4"))).Status);
    }

    [Fact]
    public async Task A_source_that_is_no_media_by_its_content_is_not_served_whatever_its_name()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(bridge.Media, "clip.mp4"), Key, Now);
        var job = await bridge.SubmitAsync("key-as-clip", "clip.mp4");
        var address = $"/api/v1/items/{job["items"]![0]!["id"]}/source";

        using var refused = await bridge.Client.GetAsync(address, Now);
        await File.WriteAllTextAsync(Path.Combine(bridge.Media, "clip.mp4"), "a clip after all", Now);
        using var served = await bridge.Client.GetAsync(address, Now);

        Assert.Equal("media.unreadable", await BridgeFixture.CodeOfAsync(refused));
        Assert.Equal("a clip after all", await served.Content.ReadAsStringAsync(Now));
    }

    private static async Task WriteAsync(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, Now);
    }

    private static async Task<(HttpStatusCode Status, string Code, string Detail)> SubmitAsync(
        BridgeFixture bridge, string field, string path)
    {
        var request = bridge.Request(Guid.NewGuid().ToString(), "good.mp4");
        request["items"]![0]![field] = new JsonObject { ["path"] = path };
        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);
        var body = (await response.Content.ReadFromJsonAsync<JsonObject>(Now))!;
        return (response.StatusCode, body["code"]?.GetValue<string>() ?? string.Empty, body["detail"]?.GetValue<string>() ?? string.Empty);
    }
}
