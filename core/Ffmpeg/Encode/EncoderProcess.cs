using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>
/// A running ffmpeg that reads from us and writes one file: pictures, or a list of files to join. Ended where it makes no progress.
/// Disposing before its end stops it. For one producer.
/// </summary>
internal sealed class EncoderProcess : IAsyncDisposable
{
    private static readonly TimeSpan LookAtFile = TimeSpan.FromSeconds(1);

    private readonly EncodeSpec _spec;
    private readonly string _path;
    private readonly ChildProcess _child;
    private readonly StallWatch _watch;
    private bool _ended;

    private EncoderProcess(EncodeSpec spec, string path, ChildProcess child, TimeSpan stallLimit)
    {
        _spec = spec;
        _path = path;
        _child = child;
        _watch = new StallWatch(child.Kill, stallLimit, TimeProvider.System);
    }

    /// <summary>Frames written so far.</summary>
    public long FramesWritten { get; private set; }

    /// <summary>Process id, for tests.</summary>
    public int ProcessId => _child.Id;

    /// <summary>How long it may be silent.</summary>
    public TimeSpan StallLimit => _watch.Limit;

    /// <summary>Starts it.</summary>
    /// <param name="tools">The ffmpeg to run.</param>
    /// <param name="spec">What is written: size, layout and number of the frames, and the name for messages.</param>
    /// <param name="request">The file and how it is written.</param>
    /// <param name="stallLimit">Silence after which it is ended.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FfmpegMissing"/>.</exception>
    public static EncoderProcess Start(FfmpegTools tools, EncodeSpec spec, EncodeRequest request, TimeSpan stallLimit)
    {
        var arguments = EncodeArguments.Build(request);
        var child = FfmpegOutput.Start(new ChildProcessSpec(tools.FfmpegPath, arguments) { WritesInput = true });
        return new EncoderProcess(spec, request.OutputPath, child, stallLimit);
    }

    /// <summary>Writes the next frame. The caller keeps the frame and may change it when the task ends.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.DiskFull"/>, <see cref="ErrorCode.FfmpegDied"/> or
    /// <see cref="ErrorCode.FfmpegStalled"/>.</exception>
    public async ValueTask WriteAsync(Frame frame, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Width != _spec.Width || frame.Height != _spec.Height || frame.Layout != _spec.Layout)
        {
            throw new ArgumentException("The frame is not of the size and layout that the writer was opened with.", nameof(frame));
        }

        if (FramesWritten >= _spec.FrameCount)
        {
            throw new InvalidOperationException($"More than the {_spec.FrameCount} frames that were announced.");
        }

        await WriteAsync(frame.Bytes, cancellationToken).ConfigureAwait(false);
        FramesWritten++;
    }

    /// <summary>Writes bytes to its standard input.</summary>
    /// <exception cref="HeyGemException">As for a frame.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(_child.Kill);
        try
        {
            _watch.Wait();
            await _child.WriteAsync(bytes, CancellationToken.None).ConfigureAwait(false);
            _watch.Progress();
        }
        catch (IOException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw await ExplainAsync(e).ConfigureAwait(false);
        }
    }

    /// <summary>Tells it that there is no more, and waits until it has written the file.</summary>
    /// <exception cref="HeyGemException">As for a frame.</exception>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(_child.Kill);
        _watch.Wait();
        await _child.EndInputAsync().ConfigureAwait(false);
        var exit = await WaitWhileItWritesAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (exit != 0 || _watch.Fired)
        {
            throw await ExplainAsync(null).ConfigureAwait(false);
        }

        _watch.Progress();
        _ended = true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        if (!_ended)
        {
            // Half a file is thrown away, so the encoder has nothing to finish.
            _child.Kill();
        }

        await _child.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Waits for the encoder's end; while the file grows, it is at work.</summary>
    private async Task<int> WaitWhileItWritesAsync()
    {
        var exit = _child.WaitAsync(CancellationToken.None);
        for (var seen = 0L; await Task.WhenAny(exit, Task.Delay(LookAtFile)).ConfigureAwait(false) != exit;)
        {
            if (new FileInfo(_path) is { Exists: true, Length: var length } && length != seen)
            {
                seen = length;
                _watch.Wait();
            }
        }

        return await exit.ConfigureAwait(false);
    }

    private async Task<HeyGemException> ExplainAsync(Exception? cause)
    {
        if (_watch.Fired)
        {
            return new HeyGemException(ErrorCode.FfmpegStalled, $"The encoder did nothing for {_watch.Limit.TotalSeconds:0} seconds.",
                cause);
        }

        await _child.EndInputAsync().ConfigureAwait(false);
        var exit = await _child.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        var tail = string.Join(" | ", _child.ErrorTail.TakeLast(3));
        return _child.ErrorTail.Any(line => line.Contains("No space left", StringComparison.Ordinal)
            || line.Contains("not enough space", StringComparison.Ordinal))
            ? new HeyGemException(ErrorCode.DiskFull, $"The disk of {MediaName.Of(_spec.OutputPath)} is full after " +
                $"{Counted.Of(FramesWritten, "frame")}.", cause)
            : new HeyGemException(
                ErrorCode.FfmpegDied, $"The encoder ended (code {exit}) after {FramesWritten} of " +
                $"{Counted.Of(_spec.FrameCount, "frame")}: {tail}", cause);
    }
}
