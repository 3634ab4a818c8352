using HeyGem.Core.Engines;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Segments;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Parts;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render;

/// <summary>Pass 2 as a whole: a short clip in one go, a long one in segments; the result is published.</summary>
internal sealed class DrawStage(RenderTools tools, ClipWork work, IMouthPlan mouth)
{
    // The shares of a render that are done when drawing begins and ends.
    private const double Begins = 0.37;
    private const double Ends = 0.99;

    private readonly FrameOutcome[] _outcomes = new FrameOutcome[work.Plan.Count];

    /// <summary>Draws, verifies and publishes.</summary>
    /// <param name="result">The result, and what encodes it where it is drawn in one go.</param>
    /// <param name="segments">Where it is cut.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<DrawnClip> RunAsync(
        (EncodeSpec Target, EncoderAhead Encoder) result, IReadOnlyList<FrameRange> segments, CancellationToken cancellationToken) =>
        work.Spec.Preview is null && segments.Count > 1
            && SegmentJoin.CanReadFrom(tools.Ffmpeg, work.Spec.WorkFolder ?? work.Spec.OutputFolder)
            ? await DrawSegmentsAsync(result.Target, segments, cancellationToken)
            : await DrawWholeAsync(result.Encoder, cancellationToken);

    private async Task<DrawnClip> DrawWholeAsync(EncoderAhead encoder, CancellationToken cancellationToken)
    {
        var (shown, drawn) = (work.Plan.Shown, WholeBlocks(work.Plan.Shown));
        work.Meter.Begin(RenderStage.Draw, drawn.Count, Begins, Ends);
        using var drawing = new DrawPass(work, mouth, _outcomes);
        await using var writer = await encoder.TakeAsync(cancellationToken);
        var next = drawn.Start;
        await drawing.RunAsync(drawn, WriteAsync, cancellationToken);
        work.Meter.Begin(RenderStage.Publish, 0, Ends, 1);
        var outcomes = _outcomes.AsSpan((int)shown.Start, (int)shown.Count).ToArray();
        return new DrawnClip(await writer.FinishAsync(cancellationToken), outcomes, new SegmentUse(1, 0));

        async ValueTask WriteAsync(Frame frame, CancellationToken token)
        {
            if (next >= shown.Start && next < shown.End)
            {
                await writer.WriteAsync(frame, token);
            }

            work.Meter.Report(++next - drawn.Start);
        }
    }

    /// <summary>The blocks of the engine that frames lie in: what it sees of them is then what it sees of the whole result.</summary>
    private FrameRange WholeBlocks(FrameRange frames)
    {
        var size = mouth.Block.Overlap > 0 ? 1 : mouth.Block.Size;
        var (start, end) = (frames.Start / size * size, Math.Min((frames.End + size - 1) / size * size, work.Plan.Count));
        return new FrameRange(start, end - start);
    }

    private async Task<DrawnClip> DrawSegmentsAsync(
        EncodeSpec target, IReadOnlyList<FrameRange> segments, CancellationToken cancellationToken)
    {
        using var drawing = new DrawPass(work, mouth, _outcomes);
        using var run = await new SegmentStage(tools, work, mouth).OpenAsync(target, segments, (drawing, _outcomes), cancellationToken);
        work.Meter.Begin(RenderStage.Draw, work.Plan.Count, run.FramesNoted, Begins, Ends);
        if (run.FirstMissing() != 0 || tools.Executor != tools.Local)
        {
            await work.Frames.EndAheadAsync();
        }

        await using var ahead = run.StartResult(cancellationToken);
        await run.DrawAsync(tools.Executor, tools.Local, cancellationToken);
        work.Meter.Begin(RenderStage.Publish, 0, Ends, 1);
        return new DrawnClip(await run.JoinAsync(ahead, cancellationToken), _outcomes, run.Use);
    }
}

/// <summary>What drawing gave.</summary>
/// <param name="File">The published result.</param>
/// <param name="Outcomes">What was done to each of its frames.</param>
/// <param name="Segments">In how many segments it was drawn.</param>
internal sealed record DrawnClip(EncodedFile File, FrameOutcome[] Outcomes, SegmentUse Segments)
{
    /// <summary>What of it is new, where it is a corrected result.</summary>
    public CorrectedFrames? Corrected { get; init; }
}
