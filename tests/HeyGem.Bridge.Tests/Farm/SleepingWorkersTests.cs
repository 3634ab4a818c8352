using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Farm;
using HeyGem.Bridge.Farm.Work;
using HeyGem.Bridge.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>What many workers cost the broker and the bridge: they sleep instead of drawing, all the rest is real.</summary>
public sealed class SleepingWorkersTests(RabbitBroker broker) : IClassFixture<RabbitBroker>
{
    private const string Lane = "mesh.0123456789abcdef";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(8, 40, 0)]
    [InlineData(200, 2000, 8, Explicit = true)]
    public async Task Every_segment_is_brought_once(int workers, int segments, int seconds)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Asks Linux what the broker uses.");
        await broker.RequireAsync();
        await using var bridge = await BridgeFixture.StartAsync(
            settings => settings with { Farm = FarmSettings.Read(broker.Address) });
        using var reply = await bridge.Client.PostAsJsonAsync("/api/v1/farm/keys", new { name = "sleepers" }, Now);
        var answer = (await reply.Content.ReadFromJsonAsync<JsonObject>(Now))!;
        var invitation = FarmInvitation.Read(answer["key"]!.GetValue<string>());
        var bundle = Path.Combine(bridge.Folder, "bundle");
        await File.WriteAllTextAsync(bundle, "bundle", Now);
        var order = new FakeOrder("a", segments);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Now);
        List<BridgeLink> links = [.. Enumerable.Range(0, workers).Select(_ => new BridgeLink(invitation))];
        var (began, before, brokerBefore) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime, broker.Use());
        var working = links.Select((link, n) => new WorkerLoop(
            new WorkOptions(new Uri(broker.Address), invitation, bridge.Folder) { Name = $"sleeper {n}" }, [Lane], link,
            [new Sleeper(Path.Combine(bridge.Folder, $"sleeper-{n}"), TimeSpan.FromSeconds(seconds))], static _ => { })
            .RunAsync(stop.Token)).ToList();
        bridge.App.Services.GetRequiredService<FarmBoard>().Add(new FarmOrder(order, (bundle, new string('f', 64)), []));
        while (order.Accepted.Count < segments)
        {
            await Task.Delay(100, Now);
        }

        var took = TimeProvider.System.GetElapsedTime(began);
        var (used, brokerUsed) = (Environment.CpuUsage.TotalTime - before, broker.Use().Processor - brokerBefore.Processor);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{segments} segments, {workers} workers, {took.TotalSeconds:0} s: broker {brokerUsed / took:0.00} cores, "
            + $"{broker.Use().PeakBytes >> 20} MB; bridge and workers together {used / took:0.00} cores, "
            + $"{Environment.WorkingSet >> 20} MB");
        await stop.CancelAsync();
        await Task.WhenAll(working).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        links.ForEach(link => link.Dispose());
        Assert.Equal(Enumerable.Range(0, segments), order.Accepted.Order());
    }

    private sealed class Sleeper(string path, TimeSpan sleep) : ISegmentDrawer
    {
        public long Frames => 0;

        public double FramesPerSecond => 0;

        public async Task<(string Path, byte[] Note)> DrawAsync(
            FarmMessage message, BeginReply given, CancellationToken cancellationToken)
        {
            await Task.Delay(sleep, cancellationToken);
            await File.WriteAllTextAsync(path, FakeOrder.Good, cancellationToken);
            return (path, [1]);
        }

        public void Forget(int segment) => File.Delete(path);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
