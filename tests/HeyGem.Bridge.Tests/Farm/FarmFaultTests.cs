using System.Text.Json.Nodes;
using HeyGem.Bridge.Tests.Cli;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>
/// Parts of the farm die in the middle of a clip and come back: the result is the one of a bridge alone, frame for frame, each segment
/// once, and the part is at work again soon after.
/// </summary>
public sealed class FarmFaultTests(CliFixture cli, RabbitBroker broker) : IClassFixture<RabbitBroker>
{
    private const int Many = 20;

    /// <summary>From the moment that a part is back until it works: a few of the farm's retries, which are 1 to 5 s apart.</summary>
    private static readonly TimeSpan _recovery = TimeSpan.FromSeconds(10);

    private static readonly string[] _parts =
        ["worker killed", "worker frozen", "worker cut off", "broker restarted", "bridge restarted"];

    public static TheoryData<string, int> Once => [.. _parts.Select(part => (part, 1))];

    public static TheoryData<string, int> Often => [.. _parts.Select(part => (part, Many))];

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Once))]
    public Task Nothing_is_lost_and_nothing_doubled(string part, int times) => SurviveAsync(part, times, seconds: 10);

    [Theory(Explicit = true)]
    [MemberData(nameof(Often))]
    public async Task Nothing_is_lost_and_nothing_doubled_however_often(string part, int times)
    {
        var took = await SurviveAsync(part, times, seconds: 20);

        var sorted = took.Order().ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{part}, {times} times, load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}: at work again after "
            + $"{sorted[sorted.Count / 2].TotalSeconds:0.0} s in the middle, {sorted[^1].TotalSeconds:0.0} s at most; in turn "
            + string.Join(' ', took.Select(t => $"{t.TotalSeconds:0.0}")));
        Assert.InRange(sorted[^1], TimeSpan.Zero, _recovery);
    }

    private async Task<List<TimeSpan>> SurviveAsync(string part, int times, int seconds)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are Linux's own numbers.");
        await using var network = part == "worker cut off" ? await CutNetwork.MakeAsync() : null;
        await using var farm = await FarmSetup.StartAsync(cli, broker, seconds, network);
        var alone = await farm.AloneAsync();
        var (left, name) = (farm.StartBehindCable("left"), "left");
        farm.StartWorker("right");
        await farm.WorkersAsync(2);
        var random = new Random(20261129);
        var took = new List<TimeSpan>();
        for (var time = 0; time < times; time++)
        {
            List<string> clips = [await farm.SubmitAsync($"{part} {time}")];
            await farm.NotedAsync(1 + random.Next(3));
            switch (part)
            {
                case "worker killed":
                    Signal(left, NativeSignals.Slay);
                    (left, name) = (farm.StartWorker($"left {time}"), $"left {time}");
                    break;
                case "worker frozen":
                    Signal(left, NativeSignals.Freeze);
                    await SilentAsync(farm, name);
                    Signal(left, NativeSignals.Continue);
                    break;
                case "worker cut off":
                    await network!.CutAsync();
                    await SilentAsync(farm, name);

                    // Short of the broker's own patience, and past it.
                    await Task.Delay(times == 1 ? TimeSpan.Zero : TimeSpan.FromSeconds(random.Next(15)), Now);
                    await network.MendAsync();
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

            took.Add(await RecoveredAsync(farm, clips, part.StartsWith("worker", StringComparison.Ordinal) ? name : null));
            foreach (var (shown, segments) in await farm.FinishedAsync(clips))
            {
                Assert.Equal(alone, shown);
                FarmTests.AllAway(segments);
            }
        }

        return took;
    }

    /// <summary>Waits until the bridge has noticed that a worker says nothing.</summary>
    private static async Task SilentAsync(FarmSetup farm, string worker)
    {
        while (StateOf(await farm.ViewAsync(), worker) != "silent")
        {
            await Task.Delay(50, Now);
        }
    }

    /// <summary>
    /// Waits until all parts see each other and the worker, or without a name any, has brought a segment. Gives how long that took from
    /// now; the drawing of a segment is part of it, and there is always a clip to be drawn.
    /// </summary>
    private static async Task<TimeSpan> RecoveredAsync(FarmSetup farm, List<string> clips, string? worker)
    {
        var back = TimeProvider.System.GetTimestamp();
        var before = Brought(await farm.ViewAsync());
        while (true)
        {
            var view = await farm.ViewAsync();
            if (view["connected"]!.GetValue<bool>() && Brought(view) > before && (worker is not null
                || view["workers"]!.AsArray().Count(w => w!["state"]!.GetValue<string>() == "working") == 2))
            {
                return TimeProvider.System.GetElapsedTime(back);
            }

            if (await farm.IsFinishedAsync(clips[^1]))
            {
                clips.Add(await farm.SubmitAsync($"{clips[0]} {clips.Count}"));
            }

            await Task.Delay(20, Now);
        }

        int Brought(JsonNode view) => view["workers"]!.AsArray()
            .Where(w => worker is null || w!["name"]!.GetValue<string>() == worker).Sum(w => w!["segments"]!.GetValue<int>());
    }

    private static string? StateOf(JsonNode view, string worker) => view["workers"]!.AsArray()
        .FirstOrDefault(w => w!["name"]!.GetValue<string>() == worker)?["state"]!.GetValue<string>();

    private static void Signal(ChildProcess child, int signal) => Assert.Equal(0, NativeSignals.Kill(child.Id, signal));
}
