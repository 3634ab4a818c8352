using System.Collections.Concurrent;
using System.Threading.Channels;
using HeyGem.Core.Engines;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;

namespace HeyGem.Core.Render;

/// <summary>Pass 2: decode, draw on a few frames at once, encode in order, publish.</summary>
internal sealed class DrawPass(RenderTools tools, RenderClock clock, ProgressMeter meter) : IDisposable
{
    // Two frames in hand keep drawing off the encoder's back without taking its cores.
    private const int FramesInHand = 2;

    // One group reads its faces while another is in the model.
    private const int GroupsInHand = 2;

    private readonly ConcurrentBag<IDisposable> _idle = [];

    // Frames of a group come free all at once. A thread for each of them would draw no faster, but need buffers of its own.
    private readonly SemaphoreSlim _drawing = new(Environment.ProcessorCount);
    private readonly SemaphoreSlim _preparing = new(GroupsInHand);

    /// <summary>Draws and writes every frame of the plan; the file is published when this returns.</summary>
    public async Task<(EncodedFile File, FrameOutcome[] Outcomes)> RunAsync(
        EncodeSpec target, SourcePlan plan, FrameSequence frames, IMouthDrawer drawer, CancellationToken cancellationToken)
    {
        meter.Begin(RenderStage.Draw, plan.Count, 0.37, 0.99);
        var outcomes = new FrameOutcome[plan.Count];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var drawn = Channel.CreateBounded<Task<Frame>>(drawer.GroupSize > 1 ? 2 * drawer.GroupSize : FramesInHand);
        await using var writer = await FrameWriter.OpenAsync(tools.Ffmpeg, target, stop.Token);

        var drawing = DrawAllAsync(plan, frames, drawer, outcomes, drawn.Writer, stop.Token);
        try
        {
            await WriteAllAsync(writer, drawn.Reader, stop.Token);
        }
        catch
        {
            // The first failure is the one to report; the other side only follows it.
            await stop.CancelAsync();
            throw;
        }
        finally
        {
            await drawing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await DisposeRestAsync(drawn.Reader);
        }

        meter.Begin(RenderStage.Publish, 0, 0.99, 1);
        return (await writer.FinishAsync(cancellationToken), outcomes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var scratch in _idle)
        {
            scratch.Dispose();
        }

        _drawing.Dispose();
        _preparing.Dispose();
    }

    private async Task DrawAllAsync(SourcePlan plan, FrameSequence frames, IMouthDrawer drawer, FrameOutcome[] outcomes, ChannelWriter<Task<Frame>> drawn, CancellationToken cancellationToken)
    {
        var group = new List<MouthFrame>(drawer.GroupSize);
        try
        {
            var output = 0;
            var waiting = clock.Decode.Start();
            await foreach (var frame in frames.InOrderAsync(plan, cancellationToken))
            {
                clock.Decode.Stop(waiting);
                group.Add(new MouthFrame(frame, plan.SourceOf(output), output));
                output++;
                if (group.Count == drawer.GroupSize || output == plan.Count)
                {
                    await SendAsync(group, drawer, outcomes, drawn, cancellationToken);
                }

                waiting = clock.Decode.Start();
            }

            drawn.Complete();
        }
        catch (Exception e)
        {
            group.ForEach(waits => waits.Frame.Dispose());

            // The reading side rethrows it, so that a failed decode is told as what it is.
            drawn.Complete(e);
            throw;
        }
    }

    /// <summary>Starts the work on a group and hands its frames on in order; the group is empty afterwards.</summary>
    private async Task SendAsync(List<MouthFrame> group, IMouthDrawer drawer, FrameOutcome[] outcomes, ChannelWriter<Task<Frame>> drawn, CancellationToken cancellationToken)
    {
        MouthFrame[] frames = [.. group];
        var ready = frames.Length > 1 || drawer.GroupSize > 1 ? Task.Run(() => PrepareAsync(frames, drawer), CancellationToken.None) : Task.CompletedTask;
        foreach (var frame in frames)
        {
            var drawing = Task.Run(() => DrawAsync(frame, ready, drawer, outcomes), CancellationToken.None);
            group.RemoveAt(0);
            try
            {
                await drawn.WriteAsync(drawing, cancellationToken);
            }
            catch
            {
                await Discard(drawing);
                throw;
            }
        }
    }

    private async Task PrepareAsync(MouthFrame[] frames, IMouthDrawer drawer)
    {
        await _preparing.WaitAsync(CancellationToken.None);
        try
        {
            var began = clock.Mouth.Start();
            drawer.Prepare(frames);
            clock.Mouth.Stop(began);
        }
        finally
        {
            _preparing.Release();
        }
    }

    private async Task<Frame> DrawAsync(MouthFrame frame, Task ready, IMouthDrawer drawer, FrameOutcome[] outcomes)
    {
        try
        {
            await ready;
            await _drawing.WaitAsync(CancellationToken.None);
        }
        catch
        {
            frame.Frame.Dispose();
            throw;
        }

        try
        {
            Draw(frame, drawer, outcomes);
            return frame.Frame;
        }
        catch
        {
            frame.Frame.Dispose();
            throw;
        }
        finally
        {
            _drawing.Release();
        }
    }

    private void Draw(MouthFrame frame, IMouthDrawer drawer, FrameOutcome[] outcomes)
    {
        var began = clock.Composite.Start();
        if (!_idle.TryTake(out var scratch))
        {
            scratch = drawer.CreateScratch();
        }

        try
        {
            outcomes[frame.Output] = drawer.Draw(frame.Frame, frame.Index, frame.Output, scratch);
        }
        finally
        {
            _idle.Add(scratch);
            clock.Composite.Stop(began);
        }
    }

    private async Task WriteAllAsync(FrameWriter writer, ChannelReader<Task<Frame>> drawn, CancellationToken cancellationToken)
    {
        long done = 0;
        await foreach (var task in drawn.ReadAllAsync(cancellationToken))
        {
            using var frame = await task;
            var began = clock.Encode.Start();
            await writer.WriteAsync(frame, cancellationToken);
            clock.Encode.Stop(began);
            meter.Report(++done);
        }
    }

    private static async Task DisposeRestAsync(ChannelReader<Task<Frame>> drawn)
    {
        while (drawn.TryRead(out var task))
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
