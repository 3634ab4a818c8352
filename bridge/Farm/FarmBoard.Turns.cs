using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Farm;

/// <content>Which segment goes out next, which comes back, and what people see and change.</content>
internal sealed partial class FarmBoard
{
    /// <summary>
    /// The next segment for the broker; it counts as sent. No more are out than workers can soon take, and the render with the fewest
    /// out is served first, so that a long one never stands in the way of a short one.
    /// </summary>
    public FarmPart? NextToSend()
    {
        lock (_gate)
        {
            var slots = _workers.Values.Where(w => w.Takes).Sum(w => w.Entered.Slots);
            var room = Math.Max(2, 2 * slots);
            if (_orders.Sum(Out) >= room)
            {
                return null;
            }

            var part = _orders.Where(o => o.Parts.Any(IsWaiting)).MinBy(Out)?.Parts.First(IsWaiting);
            if (part is not null)
            {
                Put(part, PartState.Sent, null);
            }

            return part;
        }

        static int Out(FarmOrder order) => order.Parts.Count(p => p.State is PartState.Sent or PartState.Drawing && !p.IsDone);
        static bool IsWaiting(FarmPart part) => part.State == PartState.Waiting && !part.IsDone;
    }

    /// <summary>Puts a segment back that the broker did not take.</summary>
    public void Unsent(FarmPart part)
    {
        lock (_gate)
        {
            if (part.State == PartState.Sent)
            {
                Put(part, PartState.Waiting, null);
            }
        }
    }

    /// <summary>Sends all again that the broker had: a broker that is new or was killed may have lost it.</summary>
    public void SendAgain()
    {
        lock (_gate)
        {
            foreach (var part in _orders.SelectMany(o => o.Parts).Where(p => p.State == PartState.Sent))
            {
                Put(part, PartState.Waiting, null);
            }
        }
    }

    /// <summary>Takes back what silent workers had, and what was lost on the way.</summary>
    public void Sweep()
    {
        lock (_gate)
        {
            foreach (var worker in _workers.Values.Where(w => !w.Silent && time.GetElapsedTime(w.Heard) > limits.Silence))
            {
                worker.Silent = true;
                Release(worker);
            }

            // Somebody has nothing to do, and what was sent long ago does not reach them.
            var free = _workers.Values.Where(w => w.Takes && w.Doing.Count < w.Entered.Slots).SelectMany(w => w.Entered.Lanes).ToHashSet();
            foreach (var part in _orders.Where(o => free.Contains(o.Order.Lane)).SelectMany(o => o.Parts)
                .Where(p => p.State == PartState.Sent && time.GetElapsedTime(p.Since) > limits.Lost))
            {
                Put(part, PartState.Waiting, null);
            }
        }
    }

    /// <summary>The segment of an order that the bridge draws itself now, or null where workers draw.</summary>
    public FarmPart? NextHere(FarmOrder order)
    {
        lock (_gate)
        {
            var open = order.Parts.Where(p => !p.IsDone).ToList();
            if (open.Find(p => p.State == PartState.Here) is { } given)
            {
                return given;
            }

            if (_workers.Values.Any(w => w.Takes && w.Entered.Lanes.Contains(order.Order.Lane)))
            {
                _takenLast = time.GetTimestamp();
                return null;
            }

            var alone = time.GetElapsedTime(_takenLast) > limits.Alone ? open.Find(p => p.State != PartState.Drawing) : null;
            if (alone is not null)
            {
                Put(alone, PartState.Here, null);
            }

            return alone;
        }
    }

    /// <summary>Takes a worker out of work after what it is at, or lets it work again.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobNotFound"/>.</exception>
    public void Rest(string name, bool rest)
    {
        lock (_gate)
        {
            var worker = _workers.Values.FirstOrDefault(w => w.Name == name)
                ?? throw new HeyGemException(ErrorCode.JobNotFound, "There is no worker of that name.");
            worker.Rest = rest ? WorkerState.Resting : WorkerState.Working;
            worker.Reason = rest ? "Somebody took it out of work." : null;
        }
    }

    /// <summary>Forgets the workers of a key that was withdrawn; what they had is sent again.</summary>
    public void Withdraw(string key)
    {
        lock (_gate)
        {
            foreach (var worker in _workers.Values.Where(w => w.Key == key).ToList())
            {
                Release(worker);
                _workers.Remove(worker.Id);
            }
        }
    }

    /// <summary>How everything stands.</summary>
    public FarmView View(string? broker, IReadOnlyList<string> keys)
    {
        lock (_gate)
        {
            var parts = _orders.SelectMany(o => o.Parts).Where(p => !p.IsDone).GroupBy(p => p.State)
                .ToDictionary(g => g.Key, g => g.Count());
            var clips = _orders.ToDictionary(o => o.Order.Key, o => o.Order.Clip);
            return new FarmView(
                broker, Connected, parts.GetValueOrDefault(PartState.Waiting), parts.GetValueOrDefault(PartState.Sent),
                parts.GetValueOrDefault(PartState.Drawing), keys,
                [.. _workers.Values.OrderBy(w => w.Name, StringComparer.Ordinal).Select(w => new WorkerView(
                    w.Name, w.Key, w.State, w.Reason, w.Entered.Version, w.Entered.Slots,
                    [.. w.Doing.Where(d => clips.ContainsKey(d.Order)).Select(d => new WorkView(clips[d.Order], d.Segment, d.Frames))],
                    w.Segments, w.Failures, Math.Round(w.FramesPerSecond, 1)))]);
        }
    }
}
