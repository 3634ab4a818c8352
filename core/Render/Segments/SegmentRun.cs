using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Ffmpeg.Segments;
using HeyGem.Core.Ffmpeg.Splice;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Segments;

/// <summary>Paints a part of a result and hands its frames on.</summary>
/// <param name="outputs">The part, in frames of the result.</param>
/// <param name="goesOn">Asked with each frame before it is painted; false ends the part before it.</param>
/// <param name="write">Takes the next frame.</param>
/// <param name="cancellationToken">Stops the painting.</param>
internal delegate Task DrawFrames(
    FrameRange outputs, Func<int, bool> goesOn, Func<Frame, CancellationToken, ValueTask> write, CancellationToken cancellationToken);

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

    /// <summary>Paints.</summary>
    public required DrawFrames Draw { get; init; }

    /// <summary>What must be equal where a segment is drawn.</summary>
    public required string Lane { get; init; }

    /// <summary>What the render belongs to; see <see cref="ISegmentOrder.Item"/>.</summary>
    public required string Item { get; init; }

    /// <summary>Says what another machine draws from, or null where that is not on the disk.</summary>
    public required Func<CancellationToken, Task<SegmentDrawing?>> Describe { get; init; }

    /// <summary>Told the frames that are done after each one, and when a segment came from elsewhere; once at a time.</summary>
    public Action<long> Done { get; init; } = static _ => { };
}

/// <summary>
/// Draws a long clip segment by segment, each noted on the disk when it is done, and joins them. What an interrupted render of the same
/// thing noted is kept.
/// </summary>
internal sealed class SegmentRun : ISegmentOrder, IDisposable
{
    // Headers and indexes of a file, beside its pictures.
    private const long FileRoom = 1 << 20;

    // Frames that a lane holds: read ahead, in hand, and those that its decoder and its encoder look at. And the two programs themselves.
    private const int LaneFrames = 96;
    private const long LaneRoom = 256 << 20;

    private readonly SegmentWork _work;
    private readonly SegmentFolder _folder;
    private readonly SemaphoreSlim _accepting = new(1);
    private readonly Lock _telling = new();

    // Frames of each segment at work that its encoder has.
    private readonly int[] _written;
    private int _away;
    private ResultAhead? _result;

    private SegmentRun(SegmentWork work, SegmentFolder folder)
    {
        _work = work;
        _folder = folder;
        _written = new int[work.Segments.Count];
    }

    /// <summary>How many segments there are, and how many of them were kept.</summary>
    public SegmentUse Use => new(_folder.Notes.Count, _folder.Reused) { Away = _away };

    /// <inheritdoc/>
    public string Key => _work.Key;

    /// <inheritdoc/>
    public string Lane => _work.Lane;

    /// <inheritdoc/>
    public string Item => _work.Item;

    /// <inheritdoc/>
    public string Clip => MediaName.Of(_work.Target.OutputPath);

    /// <inheritdoc/>
    public IReadOnlyList<FrameRange> Segments => _work.Segments;

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

