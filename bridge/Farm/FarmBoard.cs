using HeyGem.Bridge.Errors;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Farm;

/// <summary>
/// Who draws what at this moment. It is no truth: that a segment is done says its note on the disk alone, and a bridge that starts anew
/// begins with an empty board. Thread-safe.
/// </summary>
internal sealed partial class FarmBoard(FarmLimits limits, TimeProvider time)
{
    private const int MostWorkers = 4096;
    private const int MostLanes = 16;

    private readonly Lock _gate = new();
    private readonly List<FarmOrder> _orders = [];
    private readonly Dictionary<string, FarmWorker> _workers = [];
    private long _takenLast = time.GetTimestamp();

    /// <summary>Whether the broker answers.</summary>
    public bool Connected { get; set; }

    /// <summary>Enters an order, in place of one with its key.</summary>
    public void Add(FarmOrder order)
    {
        lock (_gate)
        {
            _orders.RemoveAll(o => o.Order.Key == order.Order.Key);
            _orders.Add(order);
        }
    }

    /// <summary>Forgets an order; what workers bring of it is refused.</summary>
    public void Remove(FarmOrder order)
    {
        lock (_gate)
        {
            _orders.Remove(order);
        }
    }

    /// <summary>Lets a worker in.</summary>
    /// <param name="key">The name of its key.</param>
    /// <param name="entered">What it says of itself.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FarmVersionRefused"/>, <see cref="ErrorCode.RequestInvalid"/>.</exception>
    public FarmWorker Enter(string key, EnterRequest entered)
    {
        if (entered.Protocol != EnterRequest.Current)
        {
            throw new HeyGemException(ErrorCode.FarmVersionRefused,
                $"The worker speaks version {entered.Protocol}, this bridge {EnterRequest.Current}.");
        }

        if (entered.Slots is < 1 or > 64 || entered.Lanes.Count is < 1 or > MostLanes || entered.Lanes.Any(lane => !IsLane(lane)))
        {
            throw new HeyGemException(ErrorCode.RequestInvalid, "A worker has 1 to 64 slots and draws something.");
        }

        lock (_gate)
        {
            foreach (var gone in _workers.Values.Where(w => w.Silent && w.Rest == WorkerState.Working).ToList())
            {
                _workers.Remove(gone.Id);
            }

            if (_workers.Count >= MostWorkers)
            {
                throw new HeyGemException(ErrorCode.QueueFull, $"{MostWorkers} workers are here already.");
            }

            var said = DisplayText.Text(entered.Name, 60);
            var taken = _workers.Values.Select(w => w.Name).ToHashSet();
            var name = Enumerable.Range(1, MostWorkers + 1).Select(n => n == 1 ? said : $"{said}-{n}").First(n => !taken.Contains(n));
            var worker = new FarmWorker(Core.Queue.Model.NewJob.NewId(), key, name, entered) { Heard = time.GetTimestamp() };
            _workers[worker.Id] = worker;
            return worker;
        }
    }

    /// <summary>A sign of life.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FarmVersionRefused"/>: the bridge does not know it, and it enters
    /// again.</exception>
    public BeatReply Beat(string key, BeatRequest beat)
    {
        lock (_gate)
        {
            var worker = Known(key, beat.Worker);
            worker.Doing = [.. beat.Doing.Take(64)];
            worker.FramesPerSecond = double.IsFinite(beat.FramesPerSecond) ? beat.FramesPerSecond : 0;
            return new BeatReply(worker.Rest != WorkerState.Working, worker.Rest == WorkerState.Working ? null : worker.Reason);
        }
    }

    /// <summary>Gives a segment to a worker.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FarmSegmentGone"/>, <see cref="ErrorCode.FarmSetAside"/>,
    /// <see cref="ErrorCode.FarmVersionRefused"/>.</exception>
    public FarmOrder Begin(string key, string workerId, string order, int segment)
    {
        lock (_gate)
        {
            var worker = Known(key, workerId);
            if (worker.Rest == WorkerState.SetAside)
            {
                throw new HeyGemException(ErrorCode.FarmSetAside, worker.Reason ?? "The worker was set aside.");
            }

            var part = PartOf(order, segment);
            if (part.IsDone || part.State == PartState.Here || (part.State == PartState.Drawing && part.By != worker && !part.By!.Silent))
            {
                throw Gone();
            }

            if (!worker.Entered.Lanes.Contains(part.Order.Order.Lane))
            {
                throw new HeyGemException(ErrorCode.FarmVersionRefused, "The worker's program, ffmpeg or models are others.");
            }

            _takenLast = time.GetTimestamp();
            Put(part, PartState.Drawing, worker);
            return part.Order;
        }
    }

