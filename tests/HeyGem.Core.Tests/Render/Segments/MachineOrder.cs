using HeyGem.Core.Errors;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Render.Segments;

/// <summary>
/// An order that is drawn by a machine of a known speed, in a time of its own: frames of its lanes are drawn in turn, and each waits until
/// every lane that the budget holds for it is at work.
/// </summary>
/// <param name="segments">How many segments there are.</param>
/// <param name="budget">Says how many lanes there are.</param>
/// <param name="speed">Frames a second of all lanes together, by their number.</param>
internal sealed class MachineOrder(int segments, LaneBudget budget, Func<int, double> speed) : TimeProvider, ISegmentOrder, IDisposable
{
    public const int SegmentFrames = 32;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly bool[] _done = new bool[segments];
    private readonly Lock _gate = new();
    private long _now;
    private int _active;

    /// <summary>Lanes of others, which the budget holds as well.</summary>
    public int Others { get; set; }

    /// <summary>Called with a segment and the frame in it before that is drawn; may throw.</summary>
    public Action<int, int> Before { get; set; } = static (_, _) => { };

    /// <summary>Every segment that was drawn, as often as it was.</summary>
    public List<int> Drawn { get; } = [];

    /// <summary>Where each call began, and how many segments it was given.</summary>
    public List<(int First, int Most)> Calls { get; } = [];

    /// <summary>How many lanes drew at once, each change.</summary>
    public List<int> Lanes { get; } = [];

    /// <summary>Calls that have not returned.</summary>
    public int Active => _active;

    public string Key { get; } = new('a', 64);

    public string Lane => "mesh.0123456789abcdef";

    public string Item => "item";

    public string Clip => "'clip.mp4'";

    public IReadOnlyList<FrameRange> Segments { get; } =
        [.. Enumerable.Range(0, segments).Select(n => new FrameRange(n * SegmentFrames, SegmentFrames))];

    public long LaneBytes { get; set; }

    public override long TimestampFrequency => 1_000_000;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public long MostBytes(int index) => 0;

    public bool IsDone(int index) => _done[index];

    public void Done(int index) => _done[index] = true;

    public Task<SegmentDrawing?> DescribeAsync(CancellationToken cancellationToken) => Task.FromResult<SegmentDrawing?>(null);

    public Task<bool> AcceptAsync(int index, string file, ReadOnlyMemory<byte> note, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public async Task DrawHereAsync(int first, int most, DrawingLane lane, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _active);
        try
        {
            lock (_gate)
            {
                Calls.Add((first, most));
            }

            for (var index = first; index < first + most && (index == first || lane.Takes(index)); index++)
            {
                Assert.False(_done[index]);
                await DrawAsync(index, lane, cancellationToken);
                lock (_gate)
                {
                    Drawn.Add(index);
                    _done[index] = true;
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _active);
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task DrawAsync(int index, DrawingLane lane, CancellationToken cancellationToken)
    {
        for (var frame = 0; frame < SegmentFrames; frame++)
        {
            await _turn.WaitAsync(cancellationToken);
            try
            {
                while (_active != budget.Held - Others)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await Task.Yield();
                }

                if (Lanes.Count == 0 || Lanes[^1] != _active)
                {
                    Lanes.Add(_active);
                }

                Before(index, frame);
                Interlocked.Add(ref _now, (long)(TimestampFrequency / speed(_active)));
                lane.Drew();
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    /// <summary>A tool's death.</summary>
    public static HeyGemException Death() => new(ErrorCode.FfmpegDied, "It died.");
}
