using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Render;

/// <summary>
/// The encoder of a result that is drawn in one go. It may be started while the mouth is planned: ffmpeg takes a tenth of a second to find
/// its libraries. Disposing ends one that was started and not taken, and leaves nothing.
/// </summary>
/// <param name="tools">The ffmpeg to run.</param>
/// <param name="target">The result.</param>
internal sealed class EncoderAhead(FfmpegTools tools, EncodeSpec target) : IAsyncDisposable
{
    private readonly string _folder = Path.GetDirectoryName(target.OutputPath)!;
    private Task<FrameWriter>? _started;
    private bool _madeFolder;

    /// <summary>Starts it; what goes wrong is told to whoever takes it.</summary>
    public void Start(CancellationToken cancellationToken)
    {
        if (_started is null)
        {
            _madeFolder = !Directory.Exists(_folder);
            _started = FrameWriter.OpenAsync(tools, target, cancellationToken);
        }
    }

    /// <summary>Gives it to the caller, started at the latest now.</summary>
    /// <exception cref="Errors.HeyGemException">As opening a <see cref="FrameWriter"/>.</exception>
    public Task<FrameWriter> TakeAsync(CancellationToken cancellationToken)
    {
        Start(cancellationToken);
        var taken = _started!;
        _started = null;
        return taken;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_started is not { } started)
        {
            return;
        }

        await ((Task)started).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (started.IsCompletedSuccessfully)
        {
            await (await started).DisposeAsync();
        }

        if (_madeFolder)
        {
            try
            {
                Directory.Delete(_folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody else has put something into it, or it was never made.
            }
        }
    }
}
