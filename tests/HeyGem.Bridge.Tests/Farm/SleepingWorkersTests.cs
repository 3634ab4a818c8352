using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Tests.Crash;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>
/// What many workers cost the broker and the bridge, each a process of its own and all workers in a third: they sleep instead of drawing,
/// and ffmpeg reads nothing back; all the rest is real.
/// </summary>
public sealed class SleepingWorkersTests(RabbitBroker broker) : IClassFixture<RabbitBroker>, IDisposable
{
    private const double MostProcessor = 0.6;
    private const long MostBytes = 500_000_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-sleepers-").FullName;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(8, 40, 0)]
    [InlineData(200, 10_000, 8, Explicit = true)]
    public async Task Every_segment_is_brought_once_and_neither_broker_nor_bridge_is_loaded(int workers, int segments, int seconds)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Asks Linux what the processes use.");
        await broker.RequireAsync();
        var media = Directory.CreateDirectory(Path.Combine(_folder, "media")).FullName;
        await File.WriteAllTextAsync(Path.Combine(media, "clip.mp4"), "clip", Now);
        await File.WriteAllTextAsync(Path.Combine(media, "voice.wav"), "voice", Now);
        await using var bridge = await BridgeProcess.StartAsync(
            _folder, "-", $"{segments}", broker.Address, $"{RabbitBroker.FreePorts(1)[0]}");
        using var reply = await bridge.Client.PostAsJsonAsync("/api/v1/farm/keys", new { name = "sleepers" }, Now);
        var key = (await reply.Content.ReadFromJsonAsync<JsonObject>(Now))!["key"]!.GetValue<string>();
        await using var sleepers = ChildProcess.Start(
            new ChildProcessSpec(BridgeProcess.Program, ["sleepers", broker.Address, key, _folder, $"{workers}", $"{seconds}"]));
        while ((await ViewAsync(bridge)).Count < workers)
        {
            await Task.Delay(100, Now);
        }

        var (began, before) = (TimeProvider.System.GetTimestamp(), (Bridge: ProcessUse.Of(bridge.Id), Broker: broker.Used));
        var most = (Bridge: 0L, Broker: 0L);
        var finished = bridge.FinishedAsync((await bridge.TrySubmitAsync(Request(media)))!);
        while (!finished.IsCompleted)
        {
            most = (Math.Max(most.Bridge, ProcessUse.Of(bridge.Id).Bytes), Math.Max(most.Broker, broker.Used.Bytes));
            await Task.WhenAny(finished, Task.Delay(1000, Now));
        }

        var took = TimeProvider.System.GetElapsedTime(began);
        var after = (Bridge: ProcessUse.Of(bridge.Id), Broker: broker.Used);
        var processor = (
            Bridge: (after.Bridge.Processor - before.Bridge.Processor) / took,
            Broker: (after.Broker.Processor - before.Broker.Processor) / took);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{segments} segments, {workers} workers, {took.TotalSeconds:0} s, load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}: "
            + $"broker {processor.Broker:0.00} core, {most.Broker / 1e6:0} MB, at most {after.Broker.PeakBytes / 1e6:0} MB resident; "
            + $"bridge {processor.Bridge:0.00} core, {most.Bridge / 1e6:0} MB, at most {after.Bridge.PeakBytes / 1e6:0} MB resident");
        var job = await finished;
        Assert.Equal("completed", job["state"]!.GetValue<string>());
        Assert.Equal(segments, (await ViewAsync(bridge)).Sum(w => w!["segments"]!.GetValue<int>()));
        Assert.Equal(segments, Directory.EnumerateFiles(_folder, "*.note", SearchOption.AllDirectories).Count());
        Assert.InRange(processor.Bridge, 0, workers < 200 ? 2 : MostProcessor);
        Assert.InRange(processor.Broker, 0, workers < 200 ? 2 : MostProcessor);
        Assert.InRange(after.Bridge.PeakBytes, 1, MostBytes);
        Assert.InRange(after.Broker.PeakBytes, 1, MostBytes);
        sleepers.Kill();
    }

    private static async Task<JsonArray> ViewAsync(BridgeProcess bridge) =>
        (await bridge.Client.GetFromJsonAsync<JsonObject>("/api/v1/farm", Now))!["workers"]!.AsArray();

    private static JsonObject Request(string media) => new()
    {
        ["idempotencyKey"] = "sleepers",
        ["items"] = new JsonArray(new JsonObject
        {
            ["clip"] = new JsonObject { ["path"] = Path.Combine(media, "clip.mp4") },
            ["audio"] = new JsonObject { ["path"] = Path.Combine(media, "voice.wav") },
        }),
    };
}
