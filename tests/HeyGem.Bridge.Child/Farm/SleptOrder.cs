using System.Security.Cryptography;
using HeyGem.Core.Errors;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;

/// <summary>
/// An order whose segments nobody draws: a segment's note is its file's hash, and it is done when that note is on the disk, as with a real
/// one. Only the reading back by ffmpeg is missing.
/// </summary>
internal sealed class SleptOrder(RenderSpec spec, int segments) : ISegmentOrder, IDisposable
{
    public const string SharedLane = "mesh.0123456789abcdef";

    private const int MostFileBytes = 32 << 20;

    private readonly SemaphoreSlim _accepting = new(1);
    private readonly bool[] _done = new bool[segments];

    public string Key { get; } = new('a', 64);

    public string Lane => SharedLane;

    public string Item => "item";

    public string Clip => Path.GetFileName(spec.ClipPath);

    public IReadOnlyList<FrameRange> Segments { get; } = [.. Enumerable.Range(0, segments).Select(n => new FrameRange(n * 10, 10))];

    public long LaneBytes => 0;

    public long MostBytes(int index) => MostFileBytes;

    public bool IsDone(int index) => _done[index];

    public Task<SegmentDrawing?> DescribeAsync(CancellationToken cancellationToken) => Task.FromResult<SegmentDrawing?>(
        new SegmentDrawing { Spec = spec, Media = Media, Analyses = [], Plan = new string('b', 64) });

    public async Task<bool> AcceptAsync(int index, string file, ReadOnlyMemory<byte> note, CancellationToken cancellationToken)
    {
        await _accepting.WaitAsync(cancellationToken);
        try
        {
            if (_done[index])
            {
                return false;
            }

            await using (var stream = File.OpenRead(file))
            {
                if (!(await SHA256.HashDataAsync(stream, cancellationToken)).AsSpan().SequenceEqual(note.Span))
                {
                    throw new HeyGemException(ErrorCode.FarmResultWrong, "Its hash differs.");
                }
            }

            File.Delete(file);
            // Beside the clip, for the working folder goes when the clip is done.
            DurableFile.Write(Path.Combine(Path.GetDirectoryName(spec.ClipPath)!, $"{index:00000}.note"), note.Span);
            return _done[index] = true;
        }
        finally
        {
            _accepting.Release();
        }
    }

    public Task DrawHereAsync(int first, int most, DrawingLane lane, CancellationToken cancellationToken) =>
        throw new HeyGemException(ErrorCode.FarmDiffers, "Nobody draws here.");

    public void Dispose() => _accepting.Dispose();

    private Dictionary<string, string> Media => new()
    {
        [spec.ClipPath] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(spec.ClipPath))),
        [spec.VoicePath] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(spec.VoicePath))),
    };
}
