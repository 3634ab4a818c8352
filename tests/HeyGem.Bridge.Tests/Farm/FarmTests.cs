using System.Text.Json.Nodes;
using HeyGem.Bridge.Tests.Cli;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>Workers draw a clip: the result is the one of a bridge alone, frame for frame.</summary>
public sealed class FarmTests(CliFixture cli, RabbitBroker broker) : IClassFixture<RabbitBroker>
{
    private const int Seconds = 10;

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

    [Fact]
    public async Task A_worker_whose_key_was_withdrawn_ends_as_not_allowed()
    {
        await using var farm = await FarmSetup.StartAsync(cli, broker, 1);
        using var reply = await farm.Bridge.Client.DeleteAsync("/api/v1/farm/keys/test", TestContext.Current.CancellationToken);
        reply.EnsureSuccessStatusCode();
        var worker = farm.StartWorker("late");

        Assert.Equal(78, await worker.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Contains(worker.ErrorTail, line => line.Contains("[farm.key_refused]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_worker_that_is_told_to_end_ends_as_done()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that a test can send to one process.");
        await using var farm = await FarmSetup.StartAsync(cli, broker, 1);
        var worker = farm.StartWorker("ended");
        await farm.WorkersAsync(1);

        Assert.Equal(0, NativeSignals.Kill(worker.Id, NativeSignals.Terminate));

        // To systemd and to Docker everything else is a failure.
        Assert.Equal(0, await worker.WaitAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Workers drew each segment that was not kept from before, and once.</summary>
    internal static void AllAway(JsonNode segments) => Assert.Equal(
        segments["count"]!.GetValue<int>(), segments["away"]!.GetValue<int>() + segments["reused"]!.GetValue<int>());
}