        work.Frames.AddWarnings(opened.Notes.SelectMany(note => note?.Warnings ?? []));
        return new SegmentRun(work, opened);
    }

    /// <summary>Draws what is not done yet; what the executor leaves is drawn here.</summary>
    /// <param name="executor">Draws.</param>
    /// <param name="here">Draws here.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task DrawAsync(ISegmentExecutor executor, ISegmentExecutor here, CancellationToken cancellationToken)
    {
        if (this.FirstMissing() >= 0)
        {
            await executor.DrawAsync(this, cancellationToken);
            await here.DrawAsync(this, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public bool IsDone(int index) => _folder.Notes[index] is not null;

    /// <inheritdoc/>
    public long MostBytes(int index) => (_work.Segments[index].Count * FrameBytes) + FileRoom;

    /// <inheritdoc/>
    public long LaneBytes => (LaneFrames * FrameBytes) + LaneRoom;

    /// <inheritdoc/>
    public Task<SegmentDrawing?> DescribeAsync(CancellationToken cancellationToken) => _work.Describe(cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> AcceptAsync(int index, string file, ReadOnlyMemory<byte> note, CancellationToken cancellationToken)
    {
        await _accepting.WaitAsync(cancellationToken);
        try
        {
            if (IsDone(index))
            {
                File.Delete(file);
                return false;
            }

            var said = SegmentClaim.Read(note.Span, _work.Key, _work.Segments[index]);
            var held = await SegmentClaim.ReadBackAsync((_work.Ffmpeg, _work.Target), said, file, PathOf(index), cancellationToken);
            said.Outcomes.Select(outcome => (FrameOutcome)outcome).ToArray().CopyTo(_work.Outcomes, (int)said.Start);
            _work.Frames.AddWarnings(said.Warnings);
            _folder.Add(index, said with { File = held, Warnings = [.. _work.Frames.Warnings] });
            _away++;
            Tell();
            return true;
        }
        finally
        {
            _accepting.Release();
        }
    }

    /// <summary>What is known of a segment that is done, as a note.</summary>
    public SegmentNote NoteOf(int index) => _folder.Notes[index]!;

    /// <summary>Removes a segment that is done, so that it can be drawn again.</summary>
    public void Forget(int index) => _folder.Remove(index);

    /// <summary>Begins to encode the result's sound, and starts what joins the segments when they are nearly done.</summary>
    /// <param name="cancellationToken">Stops the join.</param>
    public ResultAhead StartResult(CancellationToken cancellationToken)
    {
        var sound = SoundAhead.Start(_work.Ffmpeg, _work.Target, _folder.PathOf("sound"));
        return _result = new ResultAhead(_work.Ffmpeg, sound, cancellationToken);
    }

    /// <summary>Makes the result of the segments when all are done.</summary>
    public Task<EncodedFile> JoinAsync(ResultAhead result, CancellationToken cancellationToken) =>
        result.JoinAsync([.. _folder.Notes.Select(note => note!.File)], cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _accepting.Dispose();
        _folder.Dispose();
    }

    /// <inheritdoc/>
    public async Task DrawHereAsync(int first, int most, DrawingLane lane, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lane);
        var last = first;
        while (last + 1 < _work.Segments.Count && last + 1 - first < most && !IsDone(last + 1))
        {
            last++;
        }

        var (start, end) = (_work.Segments[first].Start, _work.Segments[last].End);
        var (asked, at) = (first, first);
        try
        {
            await using var sink = new SegmentSink(_work.Ffmpeg, _work.Target, _folder, (first, last), Describe, cancellationToken);
            sink.Start();
            await _work.Draw(new FrameRange(start, end - start), GoesOn, WriteAsync, cancellationToken);
            await sink.EndAsync();

            async ValueTask WriteAsync(Frame frame, CancellationToken token)
            {
                await sink.WriteAsync(frame, token);
                Wrote(at);
                at += _written[at] == _work.Segments[at].Count ? 1 : 0;
                lane.Drew();
            }
        }
        finally
        {
            // What is noted counts by its note, what is lost no longer.
            _written.AsSpan(first, asked + 1 - first).Clear();
        }

        bool GoesOn(int output)
        {
            if (output < _work.Segments[asked].End)
            {
                return true;
            }

            var taken = lane.Takes(asked + 1);
            asked += taken ? 1 : 0;
            return taken;
        }
    }

    private long FrameBytes => _work.Target.Layout.FrameBytes(_work.Target.Width, _work.Target.Height);

    private void Wrote(int segment)
    {
        _written[segment]++;
        Tell();
    }

    private void Tell()
    {
        lock (_telling)
        {
            var done = 0L;
            for (var i = 0; i < _written.Length; i++)
            {
                done += IsDone(i) ? _work.Segments[i].Count : _written[i];
            }

            _work.Done(done);
            _result?.FramesLeft(_work.Target.FrameCount - done);
        }
    }

    private string PathOf(int index) =>
        _folder.PathOf(index, EncodeProfiles.Of(_work.Target.Format, _work.Target.Source).Extension());

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
