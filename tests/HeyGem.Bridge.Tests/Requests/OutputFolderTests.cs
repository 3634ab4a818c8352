using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Settings;

namespace HeyGem.Bridge.Tests.Requests;

/// <summary>Where the results of a job go.</summary>
public sealed class OutputFolderTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Results_go_to_the_folder_that_a_job_names_under_names_that_were_free()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var folder = Path.Combine(bridge.Media, "project", "HeyGem Renders");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "a_lipsync.mp4"), "somebody's own", Now);

        var output = await RenderAsync(bridge, "first-one", Path.Combine(bridge.Media, "project", "HeyGem Renders"));
        var made = await RenderAsync(bridge, "second-one", Path.Combine(bridge.Media, "new", "HeyGem Renders"));

        Assert.Equal(Path.Combine(folder, "a_lipsync (2).mp4"), output);
        Assert.Equal("somebody's own", await File.ReadAllTextAsync(Path.Combine(folder, "a_lipsync.mp4"), Now));
        Assert.Equal(Path.Combine(bridge.Media, "new", "HeyGem Renders", "a_lipsync.mp4"), made);
        Assert.Equal(2, Directory.EnumerateFileSystemEntries(folder).Count());
    }

    [Theory]
    [InlineData("/etc", "path.not_allowed")]
    [InlineData("MEDIA/.ssh", "path.not_allowed")]
    [InlineData("MEDIA/../out", "path.not_allowed")]
    [InlineData("MEDIA/link", "path.not_allowed")]
    [InlineData("renders", "path.not_allowed")]
    [InlineData("", "path.not_allowed")]
    [InlineData("DATA/uploads", "path.not_allowed")]
    [InlineData("MEDIA/a.mp4", "output.not_writable")]
    [InlineData("MEDIA/a.mp4/below", "output.not_writable")]
    public async Task A_folder_outside_the_media_folders_or_that_is_none_is_refused_before_anything_is_queued(string folder, string code)
    {
        await using var bridge = await BridgeFixture.StartAsync();
        Directory.CreateSymbolicLink(Path.Combine(bridge.Media, "link"), bridge.Folder);
        var named = folder.Replace("MEDIA", bridge.Media, StringComparison.Ordinal)
            .Replace("DATA", bridge.Settings.DataFolder, StringComparison.Ordinal);

        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", Request(bridge, "bad-folder", named), Now);

        Assert.Equal(code, await BridgeFixture.CodeOfAsync(response));
        Assert.Equal(0, bridge.Jobs);
    }

    [Fact]
    public async Task A_folder_does_not_go_with_beside_the_source_and_left_out_it_is_none_of_the_working_directory()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var request = Request(bridge, "both-ways", bridge.Media);
        request["besideSource"] = true;

        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);

        Assert.Equal("request.invalid", await BridgeFixture.CodeOfAsync(response));
        Assert.True(Path.IsPathFullyQualified(BridgeSettings.DefaultOutputFolder("/data")));
        Assert.False(BridgeSettings.DefaultOutputFolder("/data").StartsWith(Environment.CurrentDirectory + "/", StringComparison.Ordinal));
    }

    private static JsonObject Request(BridgeFixture bridge, string key, string folder)
    {
        var request = bridge.Request(key, "a.mp4");
        request["outputFolder"] = folder;
        return request;
    }

    private static async Task<string> RenderAsync(BridgeFixture bridge, string key, string folder)
    {
        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", Request(bridge, key, folder), Now);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Now));
        var job = (await response.Content.ReadFromJsonAsync<JsonObject>(Now))!;
        return (await bridge.FinishedAsync(job["id"]!.GetValue<string>()))["items"]![0]!["output"]!["path"]!.GetValue<string>();
    }
}
