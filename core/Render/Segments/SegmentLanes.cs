using HeyGem.Core.Errors;

namespace HeyGem.Core.Render.Segments;

/// <summary>
/// The lanes that draw one order: the first takes what is missing from the front, each further one half of what nobody has begun.
/// </summary>
internal sealed class SegmentLanes : IDisposable
{
    private readonly ISegmentOrder _order;
    private readonly LaneBudget _budget;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop;
    private readonly Lock _gate = new();
    private readonly LaneTrial _trial;
    private readonly long _bytes;
    private readonly bool[] _begun;
    private readonly HashSet<int> _died = [];
    private readonly List<Lane> _lanes = [];
    private Lane? _failed;
    private int _held;

    /// <summary>Takes an order that lacks something.</summary>
    /// <param name="order">The order.</param>
    /// <param name="budget">How many lanes there may be.</param>
    /// <param name="time">Measures whether a lane is worth having.</param>
    /// <param name="cancellationToken">Stops the drawing.</param>
    public SegmentLanes(ISegmentOrder order, LaneBudget budget, TimeProvider time, CancellationToken cancellationToken)
    {
        (_order, _budget, _time) = (order, budget, time);
        _bytes = order.LaneBytes;
        _begun = new bool[order.Segments.Count];
        _trial = new LaneTrial((int)Math.Max(1, order.Segments.Sum(s => s.Count) / order.Segments.Count));
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Draws until nothing is missing, or the first lane fails.</summary>
    /// <param name="lanes">How many lanes to begin with, as far as the budget goes.</param>
    public async Task RunAsync(int lanes)
    {
        lock (_gate)
        {
            _budget.Take(_bytes);
            Add();
            while (_lanes.Count < lanes && TryAdd())
            {
            }
        }

        // A lane is added by one that is still at work, so that the last one here is the last of all.
        for (var i = 0; ; i++)
        {
            Task running;
            lock (_gate)
            {
                if (i == _lanes.Count)
                {
                    break;
                }

                running = _lanes[i].Running;
            }

            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await (_failed?.Running ?? Task.CompletedTask);
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private bool TryAdd()
    {
        var taken = _budget.TryTake(_bytes);
        if (taken)
        {
            Add();
        }

        return taken;
    }

    private void Add()
    {
        var lane = new Lane(_lanes.Count);
        _lanes.Add(lane);
        _held++;
        _trial.Began(lane.Number, isNew: true);
        lane.Running = Task.Run(() => RunAsync(lane), CancellationToken.None);
    }

    private async Task RunAsync(Lane lane)
    {
        try
        {
            await DrawAsync(lane);
        }
        catch
        {
            lock (_gate)
            {
                // The first failure is the one to report; the other lanes only follow it.
                _failed ??= lane;
            }

            await _stop.CancelAsync();
            throw;
        }
        finally
        {
            End(lane);
        }
    }

    private void End(Lane lane)
    {
        lock (_gate)
        {
            _budget.GiveBack(_bytes);
            _held--;
            if (lane.Leaves)
            {
                _trial.Left();
            }
            else
            {
                _trial.RanOut();
            }
        }
    }

    private async Task DrawAsync(Lane lane)
    {
        while (Begin(lane) is var (first, count) && count > 0)
        {
            try
            {
                await _order.DrawHereAsync(
                    first, count, new DrawingLane(index => Takes(lane, index), () => Drew(lane)), _stop.Token);
            }
            catch (HeyGemException e) when (LocalExecutor.IsPassing(e))
            {
                if (HasDiedBefore(lane))
                {
                    throw;
                }
            }
            finally
            {
                GiveBack(lane);
            }
        }
    }

    /// <summary>What a lane draws next: where it begins, and how many segments from there nobody has begun; none where it ends.</summary>
    private (int First, int Count) Begin(Lane lane)
    {
        _stop.Token.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var (first, count) = lane.Leaves ? default : Next();
            if (count > 0)
            {
                _begun[first] = true;
                lane.Taken.Add(first);
                _trial.Began(lane.Number, isNew: false);
            }

            return (first, count);
        }
    }

    /// <summary>
    /// The first segments that nobody draws towards; where there are none, the second half of the most that a lane has before it.
    /// </summary>
    private (int First, int Count) Next()
    {
        var (first, most) = (0, 0);
        for (var start = 0; start < _begun.Length;)
        {
            var end = start;
            while (end < _begun.Length && IsFree(end))
            {
                end++;
            }

            if (end > start && (start == 0 || !_begun[start - 1]))
            {
                return (start, end - start);
            }

            (first, most) = end - start > most ? (start, end - start) : (first, most);
            start = end + 1;
        }

        return (first + (most / 2), most - (most / 2));
    }

    private bool IsFree(int index) => !_begun[index] && !_order.IsDone(index);

    private bool Takes(Lane lane, int index)
    {
        lock (_gate)
        {
            if (lane.Leaves || !IsFree(index))
            {
                return false;
            }

            lane.Taken.Add(index);
            return _begun[index] = true;
        }
    }

    private void Drew(Lane lane)
    {
        if (_budget.Most == 1)
        {
            return;
        }

        lock (_gate)
        {
            var now = (double)_time.GetTimestamp() / _time.TimestampFrequency;
            var verdict = _trial.Drew(lane.Number, now, _budget.Held - _held);
            if (verdict == LaneVerdict.OneMore)
            {
                TryAdd();
            }
            else if (verdict == LaneVerdict.OneLess)
            {
                _lanes.FindLast(l => !l.Leaves)!.Leaves = true;
            }
        }
    }

    /// <summary>Whether a tool died before at the segment at which it died now.</summary>
    private bool HasDiedBefore(Lane lane)
    {
        lock (_gate)
        {
            return !_died.Add(lane.Taken.Find(index => !_order.IsDone(index)));
        }
    }

    /// <summary>What a lane has taken and not done is anybody's again.</summary>
    private void GiveBack(Lane lane)
    {
        lock (_gate)
        {
            lane.Taken.ForEach(index => _begun[index] = false);
            lane.Taken.Clear();
        }
    }

    private sealed class Lane(int number)
    {
        public int Number => number;

        public Task Running { get; set; } = Task.CompletedTask;

        /// <summary>Segments that it has begun in its present call.</summary>
        public List<int> Taken { get; } = [];

        /// <summary>Whether it ends after the segment at work.</summary>
        public bool Leaves { get; set; }
    }
}
