using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using HeyGem.Bridge.Farm;
using HeyGem.Bridge.Farm.Work;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using Microsoft.Extensions.DependencyInjection;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>A worker that loses its connection to the broker while it draws, and gets messages on the next one.</summary>
public sealed class FarmReconnectTests(RabbitBroker broker) : IClassFixture<RabbitBroker>
{
    private const string Lane = "mesh.0123456789abcdef";
    private const int Segments = 3;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_waits_for_the_place_that_an_earlier_one_has_and_does_not_come_back_until_it_is_dead()
    {
        await broker.RequireAsync();
        var farm = FarmSettings.Read(broker.Address);
        await using var bridge = await BridgeFixture.StartAsync(settings => settings with { Farm = farm });
        using var reply = await bridge.Client.PostAsJsonAsync("/api/v1/farm/keys", new { name = "test" }, Now);
        var invitation = FarmInvitation.Read((await reply.Content.ReadFromJsonAsync<JsonObject>(Now))!["key"]!.GetValue<string>());
        var bundle = Path.Combine(bridge.Folder, "bundle");
        await File.WriteAllTextAsync(bundle, "bundle", Now);
        var (board, order) = (bridge.App.Services.GetRequiredService<FarmBoard>(), new FakeOrder("a", Segments));
        var (work, drawer) = (new FarmOrder(order, (bundle, new string('f', 64)), []), new Gate(Path.Combine(bridge.Folder, "drawn")));
        using var link = new BridgeLink(invitation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Now);
        var working = new WorkerLoop(new WorkOptions(farm.Address, invitation, bridge.Folder), [Lane], link, [drawer], static _ => { })
            .RunAsync(stop.Token);
        board.Add(work);
        await drawer.Begun.WaitAsync(Now);

        var closing = broker.ControlAsync("close_all_connections", "a test");
        while (board.Connected)
        {
            await Task.Delay(20, Now);
        }

        Assert.Equal(0, await closing);
        while (!board.Connected || !await IsTakenFromAsync(farm))
        {
            await Task.Delay(50, Now);
        }

        // Time for what should not happen.
        await Task.Delay(1000, Now);
        drawer.Open();
        while (order.Accepted.Count < Segments)
        {
            Assert.Null(board.NextHere(work));
            await Task.Delay(20, Now);
        }

        await stop.CancelAsync();
        await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Assert.Equal(Enumerable.Range(0, Segments), order.Accepted.Order());
    }

    [Fact]
    public async Task A_broker_that_lives_and_does_not_answer_is_tried_again()
    {
        await broker.RequireAsync();
        await using var deaf = new DeafBroker(new Uri(broker.Address).Port);
        var farm = FarmSettings.Read($"amqp://127.0.0.1:{deaf.Port}/");
        await using var bridge = await BridgeFixture.StartAsync(settings => settings with { Farm = farm });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Now);
        patience.CancelAfter(TimeSpan.FromMinutes(2));

        var refused = await Assert.ThrowsAsync<HeyGemException>(() => FarmBroker.ConnectAsync(farm, "test", patience.Token));

        Assert.Equal(ErrorCode.FarmBrokerUnreachable, refused.Code);
        deaf.IsDeaf = false;
        while (!bridge.App.Services.GetRequiredService<FarmBoard>().Connected)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    [Fact]
    public async Task A_worker_says_that_the_broker_is_away_and_that_it_is_there_again()
    {
        await broker.RequireAsync();
        await using var deaf = new DeafBroker(new Uri(broker.Address).Port);
        var farm = FarmSettings.Read($"amqp://127.0.0.1:{deaf.Port}/");
        await using var bridge = await BridgeFixture.StartAsync(settings => settings with { Farm = farm });
        using var reply = await bridge.Client.PostAsJsonAsync("/api/v1/farm/keys", new { name = "test" }, Now);
        var invitation = FarmInvitation.Read((await reply.Content.ReadFromJsonAsync<JsonObject>(Now))!["key"]!.GetValue<string>());
        using var link = new BridgeLink(invitation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Now);
        stop.CancelAfter(TimeSpan.FromMinutes(2));
        var told = Channel.CreateUnbounded<string>();

        var working = new WorkerLoop(
            new WorkOptions(farm.Address, invitation, bridge.Folder), [Lane], link, [new Gate(Path.Combine(bridge.Folder, "drawn"))],
            sentence => told.Writer.TryWrite(sentence)).RunAsync(stop.Token);

        Assert.StartsWith("Works for ", await told.Reader.ReadAsync(stop.Token));
        Assert.EndsWith(" does not answer.", await told.Reader.ReadAsync(stop.Token));
        deaf.IsDeaf = false;
        Assert.Equal("The broker is there again.", await told.Reader.ReadAsync(stop.Token));
        await stop.CancelAsync();
        await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <summary>Whether the worker is connected again.</summary>
    private static async Task<bool> IsTakenFromAsync(FarmSettings farm)
    {
        await using var seen = await FarmBroker.ConnectAsync(farm, "test", Now);
        return await seen.Channel.ConsumerCountAsync($"heygem.{Lane}", Now) > 0;
    }

    /// <summary>Draws nothing until it is opened.</summary>
    private sealed class Gate(string path) : ISegmentDrawer
    {
        private readonly TaskCompletionSource _begun = new();
        private readonly TaskCompletionSource _open = new();

        public Task Begun => _begun.Task;

        public long Frames => 0;

        public double FramesPerSecond => 0;

        public void Open() => _open.TrySetResult();

        public async Task<(string Path, byte[] Note)> DrawAsync(
            FarmMessage message, BeginReply given, CancellationToken cancellationToken)
        {
            _begun.TrySetResult();
            await _open.Task.WaitAsync(cancellationToken);
            await File.WriteAllTextAsync(path, FakeOrder.Good, cancellationToken);
            return (path, [1]);
        }

        public void Forget(int segment) => File.Delete(path);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
