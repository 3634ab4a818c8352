using HeyGem.Core.Errors;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Timing;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>An order whose segments are files of a known text.</summary>
internal sealed class FakeOrder(string key, int segments) : ISegmentOrder
{
    public const string Good = "a segment";
    public const int MostFileBytes = 100;

    private readonly bool[] _done = new bool[segments];

    public string Key { get; } = new(key[0], 64);

    public string Lane => "mesh.0123456789abcdef";

    public string Item => "item";

    public string Clip => $"'{key}.mp4'";

    public IReadOnlyList<FrameRange> Segments { get; } = [.. Enumerable.Range(0, segments).Select(n => new FrameRange(n * 10, 10))];

    /// <summary>Segments that were taken.</summary>
    public List<int> Accepted { get; } = [];

    /// <summary>Segments that were drawn here.</summary>
    public List<int> Here { get; } = [];

    public long LaneBytes => 0;

    public long MostBytes(int index) => MostFileBytes;

    public bool IsDone(int index) => _done[index];

    public void Done(int index) => _done[index] = true;

    public Task<SegmentDrawing?> DescribeAsync(CancellationToken cancellationToken) => Task.FromResult<SegmentDrawing?>(null);

    public async Task<bool> AcceptAsync(int index, string file, ReadOnlyMemory<byte> note, CancellationToken cancellationToken)
    {
        if (_done[index])
        {
            return false;
        }

        if (await File.ReadAllTextAsync(file, cancellationToken) != Good)
        {
            throw new HeyGemException(ErrorCode.FarmResultWrong, "Its hash differs.");
        }

        lock (Accepted)
        {
            Accepted.Add(index);
        }

        return _done[index] = true;
    }

    public Task DrawHereAsync(int first, int most, DrawingLane lane, CancellationToken cancellationToken)
    {
        Here.Add(first);
        _done[first] = true;
        return Task.CompletedTask;
    }
}
