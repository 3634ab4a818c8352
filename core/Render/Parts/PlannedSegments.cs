using HeyGem.Core.Engines;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Parts;

/// <summary>A clip that was planned and is drawn segment by segment as somebody asks for them. For one caller at a time.</summary>
internal sealed class PlannedSegments : IAsyncDisposable
{
    private readonly ClipWork _work;
    private readonly IMouthPlan _mouth;
    private readonly FrameOutcome[] _outcomes;
    private readonly DrawPass _drawing;
    private SegmentRun? _opened;

    private PlannedSegments(ClipWork work, IMouthPlan mouth)
    {
        (_work, _mouth) = (work, mouth);
        _outcomes = new FrameOutcome[work.Plan.Count];
        _drawing = new DrawPass(work, mouth, _outcomes);
    }

    /// <summary>What it is drawn from; see <see cref="ISegmentOrder.Key"/>.</summary>
    public string Key => Run.Key;

    /// <summary>A digest of the plan.</summary>
    public string Plan => PlanDigest.Of(_mouth, _work.Plan.Count);

    private SegmentRun Run => _opened!;

    /// <summary>Takes a plan and its work, which are disposed of with this, or when this fails.</summary>
    public static async Task<PlannedSegments> OpenAsync(
        RenderTools tools, ClipWork work, IMouthPlan mouth, (EncodeSpec Target, IReadOnlyList<FrameRange> Cut) result,
        CancellationToken cancellationToken)
    {
        var planned = new PlannedSegments(work, mouth);
        try
        {
            planned._opened = await new SegmentStage(tools, work, mouth).OpenAsync(
                result.Target, result.Cut, (planned._drawing, planned._outcomes), cancellationToken);
            return planned;
        }
        catch
        {
            await planned.DisposeAsync();
            throw;
        }
    }

    /// <summary>Draws a segment; one that was drawn before is drawn again.</summary>
    /// <returns>Its file, and what is to be said of it.</returns>
    public async Task<(string Path, byte[] Note)> DrawAsync(int index, CancellationToken cancellationToken)
    {
        Forget(index);
        _work.Meter.Begin(RenderStage.Draw, Run.Segments[index].Count + Run.FramesNoted, Run.FramesNoted, 0, 1);
        await Run.DrawHereAsync(index, 1, DrawingLane.Alone, cancellationToken);
        var note = Run.NoteOf(index);
        return (note.File.Path, (note with { File = note.File with { Path = Path.GetFileName(note.File.Path) } }).ToBytes());
    }

    /// <summary>Removes a segment's file, where there is one.</summary>
    public void Forget(int index)
    {
        if (Run.IsDone(index))
        {
            Run.Forget(index);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _opened?.Dispose();
        _drawing.Dispose();
        await ((_mouth as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask);
        _work.Spill.Dispose();
    }
}