    /// <summary>The segment that a worker draws.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FarmSegmentGone"/>, <see cref="ErrorCode.FarmVersionRefused"/>,
    /// <see cref="ErrorCode.FarmSetAside"/>.</exception>
    public (FarmPart Part, FarmWorker Worker) Held(string key, string workerId, string order, int segment)
    {
        lock (_gate)
        {
            var (worker, part) = (Known(key, workerId), PartOf(order, segment));
            return worker.Rest == WorkerState.SetAside ? throw new HeyGemException(ErrorCode.FarmSetAside, worker.Reason!)
                : part.State == PartState.Drawing && part.By == worker && !part.IsDone ? (part, worker)
                : throw Gone();
        }
    }

    /// <summary>The path of a file that a worker may read: one of the segments that it draws now needs it.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FarmMediaRefused"/>, <see cref="ErrorCode.FarmVersionRefused"/>.</exception>
    public string FileOf(string key, string workerId, string file)
    {
        lock (_gate)
        {
            var worker = Known(key, workerId);
            var given = worker.Rest == WorkerState.SetAside ? null
                : _orders.Find(o => o.Files.ContainsKey(file) && o.Parts.Any(p => p.State == PartState.Drawing && p.By == worker));
            return given?.Files[file]
                ?? throw new HeyGemException(ErrorCode.FarmMediaRefused, "No segment of this worker needs that file.");
        }
    }

    /// <summary>Notes that a worker's segment was taken.</summary>
    public void Brought(FarmWorker worker)
    {
        lock (_gate)
        {
            worker.Segments++;
        }
    }

    /// <summary>Notes that a worker could not draw a segment; the broker has it again.</summary>
    public void Failed(FarmPart part, FarmWorker worker, string reason)
    {
        lock (_gate)
        {
            worker.Failures++;
            worker.Reason = reason;
            Fail(part, PartState.Sent);
        }
    }

    /// <summary>Sets a worker aside that brought something wrong; what it had is sent again.</summary>
    public void SetAside(FarmPart part, FarmWorker worker, string reason)
    {
        lock (_gate)
        {
            worker.Failures++;
            worker.Rest = WorkerState.SetAside;
            worker.Reason = reason;
            Fail(part, PartState.Waiting);
            Release(worker);
        }
    }

    /// <summary>Notes that a message came back undelivered too often; the bridge draws the segment.</summary>
    public void GiveUp(string order, int segment)
    {
        lock (_gate)
        {
            if (Find(order, segment) is { IsDone: false, State: not PartState.Drawing } part)
            {
                Put(part, PartState.Here, null);
            }
        }
    }

    private void Fail(FarmPart part, PartState state) =>
        Put(part, ++part.Failures >= limits.Failures ? PartState.Here : state, null);

    private void Release(FarmWorker worker)
    {
        foreach (var part in _orders.SelectMany(o => o.Parts).Where(p => p.State == PartState.Drawing && p.By == worker))
        {
            Put(part, PartState.Waiting, null);
        }
    }

    private void Put(FarmPart part, PartState state, FarmWorker? by) =>
        (part.State, part.Since, part.By) = (state, time.GetTimestamp(), by);

    private FarmWorker Known(string key, string id)
    {
        if (!_workers.TryGetValue(id, out var worker) || worker.Key != key)
        {
            throw new HeyGemException(ErrorCode.FarmVersionRefused, "The bridge does not know this worker: it enters again.");
        }

        worker.Heard = time.GetTimestamp();
        worker.Silent = false;
        return worker;
    }

    private FarmPart PartOf(string order, int segment) => Find(order, segment) ?? throw Gone();

    private FarmPart? Find(string order, int segment) =>
        _orders.Find(o => o.Order.Key == order) is { } found && segment >= 0 && segment < found.Parts.Count ? found.Parts[segment] : null;

    private static HeyGemException Gone() => new(ErrorCode.FarmSegmentGone, "The segment is done or somebody else's.");

    private static bool IsLane(string lane) =>
        lane.Length is > 0 and <= 80 && lane.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');
}
