using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Farm;

/// <summary>
/// Keeps a connection to the broker for as long as the bridge runs, sends what the board says, and hears of what was delivered too often. A
/// broker that goes away is waited for: nothing that is sent is needed to know what is done.
/// </summary>
internal sealed class FarmSender(FarmSettings settings, FarmBoard board, ILogger<FarmSender> log) : BackgroundService
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var told = false; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                await using var broker = await FarmBroker.ConnectAsync(settings, "heygem bridge", stoppingToken);
                board.Connected = true;
                told = false;
                BridgeLog.FarmConnected(log, settings.Address.Host);
                board.SendAgain();
                await broker.ListenToDeadAsync((message, tag) => TakeDeadAsync(broker, message, tag), stoppingToken);
                await SendAsync(broker, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is HeyGemException || FarmBroker.IsFault(e, stoppingToken))
            {
                if (!told)
                {
                    BridgeLog.FarmLost(log, settings.Address.Host, e.Message);
                    told = true;
                }
            }
            finally
            {
                board.Connected = false;
            }

            board.Sweep();
            await Task.Delay(_pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAsync(FarmBroker broker, CancellationToken cancellationToken)
    {
        while (broker.IsOpen)
        {
            board.Sweep();
            while (board.NextToSend() is { } part)
            {
                try
                {
                    await broker.PublishAsync(part.Order.Order.Lane, MessageOf(part), cancellationToken);
                }
                catch
                {
                    board.Unsent(part);
                    throw;
                }
            }

            await Task.Delay(_look, cancellationToken);
        }
    }

    private static FarmMessage MessageOf(FarmPart part) => new()
    {
        Version = FarmMessage.Current,
        Item = part.Order.Order.Item,
        Order = part.Order.Order.Key,
        Segment = part.Index,
        Bundle = part.Order.Bundle,
    };

    private async Task TakeDeadAsync(FarmBroker broker, FarmMessage? dead, ulong tag)
    {
        if (dead is not null)
        {
            BridgeLog.SegmentDead(log, dead.Order, dead.Segment);
            board.GiveUp(dead.Order, dead.Segment);
        }

        await broker.Channel.BasicAckAsync(tag, multiple: false, CancellationToken.None);
    }
}
