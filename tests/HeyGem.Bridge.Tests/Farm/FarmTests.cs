using System.Text.Json.Nodes;
using HeyGem.Bridge.Tests.Cli;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>
/// Workers draw a clip, and parts of the farm die on the way: the result is the one of a bridge alone, frame for frame, each segment once.
/// </summary>
public sealed class FarmTests(CliFixture cli, RabbitBroker broker) : IClassFixture<RabbitBroker>
{
    private const int Seconds = 10;
    private const int Many = 20;

    private static readonly string[] _parts = ["worker killed", "worker frozen", "broker restarted", "bridge restarted"];

    public static TheoryData<string, int> Once => [.. _parts.Select(part => (part, 1))];

    public static TheoryData<string, int> Often => [.. _parts.Select(part => (part, Many))];

    [Fact]
    public async Task Two_workers_draw_what_one_machine_draws_frame_for_frame()
    {
        await using var farm = await FarmSetup.StartAsync(cli, broker, Seconds);
        farm.StartWorker("left");
        farm.StartWorker("right", "--share", $"{farm.Media}={farm.Media}");
        await farm.WorkersAsync(2);

        var (shown, segments) = await farm.FinishedAsync(await farm.SubmitAsync("two"));

        Assert.Equal(await farm.AloneAsync(), shown);
        AllAway(segments);
        var workers = (await farm.ViewAsync())["workers"]!.AsArray();
        Assert.Equal(segments["count"]!.GetValue<int>(), workers.Sum(w => w!["segments"]!.GetValue<int>()));
        Assert.All(workers, w => Assert.InRange(w!["segments"]!.GetValue<int>(), 1, int.MaxValue));
        Assert.All(workers, w => Assert.Equal(0, w!["failures"]!.GetValue<int>()));
        Assert.Equal(["bundle", "clip.mp4", "voice.wav"], farm.FetchedBy("left").Order());
        Assert.Equal(["bundle"], farm.FetchedBy("right"));
    }

    [Fact]
    public async Task Without_a_worker_the_bridge_draws_itself()
    {
        await using var farm = await FarmSetup.StartAsync(cli, broker, 4);

        var (shown, segments) = await farm.FinishedAsync(await farm.SubmitAsync("none"));

        Assert.Equal(await farm.AloneAsync(), shown);
        Assert.Equal(0, segments["away"]!.GetValue<int>());
    }

    [Theory]
    [MemberData(nameof(Once))]
    public Task Nothing_is_lost_and_nothing_doubled(string part, int times) => SurviveAsync(part, times);

    [Theory(Explicit = true)]
    [MemberData(nameof(Often))]
    public Task Nothing_is_lost_and_nothing_doubled_however_often(string part, int times) => SurviveAsync(part, times);

    private async Task SurviveAsync(string part, int times)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are Linux's own numbers.");
        await using var farm = await FarmSetup.StartAsync(cli, broker, Seconds);
        var alone = await farm.AloneAsync();
        List<ChildProcess> workers = [farm.StartWorker("left"), farm.StartWorker("right")];
        await farm.WorkersAsync(2);
        var random = new Random(20261129);
        for (var time = 0; time < times; time++)
        {
            var id = await farm.SubmitAsync($"{part} {time}");
            await farm.NotedAsync(1 + random.Next(3));
            switch (part)
            {
                case "worker killed":
                    Signal(workers[0], NativeSignals.Slay);
                    workers[0] = farm.StartWorker($"left {time}");
                    break;
                case "worker frozen":
                    Signal(workers[0], NativeSignals.Freeze);
                    break;
                case "broker restarted":
                    await broker.RestartAsync();
                    break;
                default:
                    await farm.Bridge.KillAsync();
                    await farm.Bridge.DisposeAsync();
                    await farm.StartBridgeAsync();
                    break;
            }

            var (shown, segments) = await farm.FinishedAsync(id);

            Assert.Equal(alone, shown);
            AllAway(segments);
            if (part == "worker frozen")
            {
                // What it brings now comes too late and counts for nothing.
                Signal(workers[0], NativeSignals.Continue);
                await farm.WorkersAsync(2);
            }
        }
    }

    /// <summary>Workers drew each segment that was not kept from before, and once.</summary>
    private static void AllAway(JsonNode segments) => Assert.Equal(
        segments["count"]!.GetValue<int>(), segments["away"]!.GetValue<int>() + segments["reused"]!.GetValue<int>());

    private static void Signal(ChildProcess child, int signal) => Assert.Equal(0, NativeSignals.Kill(child.Id, signal));
}
