using System.Runtime.CompilerServices;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Plan;

/// <summary>
/// Source frames in the order that the result shows them, whatever the fit: forward, again from the start, or backwards in
/// chunks. Holds at most one chunk beyond what the reader reads ahead. Several parts may be read at once. Disposing ends a decoder that
/// nobody asked for its frames.
/// </summary>
internal sealed class FrameSequence(FfmpegTools ffmpeg, ClipInfo clip, FramePool pool) : IAsyncDisposable
{
    // A quarter of a second or so: long enough that the seek before each backward chunk does not dominate, small enough to hold.
    private const int MostBackwards = 24;

    // Frames of 8K with 10 bits take up to 130 MB each.
    private const int LeastBackwards = 2;
    private const long BackwardBytes = 256L << 20;

    private readonly int _chunk = ChunkOf(pool.Layout.FrameBytes(pool.Width, pool.Height));

    // A looped clip is read again and again, and says the same of itself each time.
    private readonly HashSet<string> _warnings = [];
    private readonly Lock _gate = new();
    private readonly List<FrameReader> _reading = [];
    private FrameRange _aheadOf;
    private Task<FrameReader>? _ahead;

    /// <summary>
    /// What the readers had to say of the frames that the plan showed; complete after the last of them. Asked before, it has what the
    /// present readers have come upon so far.
    /// </summary>
    public IReadOnlyCollection<string> Warnings
    {
        get
        {
            lock (_gate)
            {
                return [.. _warnings.Union(_reading.SelectMany(reader => reader.Warnings))];
            }
        }
    }

    /// <summary>Adds what readers had to say, also those of a render that was interrupted.</summary>
    public void AddWarnings(IEnumerable<string> warnings)
    {
        lock (_gate)
        {
            _warnings.UnionWith(warnings);
        }
    }

    /// <summary>
    /// Starts the decoder of what <see cref="InOrderAsync"/> will be asked for first, so that its first frames are there by then.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="outputs">The part that will be asked for, in frames of the result.</param>
    public void StartAhead(SourcePlan plan, FrameRange outputs)
    {
        if (_ahead is null && Run(plan, (int)outputs.Start, (int)outputs.End) is { Step: > 0, Count: var count })
        {
            _aheadOf = new FrameRange(plan.Source.Start + plan.SourceOf((int)outputs.Start), count);
            _ahead = FrameReader.OpenAsync(ffmpeg, clip, _aheadOf, pool, CancellationToken.None);
        }
    }

    /// <summary>Ends a decoder that was started ahead and that nobody asked for its frames.</summary>
    public async ValueTask EndAheadAsync()
    {
        if (Interlocked.Exchange(ref _ahead, null) is { } opening)
        {
            // One that could not be opened is told to whoever reads.
            await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (opening.IsCompletedSuccessfully)
            {
                await (await opening).DisposeAsync();
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => EndAheadAsync();

    /// <summary>The frames that the plan shows in a part of the result, one for each of its frames. The caller disposes each.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="outputs">The part, in frames of the result.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async IAsyncEnumerable<Frame> InOrderAsync(
        SourcePlan plan, FrameRange outputs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var output = (int)outputs.Start;
        while (output < outputs.End)
        {
            var run = Run(plan, output, (int)outputs.End);
            var first = plan.SourceOf(output);
            var frames = run switch
            {
                { Step: >= 0 } => ForwardAsync(plan.Source, first, run.Count, run.Step == 0, cancellationToken),
                _ => BackwardAsync(plan.Source, first, run.Count, cancellationToken),
            };
            await foreach (var frame in frames)
            {
                yield return frame;
            }

            output += run.Count;
        }
    }

    /// <summary>Some frames of the range, ascending, decoding no more than lies between them where they are near each other.</summary>
    public async IAsyncEnumerable<(int Index, Frame Frame)> PickAsync(
        FrameRange range, IReadOnlyList<int> indices, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A new reader seeks to a key frame; below this distance reading on is cheaper.
        const int Near = 120;
        for (var i = 0; i < indices.Count;)
        {
            var last = i;
            while (last + 1 < indices.Count && indices[last + 1] - indices[last] < Near)
            {
                last++;
            }

            var start = indices[i];
            await using var reader = await OpenAsync(range, start, indices[last] - start + 1, cancellationToken);
            for (var index = start; i <= last; index++)
            {
                var frame = await NextAsync(reader, cancellationToken);
                if (index == indices[i])
                {
                    i++;
                    yield return (index, frame);
                }
                else
                {
                    frame.Dispose();
                }
            }
        }
    }

    /// <summary>How many frames of a size are read and held at a time to be shown backwards.</summary>
    internal static int ChunkOf(int frameBytes) => (int)Math.Clamp(BackwardBytes / frameBytes, LeastBackwards, MostBackwards);

    private static (int Count, int Step) Run(SourcePlan plan, int output, int end)
    {
        var count = 1;
        var step = output + 1 < end ? Math.Sign(plan.SourceOf(output + 1) - plan.SourceOf(output)) : 1;
        if (step < 0 && plan.SourceOf(output + 1) != plan.SourceOf(output) - 1)
        {
            return (1, 1);
        }

        while (output + count < end && plan.SourceOf(output + count) == plan.SourceOf(output + count - 1) + step)
        {
            count++;
        }

        return (count, step);
    }

    private async IAsyncEnumerable<Frame> ForwardAsync(
        FrameRange range, int first, int count, bool hold, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await OpenAsync(range, first, hold ? 1 : count, cancellationToken);
        if (!hold)
        {
            lock (_gate)
            {
                _reading.Add(reader);
            }

            try
            {
                for (var i = 0; i < count; i++)
                {
                    yield return await NextAsync(reader, cancellationToken);
                }
            }
            finally
            {
                lock (_gate)
                {
                    _warnings.UnionWith(reader.Warnings);
                    _reading.Remove(reader);
                }
            }

            yield break;
        }

        using var held = await NextAsync(reader, cancellationToken);
        AddWarnings(reader.Warnings);
        for (var i = 0; i < count; i++)
        {
            var copy = pool.Rent();
            held.Bytes.CopyTo(copy.Bytes);
            copy.Index = held.Index;
            yield return copy;
        }
    }

    private async IAsyncEnumerable<Frame> BackwardAsync(
        FrameRange range, int first, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chunk = new Stack<Frame>(_chunk);
        try
        {
            for (var done = 0; done < count;)
            {
                var size = Math.Min(_chunk, count - done);
                await using (var reader = await OpenAsync(range, first - done - size + 1, size, cancellationToken))
                {
                    for (var i = 0; i < size; i++)
                    {
                        chunk.Push(await NextAsync(reader, cancellationToken));
                    }

                    AddWarnings(reader.Warnings);
                }

                done += size;
                while (chunk.Count > 0)
                {
                    yield return chunk.Pop();
                }
            }
        }
        finally
        {
            foreach (var frame in chunk)
            {
                frame.Dispose();
            }
        }
    }

    private Task<FrameReader> OpenAsync(FrameRange range, int first, int count, CancellationToken cancellationToken)
    {
        var frames = new FrameRange(range.Start + first, count);
        return _aheadOf == frames && Interlocked.Exchange(ref _ahead, null) is { } reader
            ? reader : FrameReader.OpenPartAsync(ffmpeg, clip, frames, range.Count, pool, cancellationToken);
    }

    private static async ValueTask<Frame> NextAsync(FrameReader reader, CancellationToken cancellationToken) =>
        await reader.ReadAsync(cancellationToken) ?? throw new InvalidOperationException("The reader ended before its range did.");
}
