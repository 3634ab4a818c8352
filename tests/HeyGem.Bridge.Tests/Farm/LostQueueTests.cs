using HeyGem.Bridge.Farm;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>
/// A queue that goes away, or that a killed broker left without a leader: it is there by name, takes all and gives nothing.
/// </summary>
public sealed class LostQueueTests(RabbitBroker rabbit) : IClassFixture<RabbitBroker>
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_is_sent_and_given_again_after_a_broker_was_killed_as_it_made_the_queue()
    {
        await rabbit.RequireAsync();
        await using (var before = await ConnectAsync())
        {
            await before.PublishAsync("made", Segment(1), Now);
            await rabbit.RestartAsync();
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Now);
        patience.CancelAfter(_patience);
        Assert.Equal(2, await SentAndGivenAsync(patience.Token));
    }

    [Fact]
    public async Task What_an_earlier_connection_sent_is_gone()
    {
        await rabbit.RequireAsync();
        await using (var before = await ConnectAsync())
        {
            await before.PublishAsync("sent", Segment(1), Now);
            await before.PublishAsync("sent", Segment(2), Now);
        }

        await using var bridge = await ConnectAsync();
        await bridge.PublishAsync("sent", Segment(3), Now);
        await bridge.PublishAsync("sent", Segment(4), Now);

        Assert.Equal(3, await FirstAsync("sent", Now));
    }

    [Fact]
    public async Task A_connection_whose_queue_is_deleted_is_no_longer_open()
    {
        await rabbit.RequireAsync();
        await using var worker = await ConnectAsync();
        await worker.ListenAsync(await worker.QueueOfAsync("gone", Now), (_, _) => Task.CompletedTask, Now);
        Assert.True(worker.IsOpen);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Now);
        patience.CancelAfter(_patience);

        await using var other = await ConnectAsync();
        await other.Channel.QueueDeleteAsync("heygem.gone", ifUnused: false, ifEmpty: false, cancellationToken: Now);

        while (worker.IsOpen)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>As the bridge does: a broker that is not yet itself closes the connection, and is connected to anew.</summary>
    private async Task<int> SentAndGivenAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await using var bridge = await ConnectAsync();
                await bridge.PublishAsync("made", Segment(2), cancellationToken);
                return await FirstAsync("made", cancellationToken);
            }
            catch (Exception e) when (e is HeyGemException || FarmBroker.IsFault(e, cancellationToken))
            {
                await Task.Delay(200, cancellationToken);
            }
        }
    }

    private async Task<int> FirstAsync(string lane, CancellationToken cancellationToken)
    {
        var first = new TaskCompletionSource<int>();
        await using var worker = await ConnectAsync();
        await worker.ListenAsync(
            await worker.QueueOfAsync(lane, cancellationToken),
            (message, _) =>
            {
                first.TrySetResult(message!.Segment);
                return Task.CompletedTask;
            },
            cancellationToken);
        while (!first.Task.IsCompleted)
        {
            // As a worker does, which connects anew then.
            if (!worker.IsOpen)
            {
                throw new IOException("The queue is gone.");
            }

            if (cancellationToken.IsCancellationRequested)
            {
                Assert.Fail(await StateAsync(lane));
            }

            await Task.WhenAny(first.Task, Task.Delay(100, CancellationToken.None));
        }

        return await first.Task;
    }

    private async Task<string> StateAsync(string lane)
    {
        await using var looks = await ConnectAsync();
        var queue = await looks.Channel.QueueDeclarePassiveAsync($"heygem.{lane}", Now);
        return $"Nothing was given: {queue.MessageCount} messages wait for {queue.ConsumerCount} who listen.";
    }

    private Task<FarmBroker> ConnectAsync() =>
        FarmBroker.ConnectAsync(new FarmSettings(new Uri(rabbit.Address), new FarmLogin("guest", "guest")), "test", Now);

    private static FarmMessage Segment(int number) => new()
    {
        Version = FarmMessage.Current,
        Item = string.Empty,
        Order = new string('a', 64),
        Segment = number,
        Bundle = new string('b', 64),
    };
}
