using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>
/// Writes frames and sound to a file that appears under its name only when it is whole: encoded beside it, counted, flushed, renamed.
/// Disposing without <see cref="FinishAsync"/> stops the encoder and leaves nothing. For one producer.
/// </summary>
public sealed class FrameWriter : IAsyncDisposable
{
    private static readonly TimeSpan LookAtFile = TimeSpan.FromSeconds(1);

    private readonly FfmpegTools _tools;
    private readonly EncodeSpec _spec;
    private readonly PartFile _part;
    private readonly ChildProcess _child;
    private readonly StallWatch _watch;
    private readonly IReadOnlyList<string> _warnings;
    private readonly bool? _topFirst;
    private long _written;
    private bool _finished;

    private FrameWriter(FfmpegTools tools, EncodeSpec spec, PartFile part, ChildProcess child, IReadOnlyList<string> warnings,
        bool? topFirst, TimeSpan stallLimit)
    {
        _tools = tools;
        _spec = spec;
        _part = part;
        _child = child;
        _warnings = warnings;
        _topFirst = topFirst;
        _watch = new StallWatch(child.Kill, stallLimit, TimeProvider.System);
    }

    /// <summary>Frames written so far.</summary>
    public long FramesWritten => _written;

    /// <summary>Process id of the encoder, for tests.</summary>
    internal int ProcessId => _child.Id;

    /// <summary>Checks that the result can be written and starts the encoder.</summary>
    /// <param name="tools">The ffmpeg to run.</param>
    /// <param name="spec">What to write.</param>
    /// <param name="cancellationToken">Cancels the opening; nothing is left.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/>, <see cref="ErrorCode.DiskFull"/>,
    /// <see cref="ErrorCode.FfmpegUnsupported"/>, <see cref="ErrorCode.MediaNoAudioStream"/>, or what the sound file's probe
    /// throws.</exception>
    public static Task<FrameWriter> OpenAsync(FfmpegTools tools, EncodeSpec spec, CancellationToken cancellationToken) =>
        OpenAsync(tools, spec, FfmpegOutput.StallLimit, cancellationToken);

    internal static async Task<FrameWriter> OpenAsync(
        FfmpegTools tools, EncodeSpec spec, TimeSpan stallLimit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tools);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.FrameCount, 1);
        var profile = EncodeProfiles.Of(spec.Format, spec.Source);
        var picture = new PictureEncoding(spec, profile, tools);
        if (!tools.Encoders.Contains(picture.Codec[1]))
        {
            throw new HeyGemException(ErrorCode.FfmpegUnsupported, $"This ffmpeg has no encoder {picture.Codec[1]}.");
        }

        var isMp4 = profile == EncodeProfile.H264;
        var (sound, mixed) = await SoundEncoding.OfAsync(tools, spec, isMp4, cancellationToken).ConfigureAwait(false);
        var part = PartFile.Create(spec.OutputPath);
        try
        {
            var child = FfmpegOutput.Start(new ChildProcessSpec(tools.FfmpegPath, EncodeArguments.Build(new EncodeRequest
            {
                OutputPath = part.Path,
                IsMp4 = isMp4,
                Codec = picture.Codec,
                Layout = spec.Layout,
                EncodedPixelFormat = picture.PixelFormat,
                Width = spec.Width,
                Height = spec.Height,
                FrameRate = spec.FrameRate,
                FrameCount = spec.FrameCount,
                Filters = picture.Filters,
                Tags = picture.Tags,
                Timecode = spec.StartTimecode,
                FileTags = spec.Tags,
                Threads = spec.EncoderThreads,
                Sound = sound,
            }))
            { WritesInput = true });
            return new FrameWriter(tools, spec, part, child, [.. picture.Warnings, .. mixed], picture.AtomIsTopFirst, stallLimit);
        }
        catch
        {
            part.Dispose();
            throw;
        }
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

        if (_written >= _spec.FrameCount)
        {
            throw new InvalidOperationException($"More than the {_spec.FrameCount} frames that were announced.");
        }

        using var registration = cancellationToken.Register(_child.Kill);
        try
        {
            _watch.Wait();
            await _child.WriteAsync(frame.Bytes, CancellationToken.None).ConfigureAwait(false);
            _watch.Progress();
            _written++;
        }
        catch (IOException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw await ExplainAsync(e).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the file, counts what is in it and gives it its name.</summary>
    /// <exception cref="HeyGemException">As <see cref="WriteAsync"/>, or <see cref="ErrorCode.OutputFailed"/> when the file does not hold
    /// every frame.</exception>
    public async Task<EncodedFile> FinishAsync(CancellationToken cancellationToken)
    {
        if (_written != _spec.FrameCount)
        {
            throw new InvalidOperationException($"{_written} of the {_spec.FrameCount} frames that were announced were written.");
        }

        using (cancellationToken.Register(_child.Kill))
        {
            _watch.Wait();
            await _child.EndInputAsync().ConfigureAwait(false);
            var exit = await WaitWhileItWritesAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (exit != 0 || _watch.Fired)
            {
                throw await ExplainAsync(null).ConfigureAwait(false);
            }
        }

        if (_topFirst is { } topFirst)
        {
            FieldOrderAtom.Write(_part.Path, topFirst);
        }

        if (DnxMatrix.MustBeMarked(EncodeProfiles.Of(_spec.Format, _spec.Source), _spec.Source))
        {
            await DnxMatrix.MarkAsync(_tools, _part.Path, _spec.Source.Colour.Matrix!, _watch.Limit, cancellationToken)
                .ConfigureAwait(false);
        }

        if (_spec.Source.Hdr is { } hdr)
        {
            HdrBoxes.Insert(_part.Path, hdr);
        }

        var (frames, sha256) = await ResultCheck.CountAndHashAsync(
            _tools, _part.Path, _spec, _watch.Limit, cancellationToken).ConfigureAwait(false);
        var facts = await ResultFacts.OfAsync(_tools, _part.Path, cancellationToken).ConfigureAwait(false);
        var path = _part.Publish();
        _finished = true;
        return new EncodedFile(path, frames, new FileInfo(path).Length, sha256, facts, _warnings);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        if (!_finished)
        {
            // Half a result is thrown away, so the encoder has nothing to finish.
            _child.Kill();
        }

        await _child.DisposeAsync().ConfigureAwait(false);
        _part.Dispose();
    }

    /// <summary>Waits for the encoder's end; while the file grows, it is at work.</summary>
    private async Task<int> WaitWhileItWritesAsync()
    {
        var exit = _child.WaitAsync(CancellationToken.None);
        for (var seen = 0L; await Task.WhenAny(exit, Task.Delay(LookAtFile)).ConfigureAwait(false) != exit;)
        {
            if (new FileInfo(_part.Path) is { Exists: true, Length: var length } && length != seen)
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
            ? new HeyGemException(ErrorCode.DiskFull, $"The disk of {MediaName.Of(_spec.OutputPath)} is full after {_written} frames.",
                cause)
            : new HeyGemException(
                ErrorCode.FfmpegDied, $"The encoder ended (code {exit}) after {_written} of {_spec.FrameCount} frames: {tail}", cause);
    }
}
