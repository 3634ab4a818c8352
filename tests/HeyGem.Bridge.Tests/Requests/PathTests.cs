using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Http.Uploads;

namespace HeyGem.Bridge.Tests.Requests;

public sealed class PathTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_hundred_hostile_paths_reach_nothing_in_any_field()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var canary = Path.Combine(bridge.Folder, "canary.mp4");
        await File.WriteAllTextAsync(canary, "canary-" + Guid.NewGuid(), Now);
        var twin = Directory.CreateDirectory(bridge.Media + "-evil").FullName;
        await File.WriteAllTextAsync(Path.Combine(twin, "canary.mp4"), "canary-twin", Now);
        File.CreateSymbolicLink(Path.Combine(bridge.Media, "link.mp4"), canary);
        Directory.CreateSymbolicLink(Path.Combine(bridge.Media, "linked"), bridge.Folder);
        File.CreateSymbolicLink(Path.Combine(bridge.Media, "loop"), Path.Combine(bridge.Media, "loop"));
        var good = bridge.Clip("good.mp4");
        var paths = HostilePaths.All(bridge.Media, canary, twin).Distinct().ToList();
        Assert.True(paths.Count >= 500, $"Only {paths.Count} paths.");
        var before = Entries(bridge.Folder);

        foreach (var path in paths)
        {
            foreach (var field in new[] { "clip", "audio", "finalAudio" })
            {
                var item = new JsonObject { ["clip"] = new JsonObject { ["path"] = good }, ["audio"] = new JsonObject { ["path"] = good } };
                item[field] = new JsonObject { ["path"] = path };
                using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs",
                    new JsonObject { ["idempotencyKey"] = Guid.NewGuid().ToString(), ["items"] = new JsonArray(item) }, Now);

                Assert.True((int)response.StatusCode is >= 400 and < 500, $"{path} got {response.StatusCode}.");
                Assert.DoesNotContain("canary-", await response.Content.ReadAsStringAsync(Now), StringComparison.Ordinal);
            }
        }

        Assert.Equal(0, bridge.Jobs);
        Assert.Equal(before, Entries(bridge.Folder));
    }

    [Theory]
    [InlineData("//server/share/clip.mp4")]
    [InlineData(@"\\server\share\clip.mp4")]
    [InlineData("file:///etc/passwd")]
    [InlineData("clip.mp4")]
    [InlineData("~/clip.mp4")]
    public async Task A_path_that_is_not_plain_and_local_is_refused_by_its_letters(string path)
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", RequestFor(path), Now);

        Assert.Equal("path.not_allowed", await BridgeFixture.CodeOfAsync(response));
    }

    [Fact]
    public async Task What_is_no_file_is_said_before_anything_is_queued()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(bridge.Media, "folder")).FullName;
        foreach (var (path, code) in new[] { (folder, "input.not_regular_file"),
            (Path.Combine(bridge.Media, "gone.mp4"), "input.not_found") })
        {
            using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", RequestFor(path), Now);
            Assert.Equal(code, await BridgeFixture.CodeOfAsync(response));
        }
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\me\clip.MOV", "clip.mov")]
    [InlineData("-version.mp4", "version.mp4")]
    [InlineData("con.mp4", "clip.mp4")]
    [InlineData("", "clip")]
    [InlineData("...", "clip")]
    [InlineData("a\nb\u202Ec.mp4", "a_b_c.mp4")]
    [InlineData("100%03d.mp4", "100_03d.mp4")]
    [InlineData("口播 №1 😀.mp4", "口播 №1 😀.mp4")]
    [InlineData("x.mp4/../../y.wav", "y.wav")]
    public void Upload_names_are_safe_everywhere(string name, string kept) => Assert.Equal(kept, UploadName.From(name));

    [Fact]
    public void Long_upload_names_keep_their_extension_and_whole_characters()
    {
        var kept = UploadName.From(string.Concat(Enumerable.Repeat("😀", 100)) + ".mp4");

        Assert.EndsWith(".mp4", kept, StringComparison.Ordinal);
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(kept) <= 120);
        Assert.DoesNotContain('\uFFFD', kept);
    }

    private static JsonObject RequestFor(string path) => new()
    {
        ["idempotencyKey"] = Guid.NewGuid().ToString(),
        ["items"] = new JsonArray(
            new JsonObject { ["clip"] = new JsonObject { ["path"] = path }, ["audio"] = new JsonObject { ["path"] = path } }),
    };

    private static List<string> Entries(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(
            folder, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 })
            .Where(f => !f.EndsWith("heygem.log", StringComparison.Ordinal)).Order()];
}
