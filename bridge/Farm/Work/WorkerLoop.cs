using System.Collections.Concurrent;
using System.Threading.Channels;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Farm.Work;

/// <summary>
/// A worker: takes messages, draws what they name, brings it to the bridge and only then lets the broker forget the message. It keeps no
/// state: whatever of it is lost is drawn again by somebody.
/// </summary>
/// <param name="options">How it works.</param>
/// <param name="lanes">What it draws.</param>
/// <param name="link">The way to the bridge.</param>
/// <param name="slots">Its places.</param>
/// <param name="tell">Told what a person should know, a sentence.</param>
internal sealed class WorkerLoop(
    WorkOptions options, IReadOnlyList<string> lanes, BridgeLink link, IReadOnlyList<ISegmentDrawer> slots, Action<string> tell)
{
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(1.2);
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(30);

    /// <summary>
    /// A sign of life that is not answered for so long is given up, with its connection, and the next tries a new one: after a cut the old
    /// one would wait for as long again as the cut took.
    /// </summary>
    private static readonly TimeSpan _answer = TimeSpan.FromSeconds(5);

    private readonly Channel<ISegmentDrawer> _free = FilledWith(slots);
    private readonly ConcurrentDictionary<(string Order, int Segment), ISegmentDrawer> _doing = [];
    private readonly BridgeEntry _entry = new(link, options, lanes);
    private readonly SegmentDelivery _delivery = new(link);
    private volatile bool _resting;
    private volatile int _cuts;
    private string? _told;
    private bool _brokerAway;

    /// <summary>The worker's id for what is asked of the bridge; for the shelf's fetches.</summary>
    public string Worker => _entry.Worker;

    /// <summary>Works until it is cancelled.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FarmKeyRefused"/>, <see cref="ErrorCode.FarmVersionRefused"/>.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var farm = await RetriedAsync(() => _entry.EnterAsync(stop.Token), stop.Token);
        tell($"Works for {options.Invitation.Bridge}");
        var beating = BeatAsync(stop.Token);
        try
        {
            while (!stop.IsCancellationRequested && !beating.IsCompleted)
            {
                try
                {
                    await TakeAsync(farm, beating, stop.Token);
                }
                catch (HeyGemException e) when (e.Code == ErrorCode.FarmBrokerUnreachable)
                {
                    Once(e.Message);
                    _brokerAway = true;
                }
                catch (Exception e) when (FarmBroker.IsFault(e, stop.Token))
                {
                    Once($"The broker is gone: {e.Message}");
                    _brokerAway = true;
                }

                await Task.Delay(_pause, stop.Token);
            }

            await beating;
        }
        finally
        {
            await stop.CancelAsync();
            await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (!_doing.IsEmpty)
            {
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    private async Task TakeAsync(FarmSettings farm, Task beating, CancellationToken cancellationToken)
    {
        while (_resting)
        {
            await Task.Delay(_pause, cancellationToken);
        }

        var cuts = _cuts;
        var broker = await FarmBroker.ConnectAsync(farm, $"heygem worker {options.Name}", cancellationToken);
        _told = null;
        if (_brokerAway)
        {
            tell("The broker is there again.");
            _brokerAway = false;
        }

        try
        {
            await ListenAsync(broker, () => cuts == _cuts && !beating.IsCompleted, cancellationToken);
        }
        finally
        {
            // Nobody waits for its end: a broker that has given the connection up says nothing to that for some ten seconds.
            _ = broker.DisposeAsync().AsTask();
        }
    }

    /// <summary>Takes what the broker gives while the connection is of use.</summary>
    private async Task ListenAsync(FarmBroker broker, Func<bool> goesOn, CancellationToken cancellationToken)
    {
        await broker.Channel.BasicQosAsync(0, (ushort)slots.Count, global: false, cancellationToken);
        foreach (var lane in lanes)
        {
            await broker.ListenAsync(
                await broker.QueueOfAsync(lane, cancellationToken),
                (message, tag) =>
                {
                    _ = Task.Run(() => HandleAsync(broker, tag, message, cancellationToken), CancellationToken.None);
                    return Task.CompletedTask;
                },
                cancellationToken);
        }

        while (broker.IsOpen && !_resting && goesOn())
        {
            await Task.Delay(100, cancellationToken);
        }

        // What is at work is brought to its end; its message then goes with the connection, and whoever gets it hears that it is done.
        while (_resting && !_doing.IsEmpty)
        {
            await Task.Delay(100, cancellationToken);
        }
    }

    private async Task HandleAsync(FarmBroker broker, ulong tag, FarmMessage? message, CancellationToken cancellationToken)
    {
        var (done, again) = (false, false);
        if (message is not null)
        {
            try
            {
                // What an earlier connection brought may still be at work: its place is waited for.
                var slot = await _free.Reader.ReadAsync(cancellationToken);
                try
                {
                    (done, again) = broker.IsOpen && !_resting ? await PlacedAsync(slot, message, cancellationToken) : (false, true);
                }
                finally
                {
                    _free.Writer.TryWrite(slot);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                again = true;
            }
        }

        try
        {
            await (done ? broker.Channel.BasicAckAsync(tag, multiple: false, CancellationToken.None)
                : broker.Channel.BasicNackAsync(tag, multiple: false, again, CancellationToken.None));
        }
        catch (Exception e) when (FarmBroker.IsFault(e, CancellationToken.None))
        {
            // The broker gives it to somebody else, who hears that it is done.
        }
    }

    private async Task<(bool Done, bool Again)> PlacedAsync(
        ISegmentDrawer slot, FarmMessage message, CancellationToken cancellationToken)
    {
        if (!_doing.TryAdd((message.Order, message.Segment), slot))
        {
            return (true, false);
        }

        try
        {
            return await DrawAsync(slot, message, cancellationToken);
        }
        finally
        {
            _doing.TryRemove((message.Order, message.Segment), out _);
        }
    }

    /// <summary>Draws and brings a segment; says whether the message is done with, and if not, whether somebody may try again.</summary>
    private async Task<(bool Done, bool Again)> DrawAsync(ISegmentDrawer slot, FarmMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var given = await RetriedAsync(() => _entry.BeginAsync(message, cancellationToken), cancellationToken);
            var (path, note) = await slot.DrawAsync(message, given, cancellationToken);
            await RetriedAsync(
                async () =>
                {
                    await _delivery.BringAsync(_entry, message, path, note, cancellationToken);
                    return true;
                },
                cancellationToken);
            return (true, false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (false, true);
        }
        catch (HeyGemException e) when (e.Code is ErrorCode.FarmSegmentGone)
        {
            return (true, false);
        }
#pragma warning disable CA1031 // Whatever one segment does must not stop the others; the bridge is told.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            var e = thrown as HeyGemException ?? new HeyGemException(ErrorCode.Internal, thrown.Message, thrown);
            tell($"Segment {message.Segment} was not drawn: {e.Message} [{e.Code.WireName()}]");
            await _entry.FailAsync(message, e, cancellationToken);
            await Task.Delay(_pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return (false, true);
        }
        finally
        {
            slot.Forget(message.Segment);
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        var (heard, cut) = (TimeProvider.System.GetTimestamp(), false);
        while (!cancellationToken.IsCancellationRequested)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(_answer);
            try
            {
                var answer = await _entry.BeatAsync(
                    [.. _doing.Select(d => new DoingPart(d.Key.Order, d.Key.Segment, d.Value.Frames))],
                    _doing.Values.Sum(slot => slot.FramesPerSecond), patience.Token);
                heard = TimeProvider.System.GetTimestamp();
                if (cut)
                {
                    // What was asked before the cut waits on connections of that time. The broker's may look whole and be given up at its
                    // end: that is noticed some ten seconds later only.
                    link.EndWaiting();
                    _cuts++;
                    cut = false;
                }

                if (answer.Resting != _resting)
                {
                    tell(answer.Resting ? $"Rests: {answer.Reason}" : "Works again.");
                    _resting = answer.Resting;
                }
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested
                && e is OperationCanceledException or HeyGemException { Code: ErrorCode.FarmBridgeUnreachable })
            {
                cut |= patience.IsCancellationRequested;
                if (TimeProvider.System.GetElapsedTime(heard) > _silence)
                {
                    Once("The bridge is silent and is waited for.");
                    link.EndWaiting();
                    heard = TimeProvider.System.GetTimestamp();
                }
            }

            await Task.Delay(_beat, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Channel<ISegmentDrawer> FilledWith(IReadOnlyList<ISegmentDrawer> slots)
    {
        var free = Channel.CreateUnbounded<ISegmentDrawer>();
        foreach (var slot in slots)
        {
            free.Writer.TryWrite(slot);
        }

        return free;
    }

    /// <summary>Tries until the bridge is reached.</summary>
    private async Task<T> RetriedAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (HeyGemException e) when (e.Code == ErrorCode.FarmBridgeUnreachable)
            {
                Once(e.Message);
                await Task.Delay(_pause, cancellationToken);
            }
        }
    }

    private void Once(string sentence)
    {
        if (_told != sentence)
        {
            _told = sentence;
            tell(sentence);
        }
    }
}
