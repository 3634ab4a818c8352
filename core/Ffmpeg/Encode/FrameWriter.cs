using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>
/// Writes frames and sound to a file that appears under its name only when it is whole: encoded beside it, counted, flushed, renamed.
/// Disposing without <see cref="FinishAsync"/> stops the encoder and leaves nothing. For one producer.
/// </summary>
public sealed class FrameWriter : IAsyncDisposable
{
    private readonly ResultFile _result;
    private readonly EncoderProcess _encoder;
    private readonly long _frames;

    private FrameWriter(ResultFile result, EncoderProcess encoder, long frames)
    {
        _result = result;
        _encoder = encoder;
        _frames = frames;
    }

    /// <summary>Frames written so far.</summary>
    public long FramesWritten => _encoder.FramesWritten;

    /// <summary>Process id of the encoder, for tests.</summary>
    internal int ProcessId => _encoder.ProcessId;

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
        var result = await ResultFile.OpenAsync(tools, spec, cancellationToken).ConfigureAwait(false);
        try
        {
            return new FrameWriter(result, EncoderProcess.Start(tools, spec, result.Request, stallLimit), spec.FrameCount);
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>Writes the next frame. The caller keeps the frame and may change it when the task ends.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.DiskFull"/>, <see cref="ErrorCode.FfmpegDied"/> or
    /// <see cref="ErrorCode.FfmpegStalled"/>.</exception>
    public ValueTask WriteAsync(Frame frame, CancellationToken cancellationToken) => _encoder.WriteAsync(frame, cancellationToken);

    /// <summary>Ends the file, counts what is in it and gives it its name.</summary>
    /// <exception cref="HeyGemException">As <see cref="WriteAsync"/>, or <see cref="ErrorCode.OutputFailed"/> when the file does not hold
    /// every frame.</exception>
    public async Task<EncodedFile> FinishAsync(CancellationToken cancellationToken)
    {
        if (FramesWritten != _frames)
        {
            throw new InvalidOperationException($"{FramesWritten} of the {_frames} frames that were announced were written.");
        }

        try
        {
            await _encoder.EndAsync(cancellationToken).ConfigureAwait(false);
            await _result.MarkPicturesAsync(_encoder.StallLimit, cancellationToken).ConfigureAwait(false);
            return await _result.FinishAsync(null, _encoder.StallLimit, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (_result.Lost(e) is { } lost)
        {
            throw lost;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _encoder.DisposeAsync().ConfigureAwait(false);
        _result.Dispose();
    }
}
