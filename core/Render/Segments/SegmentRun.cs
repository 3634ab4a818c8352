using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Ffmpeg.Segments;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Segments;

/// <summary>Paints a part of a result and hands its frames on.</summary>
/// <param name="outputs">The part, in frames of the result.</param>
/// <param name="write">Takes the next frame.</param>
/// <param name="cancellationToken">Stops the painting.</param>
internal delegate Task DrawFrames(
    FrameRange outputs, Func<Frame, CancellationToken, ValueTask> write, CancellationToken cancellationToken);

/// <summary>What is drawn in segments.</summary>
internal sealed record SegmentWork
{
    /// <summary>The ffmpeg to run.</summary>
    public required FfmpegTools Ffmpeg { get; init; }

    /// <summary>The result.</summary>
    public required EncodeSpec Target { get; init; }

    /// <summary>The segments in order.</summary>
    public required IReadOnlyList<FrameRange> Segments { get; init; }

    /// <summary>What the segments are drawn from.</summary>
    public required string Key { get; init; }

    /// <summary>Reads the clip.</summary>
    public required FrameSequence Frames { get; init; }

    /// <summary>What becomes of each frame of the result; filled here for segments that are kept, by the painters for the others.</summary>
    public required FrameOutcome[] Outcomes { get; init; }
}

/// <summary>
/// Draws a long clip segment by segment, each noted on the disk when it is done, and joins them. What an interrupted render of the same
/// thing noted is kept.
/// </summary>
internal sealed class SegmentRun : IDisposable
{
    private readonly SegmentWork _work;
    private readonly SegmentFolder _folder;

    private SegmentRun(SegmentWork work, SegmentFolder folder)
    {
        _work = work;
        _folder = folder;
    }

    /// <summary>How many segments there are, and how many of them were kept.</summary>
    public SegmentUse Use => new(_folder.Notes.Count, _folder.Reused);

    /// <summary>Frames of the segments that are done.</summary>
    public long FramesNoted => _folder.Notes.Sum(note => note?.File.Frames ?? 0);

    /// <summary>Takes the folder of the segments and keeps what holds of what lies in it.</summary>
    /// <param name="work">What is drawn.</param>
    /// <param name="folder">
    /// Where segments are kept until the caller removes the folder; null for a folder of the run's own beside the result, which is removed
    /// when the run ends, however it ends.
    /// </param>
    /// <param name="cancellationToken">Stops the hashing.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/>, <see cref="ErrorCode.DiskFull"/>.</exception>
    public static async Task<SegmentRun> OpenAsync(SegmentWork work, string? folder, CancellationToken cancellationToken)
    {
        var own = Path.Combine(Path.GetDirectoryName(work.Target.OutputPath)!, $".heygem-{work.Key[..16]}");
        var opened = await SegmentFolder.OpenAsync((folder ?? own, folder is not null), work.Key, work.Segments, cancellationToken);
        foreach (var note in opened.Notes.OfType<SegmentNote>())
        {
            for (var i = 0; i < note.Outcomes.Length; i++)
            {
                work.Outcomes[note.Start + i] = (FrameOutcome)note.Outcomes[i];
            }
        }

        // Each note has what those before it had.
        work.Frames.AddWarnings(opened.Notes.LastOrDefault(note => note is not null)?.Warnings ?? []);
        return new SegmentRun(work, opened);
    }

    /// <summary>
    /// Draws what is not done yet. A decoder or encoder that dies takes its segment with it, which is begun once more; a second death at
    /// the same segment ends the render.
    /// </summary>
    public async Task DrawAsync(DrawFrames draw, CancellationToken cancellationToken)
    {
        for (var failed = -1; _folder.FirstMissing is >= 0 and var first;)
        {
            try
            {
                await DrawAsync(draw, first, cancellationToken);
            }
            catch (HeyGemException e) when (IsPassing(e) && first != failed)
            {
                failed = first;
            }
        }
    }

    /// <summary>Joins the segments, verifies the result and publishes it; a tool that dies at that is run once more.</summary>
    public async Task<EncodedFile> JoinAsync(CancellationToken cancellationToken)
    {
        List<EncodedSegment> files = [.. _folder.Notes.Select(note => note!.File)];
        try
        {
            return await SegmentJoin.RunAsync(_work.Ffmpeg, _work.Target, files, cancellationToken);
        }
        catch (HeyGemException e) when (IsPassing(e))
        {
            return await SegmentJoin.RunAsync(_work.Ffmpeg, _work.Target, files, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    /// <summary>Whether something is worth a second try: a tool died, or left a file that is not whole.</summary>
    private static bool IsPassing(HeyGemException e) => e.Code is ErrorCode.FfmpegDied or ErrorCode.OutputFailed;

    /// <summary>Draws the segments from one that is missing to the last before one that is there.</summary>
    private async Task DrawAsync(DrawFrames draw, int first, CancellationToken cancellationToken)
    {
        var last = first;
        while (last + 1 < _work.Segments.Count && _folder.Notes[last + 1] is null)
        {
            last++;
        }

        var start = _work.Segments[first].Start;
        await using var sink = new SegmentSink(_work.Ffmpeg, _work.Target, _folder, first, Describe, cancellationToken);
        await draw(new FrameRange(start, _work.Segments[last].End - start), sink.WriteAsync, cancellationToken);
        await sink.EndAsync();
    }

    private (int Frames, Func<EncodedSegment, SegmentNote> Note) Describe(int index)
    {
        var (start, count) = _work.Segments[index];
        return ((int)count, file => new SegmentNote
        {
            Key = _work.Key,
            Start = start,
            File = file,
            Outcomes = [.. _work.Outcomes.AsSpan((int)start, (int)count).ToArray().Select(outcome => (byte)outcome)],
            Warnings = [.. _work.Frames.Warnings],
        });
    }
}
