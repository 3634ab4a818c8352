using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Ffmpeg.Segments;
using HeyGem.Core.Ffmpeg.Splice;

namespace HeyGem.Core.Render.Segments;

/// <summary>
/// The result of a clip that is drawn in segments: its sound is encoded while they are drawn, and the program that joins them is started
/// with the last of their frames, since ffmpeg takes a tenth of a second to find its libraries. Disposing ends what was started and leaves
/// nothing.
/// </summary>
internal sealed class ResultAhead : IAsyncDisposable
{
    // Frames before the end at which it is time to start the program.
    private const int FramesBefore = 48;

    private readonly FfmpegTools _tools;
    private readonly SoundAhead _sound;
    private readonly CancellationTokenSource _stop;
    private readonly Lock _gate = new();
    private Task<SegmentJoin>? _opening;

    /// <summary>Takes a sound, which is disposed of with this.</summary>
    /// <param name="tools">The ffmpeg to run.</param>
    /// <param name="sound">The sound.</param>
    /// <param name="cancellationToken">Stops the program.</param>
    public ResultAhead(FfmpegTools tools, SoundAhead sound, CancellationToken cancellationToken)
    {
        (_tools, _sound) = (tools, sound);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Tells how many frames are still to be drawn; from any thread.</summary>
    public void FramesLeft(long frames)
    {
        if (frames <= FramesBefore)
        {
            Open();
        }
    }

    /// <summary>Joins the segments, verifies the result and publishes it; a tool that dies at that is run once more.</summary>
    /// <param name="segments">The segments in order.</param>
    /// <param name="cancellationToken">Stops it; nothing is left.</param>
    public async Task<EncodedFile> JoinAsync(IReadOnlyList<EncodedSegment> segments, CancellationToken cancellationToken)
    {
        var (target, warnings) = await _sound.TargetAsync(cancellationToken);
        EncodedFile joined;
        try
        {
            await using var join = await Open();
            joined = await join.FinishAsync(segments, cancellationToken);
        }
        catch (HeyGemException e) when (LocalExecutor.IsPassing(e))
        {
            joined = await SegmentJoin.RunAsync(_tools, target, segments, cancellationToken);
        }

        return joined with { Warnings = [.. joined.Warnings, .. warnings] };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_opening is { } opening)
        {
            await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (opening.IsCompletedSuccessfully)
            {
                await (await opening).DisposeAsync();
            }
        }

        await _sound.DisposeAsync();
        _stop.Dispose();
    }

    /// <summary>Starts the program, once; what goes wrong is told to whoever joins.</summary>
    private Task<SegmentJoin> Open()
    {
        lock (_gate)
        {
            return _opening ??= Task.Run(() => OpenAsync(_stop.Token), CancellationToken.None);
        }
    }

    private async Task<SegmentJoin> OpenAsync(CancellationToken cancellationToken)
    {
        var (target, _) = await _sound.TargetAsync(cancellationToken);
        return await SegmentJoin.OpenAsync(_tools, target, cancellationToken);
    }
}
