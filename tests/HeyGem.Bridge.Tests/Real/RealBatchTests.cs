using System.IO.Compression;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Tests.Cli;
using HeyGem.Testing;

namespace HeyGem.Bridge.Tests.Real;

/// <summary>The whole product as a client sees it: the shipped program, the real engine, the OpenAPI file.</summary>
public sealed class RealBatchTests(CliFixture cli) : IDisposable
{
    private const int Frames = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-real-").FullName;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_batch_of_ten_gives_eight_results_as_if_rendered_alone_and_two_codes()
    {
        var good = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            var scene = i < 5 ? PerformerClip.Talker(look: i) : PerformerClip.Listener(look: i - 5);
            good.Add(await PerformerClip.WriteAsync(cli.Ffmpeg, scene, Frames, Path.Combine(_folder, $"clip {i} 口播.mp4"), Now));
        }

        string[] clips = [.. good.Take(3), cli.PathOf("broken.mp4"), .. good.Skip(3).Take(2), cli.PathOf("nobody.mp4"), .. good.Skip(5)];
        var together = await BatchAsync(clips);

        await using var alone = await ServedBridge.StartAsync(cli, Path.Combine(_folder, "alone"));
        var voice = await alone.Client.UploadAsync(cli.PathOf("voice.wav"));
        foreach (var clip in good.Where((_, i) => i % 3 == 0))
        {
            var job = await alone.Client.SubmitAsync(
                "alone " + Path.GetFileName(clip), "uploadId", voice, await alone.Client.UploadAsync(clip));
            var done = await alone.Client.PollAsync(job["id"]!.GetValue<string>());
            Assert.True(done["state"]!.GetValue<string>() == "completed", done.ToJsonString());
            var bytes = await alone.Client.BytesAsync("getVideo", done["items"]![0]!["id"]!.GetValue<string>());
            Assert.True(bytes.AsSpan().SequenceEqual(together[Path.GetFileName(clip)]),
                $"{Path.GetFileName(clip)} differs when it is rendered in a batch.");
        }
    }

    private async Task<Dictionary<string, byte[]>> BatchAsync(string[] clips)
    {
        await using var bridge = await ServedBridge.StartAsync(cli, Path.Combine(_folder, "batch"));
        var client = bridge.Client;
        var uploads = new List<string>();
        foreach (var clip in clips)
        {
            uploads.Add(await client.UploadAsync(clip));
        }

        var job = await client.SubmitAsync("the batch of ten", "uploadId", await client.UploadAsync(cli.PathOf("voice.wav")), uploads);
        var id = job["id"]!.GetValue<string>();
        var following = client.FollowAsync(id);
        var polled = await client.PollAsync(id);
        var (summary, told) = await following;

        var items = polled["items"]!.AsArray().Select(i => i!.AsObject()).ToList();
        Assert.Equal("Done with errors: 8 of 10 rendered, 2 failed", polled["message"]!.GetValue<string>());
        Assert.Equal(polled["state"]!.GetValue<string>(), summary!["state"]!.GetValue<string>());
        Assert.Equal(items.Select(Standing), told.Values.Select(Standing));
        Assert.Equal("media.unreadable", items[3]["error"]!["code"]!.GetValue<string>());
        Assert.Contains("broken.mp4", items[3]["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("face.not_found", items[6]["error"]!["code"]!.GetValue<string>());
        Assert.Contains("nobody.mp4", items[6]["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);

        var results = new Dictionary<string, byte[]>();
        await using var archive = await ZipArchive.CreateAsync(new MemoryStream(await client.BytesAsync("getResults", id)),
            ZipArchiveMode.Read, leaveOpen: false, entryNameEncoding: null, Now);
        foreach (var item in items.Where(i => i["state"]!.GetValue<string>() == "completed"))
        {
            var bytes = await client.BytesAsync("getVideo", item["id"]!.GetValue<string>());
            results[item["label"]!.GetValue<string>()] = bytes;
            using var entry = new MemoryStream();
            await using (var stream = await archive.GetEntry(item["output"]!["fileName"]!.GetValue<string>())!.OpenAsync(Now))
            {
                await stream.CopyToAsync(entry, Now);
            }

            Assert.True(entry.ToArray().AsSpan().SequenceEqual(bytes), "The archive holds another file than the item.");
            Assert.Equal(Frames, (await client.CallAsync("getReport", item["id"]!.GetValue<string>()))["frames"]!.GetValue<int>());
            Assert.Equal([0xFF, 0xD8], (await client.BytesAsync("getThumbnail", item["id"]!.GetValue<string>()))[..2]);
        }

        Assert.Equal((8, 8), (results.Count, archive.Entries.Count));
        return results;
    }

    private static string Standing(JsonObject item) => $"{item["id"]} {item["state"]} {item["error"]?["code"]} {item["output"]?["sha256"]}";
}
