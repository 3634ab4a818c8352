using HeyGem.Bridge.Tests.Cli;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>
/// A broker that dies as soon as it has its first work: what it had not yet written of its queues is gone, and a queue that it was
/// making has no leader for ever.
/// </summary>
public sealed class FreshBrokerTests(CliFixture cli)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public Task Workers_draw_on_when_it_is_back() => WorkersDrawOnAsync(0);

    [Theory(Explicit = true)]
    [InlineData(100)]
    [InlineData(500)]
    [InlineData(2000)]
    public Task Workers_draw_on_when_it_died_a_little_later(int milliseconds) => WorkersDrawOnAsync(milliseconds);

    private async Task WorkersDrawOnAsync(int milliseconds)
    {
        await using var broker = new RabbitBroker();
        await using var farm = await FarmSetup.StartAsync(cli, broker, 10);
        farm.StartWorker("left");
        await farm.WorkersAsync(1);
        var clip = await farm.SubmitAsync("first");
        while ((await farm.ViewAsync())["sent"]!.GetValue<int>() == 0)
        {
            await Task.Delay(20, Now);
        }

        await Task.Delay(milliseconds, Now);
        await broker.RestartAsync();

        var (_, segments) = await farm.FinishedAsync(clip);
        FarmTests.AllAway(segments);
    }
}
