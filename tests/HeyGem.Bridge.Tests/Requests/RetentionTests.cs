using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Retention;
using HeyGem.Core.Queue;
using HeyGem.Core.Queue.Store;

namespace HeyGem.Bridge.Tests.Requests;

public sealed class RetentionTests
{
    private static readonly TimeSpan _month = TimeSpan.FromDays(30);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Old_uploads_caches_pictures_and_removable_results_go_and_nothing_else()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var (removable, kept) =
            (await RenderAsync(bridge, "removable", "a.mp4", true), await RenderAsync(bridge, "kept-job", "b.mp4", false));
        var changed = await RenderAsync(bridge, "changed-since", "c.mp4", true);
        await File.WriteAllBytesAsync(changed, [.. Enumerable.Repeat((byte)7, (int)new FileInfo(changed).Length)], Now);
        var (upload, fresh) = (Own(bridge.Settings.UploadFolder, "1/old.mp4"), Own(bridge.Settings.UploadFolder, "2/fresh.mp4"));
        var (cache, picture) = (Own(bridge.Settings.CacheFolder, "old.faces"), Own(bridge.Settings.ThumbnailFolder, "old.jpg"));
        var source = bridge.Clip("a.mp4");
        foreach (var path in new[] { removable, kept, changed, upload, cache, picture, source })
        {
            Age(path, 60);
        }

        var found = KeptFiles.Find(bridge.Settings, _month, long.MaxValue, TimeProvider.System);
        var removed = found.Where(KeptFiles.Remove).Select(f => f.Path).Order().ToList();

        Assert.Equal(new[] { removable, upload, cache, picture }.Order(), removed);
        Assert.All(removed, p => Assert.False(File.Exists(p)));
        Assert.All(new[] { kept, changed, fresh, source }, p => Assert.True(File.Exists(p), p));
        Assert.False(Directory.Exists(Path.GetDirectoryName(upload)), "An upload's own folder stays behind.");
        Assert.False(Directory.Exists(Path.GetDirectoryName(removable)), "A job's own folder stays behind.");
    }

    [Fact]
    public async Task The_oldest_go_until_the_rest_fits_and_what_was_used_today_stays()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var files = Enumerable.Range(0, 5).Select(i => Own(bridge.Settings.UploadFolder, $"{i}/clip.mp4", 1000)).ToList();
        for (var i = 0; i < files.Count; i++)
        {
            Age(files[i], i * 3);
        }

        Assert.Equal([files[4], files[3]], KeptFiles.Find(bridge.Settings, _month, 3000, TimeProvider.System).Select(f => f.Path));
        Assert.DoesNotContain(files[0], KeptFiles.Find(bridge.Settings, _month, 0, TimeProvider.System).Select(f => f.Path));
    }

    [Fact]
    public async Task What_a_waiting_clip_reads_is_never_old_and_use_makes_an_upload_young_again()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        await bridge.SubmitAsync("holds-the-renderer", "slow.mp4");
        var (id, other) = (new string('a', 32), new string('b', 32));
        var upload = Own(bridge.Settings.UploadFolder, $"{id}/clip.mp4");
        var unused = Own(bridge.Settings.UploadFolder, $"{other}/clip.mp4");
        Age(upload, 60);
        Age(unused, 60);
        var named = KeptFiles.Find(bridge.Settings, _month, long.MaxValue, TimeProvider.System).Single(f => f.Path == upload);
        using var sent = await bridge.Client.PostAsJsonAsync(
            "/api/v1/jobs",
            new JsonObject
            {
                ["idempotencyKey"] = "by-upload",
                ["items"] = new JsonArray(
                new JsonObject { ["clip"] = new JsonObject { ["uploadId"] = id }, ["audio"] = new JsonObject { ["uploadId"] = id } })
            },
            Now);

        Assert.True(sent.IsSuccessStatusCode);
        Assert.False(KeptFiles.Remove(named), "It was used between the look and the removal.");
        Age(upload, 60);
        Assert.Equal([unused], KeptFiles.Find(bridge.Settings, _month, long.MaxValue, TimeProvider.System).Select(f => f.Path));
    }

    [Fact]
    public async Task The_bridge_applies_its_rule_and_logs_it()
    {
        await using var bridge = await BridgeFixture.StartAsync(s => s with { KeepFor = TimeSpan.FromDays(7) });
        var old = Own(bridge.Settings.UploadFolder, "1/old.mp4");
        Age(old, 8);

        bridge.Service<RetentionWorker>().Apply();

        Assert.False(File.Exists(old));
        Assert.Contains((await bridge.GetAsync("/api/v1/log"))["records"]!.AsArray(),
            r => r!["message"]!.GetValue<string>().Contains("old.mp4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_list_of_the_version_before_is_taken_over()
    {
        var folder = Directory.CreateTempSubdirectory("heygem-v1-").FullName;
        var path = Path.Combine(folder, "jobs.db");
        await using (var fixture = new Queue.QueueFixture())
        {
            fixture.Ledger.Submit(fixture.Job("old-job", "a"));
            fixture.Ledger.Dispose();
            using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={fixture.StorePath};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            // What version 1 did not have, taken away.
            command.CommandText =
                """
                DROP INDEX items_in_state;
                DROP INDEX items_changed;
                ALTER TABLE jobs DROP COLUMN removable;
                ALTER TABLE items DROP COLUMN waits_for;
                ALTER TABLE items DROP COLUMN clip_path;
                ALTER TABLE items DROP COLUMN start_seconds;
                ALTER TABLE items DROP COLUMN disk;
                PRAGMA user_version = 1;
                """;
            command.ExecuteNonQuery();
            File.Copy(fixture.StorePath, path);
        }

        Assert.Empty(JobQueue.RemovableResults(path));
        using (var store = JobStore.Open(path, TimeProvider.System))
        {
            Assert.Equal("old-job", store.List(null, null, 10).Single().Title);
            Assert.NotNull(store.ClaimNext());
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> RenderAsync(BridgeFixture bridge, string key, string clip, bool removable)
    {
        var request = bridge.Request(key, clip);
        request["removable"] = removable;
        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);
        var job = await bridge.FinishedAsync((await response.Content.ReadFromJsonAsync<JsonObject>(Now))!["id"]!.GetValue<string>());
        return job["items"]![0]!["output"]!["path"]!.GetValue<string>();
    }

    private static string Own(string folder, string name, int bytes = 10)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, new byte[bytes]);
        return path;
    }

    private static void Age(string path, int days)
    {
        var then = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-days);
        File.SetLastWriteTimeUtc(path, then);
        File.SetLastAccessTimeUtc(path, then);
    }
}
