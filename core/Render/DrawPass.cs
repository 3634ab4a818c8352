using System.Collections.Concurrent;
using System.Threading.Channels;
using HeyGem.Core.Engines;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render;

/// <summary>Pass 2: decode, paint a few frames at once, hand them on in order. Several parts may be drawn at once.</summary>
internal sealed class DrawPass(ClipWork work, IMouthPlan mouth, FrameOutcome[] outcomes) : IDisposable
{
    // Two frames in hand keep painting off the encoder's back without taking its cores.
    private const int FramesInHand = 2;

    private readonly ConcurrentBag<IFramePainter> _idle = [];

    // Frames of a block come free all at once. A thread for each of them would paint no faster, but need buffers of its own.
    private readonly SemaphoreSlim _painting = new(Environment.ProcessorCount);
    private readonly SemaphoreSlim _preparing = new(mouth.Block.AtOnce);

    /// <summary>Paints a part of the result and hands each frame on, its outcome known; the frame is ours again after that.</summary>
    /// <param name="outputs">The part, in frames of the result; begins and ends between two of the engine's blocks.</param>
    /// <param name="write">Takes the next frame.</param>
    /// <param name="cancellationToken">Stops the painting.</param>
    public Task RunAsync(FrameRange outputs, Func<Frame, CancellationToken, ValueTask> write, CancellationToken cancellationToken) =>
        RunAsync(outputs, static _ => true, write, cancellationToken);

    /// <summary>The same, but it may end before the part does.</summary>
    /// <param name="outputs">The part.</param>
    /// <param name="goesOn">Asked with each frame before it is painted; false, between two of the engine's blocks, ends the
    /// part.</param>
    /// <param name="write">Takes the next frame.</param>
    /// <param name="cancellationToken">Stops the painting.</param>
    public async Task RunAsync(
        FrameRange outputs, Func<int, bool> goesOn, Func<Frame, CancellationToken, ValueTask> write, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var painted = Channel.CreateBounded<Task<Frame>>(mouth.Block.Size > 1 ? mouth.Block.AtOnce * mouth.Block.Size : FramesInHand);
        var painting = PaintAllAsync(outputs, goesOn, painted.Writer, stop.Token);
        try
        {
            await WriteAllAsync(write, painted.Reader, stop.Token);
        }
        catch
        {
            // The first failure is the one to report; the other side only follows it.
            await stop.CancelAsync();
            throw;
        }
        finally
        {
            await painting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await DisposeRestAsync(painted.Reader);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var painter in _idle)
        {
            painter.Dispose();
        }

        _painting.Dispose();
        _preparing.Dispose();
    }

    private async Task PaintAllAsync(
        FrameRange outputs, Func<int, bool> goesOn, ChannelWriter<Task<Frame>> painted, CancellationToken cancellationToken)
    {
        var (size, overlap) = (mouth.Block.Size, mouth.Block.Overlap);
        var block = new List<MouthFrame>(size);
        var shared = 0;
        var prepared = Task.CompletedTask;
        try
        {
            var output = (int)outputs.Start;
            var waiting = work.Clock.Start();
            await foreach (var frame in work.Frames.InOrderAsync(work.Plan, outputs, cancellationToken))
            {
                work.Clock.Stop(ClockedWork.Decode, waiting);
                if (!goesOn(output))
                {
                    frame.Dispose();
                    break;
                }

                block.Add(new MouthFrame(frame, work.Plan.SourceOf(output), output));
                output++;
                if (block.Count == size || output == outputs.End)
                {
                    var before = overlap > 0 ? prepared : Task.CompletedTask;
                    var ready = new FrameBlock([.. block], shared);
                    prepared = size > 1
                        ? Task.Run(() => PrepareAsync(ready, before, cancellationToken), CancellationToken.None)
                        : Task.CompletedTask;

                    // What the next block shares stays unpainted until that block is prepared.
                    shared = output == outputs.End ? 0 : overlap;
                    await SendAsync(block, block.Count - shared, prepared, painted, cancellationToken);
                }

                waiting = work.Clock.Start();
            }

            painted.Complete();
        }
        catch (Exception e)
        {
            await prepared.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            block.ForEach(waits => waits.Frame.Dispose());

            // The reading side rethrows it, so that a failed decode is told as what it is.
            painted.Complete(e);
            throw;
        }
    }

    /// <summary>Hands the first frames of a block on in order, to be painted when the block is ready; they leave the block.</summary>
    private async Task SendAsync(
        List<MouthFrame> block, int count, Task ready, ChannelWriter<Task<Frame>> painted, CancellationToken cancellationToken)
    {
        for (; count > 0; count--)
        {
            var frame = block[0];
            var painting = Task.Run(() => PaintAsync(frame, ready), CancellationToken.None);
            block.RemoveAt(0);
            try
            {
                await painted.WriteAsync(painting, cancellationToken);
            }
            catch
            {
                await Discard(painting);
                throw;
            }
        }
    }

    private async Task PrepareAsync(FrameBlock block, Task before, CancellationToken cancellationToken)
    {
        await before;
        await _preparing.WaitAsync(cancellationToken);
        try
        {
            var began = work.Clock.Start();
            await mouth.PrepareAsync(block, cancellationToken);
            work.Clock.Stop(ClockedWork.Mouth, began);
        }
        finally
        {
            _preparing.Release();
        }
    }

    private async Task<Frame> PaintAsync(MouthFrame frame, Task ready)
    {
        try
        {
            await ready;
            await _painting.WaitAsync(CancellationToken.None);
        }
        catch
        {
            frame.Frame.Dispose();
            throw;
        }

        try
        {
            outcomes[frame.Output] = Paint(frame);
            return frame.Frame;
        }
        catch
        {
            frame.Frame.Dispose();
            throw;
        }
        finally
        {
            _painting.Release();
        }
    }

    private FrameOutcome Paint(MouthFrame frame)
    {
        var planned = mouth.At(frame.Output);
        if (!planned.Draws)
        {
            return planned.Outcome;
        }

        var began = work.Clock.Start();
        if (!_idle.TryTake(out var painter))
        {
            painter = mouth.CreatePainter();
        }

        try
        {
            return painter.Paint(frame);
        }
        finally
        {
            _idle.Add(painter);
            work.Clock.Stop(ClockedWork.Composite, began);
        }
    }

    private async Task WriteAllAsync(
        Func<Frame, CancellationToken, ValueTask> write, ChannelReader<Task<Frame>> painted, CancellationToken cancellationToken)
    {
        await foreach (var task in painted.ReadAllAsync(cancellationToken))
        {
            using var frame = await task;
            var began = work.Clock.Start();
            await write(frame, cancellationToken);
            work.Clock.Stop(ClockedWork.Encode, began);
        }
    }

    private static async Task DisposeRestAsync(ChannelReader<Task<Frame>> painted)
    {
        while (painted.TryRead(out var task))
        {
            await Discard(task);
        }
    }

    private static async Task Discard(Task<Frame> task)
    {
        await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (task.IsCompletedSuccessfully)
        {
            (await task).Dispose();
        }
    }
}
