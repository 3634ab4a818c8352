using HeyGem.Bridge.Tests.Cli;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>
/// A broker that dies as soon as it has its first work: what it had not yet written of its queues is gone. Explicit, for a known
/// fault: killed at once (0 ms) the work is not drawn on within minutes, most of the time; half a second later it is.
/// </summary>
public sealed class FreshBrokerTests(CliFixture cli)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory(Explicit = true)]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(2000)]
    public async Task Workers_draw_on_when_it_is_back(int milliseconds)
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
