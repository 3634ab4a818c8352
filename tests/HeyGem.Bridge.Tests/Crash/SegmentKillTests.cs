using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Tests.Cli;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Testing;

namespace HeyGem.Bridge.Tests.Crash;

/// <summary>A long render whose bridge is killed again and again goes on where it was, and gives what an undisturbed one gives.</summary>
public sealed class SegmentKillTests(CliFixture cli) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-segment-kill-").FullName;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private string Outputs => Path.Combine(_folder, "out");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task A_kill_in_the_middle_of_the_drawing_costs_one_segment_at_most() => KillAsync(seconds: 6, kills: 1, seed: 0);

    [Theory(Explicit = true)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public Task Ten_kills_of_two_minute_renders_lose_and_change_nothing(int seed) => KillAsync(seconds: 120, kills: 10, seed);

    private async Task KillAsync(int seconds, int kills, int seed)
    {
        var media = Directory.CreateDirectory(Path.Combine(_folder, "media")).FullName;
        File.Copy(cli.PathOf("clip.mp4"), Path.Combine(media, "clip.mp4"));
        MadeVoice.Write(Path.Combine(media, "voice.wav"), MadeVoice.Samples(seconds));
        var random = new Random(20261129 + seed);
        var (undisturbed, _) = await FinishAsync("undisturbed", () => false);
        var (killed, round) = (0, 0);
        while (killed < kills)
        {
            var (noted, idle, began) = (new Dictionary<string, DateTime>(), 0, 0);
            var (shown, report) = await FinishAsync($"disturbed {round++}", () =>
            {
                // Any moment; but after two in a row before a new segment a third would be the end of the clip, as it should.
                var count = Notes().Count;
                var due = killed < kills && (kills > 1 && idle < 2 ? random.Next(8) == 0 : count > began);
                if (due)
                {
                    (idle, began) = (count > began ? 0 : idle + 1, count);
                    killed++;
                }

                return due;
            },
            () =>
            {
                // What was noted before an earlier kill was never drawn again, and one segment at most was whole without its note.
                var now = Notes();
                Assert.All(noted, note => Assert.Equal(note.Value, now[note.Key]));
                Assert.InRange(Files("*.mp4").Count(f => !now.ContainsKey(Path.ChangeExtension(f, ".note"))), 0, 1);
                noted = now;
            });

            Assert.Equal(undisturbed, shown);
            Assert.InRange(report["segments"]!["reused"]!.GetValue<int>(), noted.Count, report["segments"]!["count"]!.GetValue<int>());
            Assert.InRange(noted.Count, 1, int.MaxValue);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{killed} kills in {round} renders.");
    }

    /// <summary>Renders to the end through as many bridges as it takes; gives digests of the result's pictures, and its report.</summary>
    private async Task<(string Shown, JsonNode Report)> FinishAsync(string key, Func<bool> isDue, Action? afterKill = null)
    {
        while (true)
        {
            await using var bridge = await BridgeProcess.StartAsync(_folder, "-", "real");
            var id = (await bridge.TrySubmitAsync(Request(key)))!;
            JsonObject job;
            do
            {
                job = (await bridge.Client.GetFromJsonAsync<JsonObject>($"/api/v1/jobs/{id}", Now))!;
                if (job["state"]!.GetValue<string>() == "completed")
                {
                    var item = job["items"]![0]!;
                    var report = (await bridge.Client.GetFromJsonAsync<JsonNode>($"/api/v1/items/{item["id"]}/report", Now))!;
                    var path = item["output"]!["path"]!.GetValue<string>();
                    var shown = await FfmpegOutput.ReadTextAsync(cli.Ffmpeg.FfmpegPath,
                        ["-v", "error", "-nostdin", "-i", path, "-map", "0:v:0", "-f", "framemd5", "-"], Now);
                    Assert.Equal([path], Directory.EnumerateFiles(Outputs, "*", Everywhere()));
                    File.Delete(path);
                    return (shown, report);
                }

                Assert.Contains(job["state"]!.GetValue<string>(), new[] { "queued", "running" });
                await Task.Delay(200, Now);
            }
            while (!isDue());

            await bridge.KillAsync();
            afterKill?.Invoke();
        }
    }

    private JsonObject Request(string key) => new()
    {
        ["idempotencyKey"] = key,
        ["fit"] = "loop",
        ["items"] = new JsonArray(new JsonObject
        {
            ["clip"] = new JsonObject { ["path"] = Path.Combine(_folder, "media", "clip.mp4") },
            ["audio"] = new JsonObject { ["path"] = Path.Combine(_folder, "media", "voice.wav") },
        }),
    };

    private Dictionary<string, DateTime> Notes() => Files("*.note").ToDictionary(f => f, File.GetLastWriteTimeUtc);

    private IEnumerable<string> Files(string pattern) => Directory.Exists(Outputs)
        ? Directory.EnumerateFiles(Outputs, pattern, Everywhere()).Where(f => f.Contains("segments", StringComparison.Ordinal)
            && !Path.GetFileName(f).StartsWith('.'))
        : [];

    private static EnumerationOptions Everywhere() => new() { RecurseSubdirectories = true, AttributesToSkip = 0 };
}
