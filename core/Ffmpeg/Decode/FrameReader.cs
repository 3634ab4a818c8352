using System.Globalization;
using System.Threading.Channels;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>
/// A range of a clip as frames on its constant-rate time line, upright, exactly as many as asked. A few frames are read ahead, so that
/// decoding and drawing overlap; more are not, so that memory does not grow. For one consumer. Disposing stops the decoder.
/// </summary>
public sealed class FrameReader : IAsyncDisposable
{
    private const int ReadAhead = 4;

    private readonly FfmpegTools _tools;
    private readonly ClipInfo _clip;
    private readonly VideoStreamInfo _video;
    private readonly FrameRange _range;
    private readonly FramePool _pool;
    private readonly TimeSpan _stallLimit;
    private readonly Channel<Frame> _frames = Channel.CreateBounded<Frame>(new BoundedChannelOptions(ReadAhead) { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly List<long> _damaged = [];
    private PictureStream? _stream;
    private Task _pump = Task.CompletedTask;
    private long _held;

    private FrameReader(FfmpegTools tools, ClipInfo clip, FrameRange range, FramePool pool, TimeSpan stallLimit)
    {
        _tools = tools;
        _clip = clip;
        _video = clip.Video!;
        _range = range;
        _pool = pool;
        _stallLimit = stallLimit;
    }

    /// <summary>What was wrong with frames that could be shown all the same; complete after the last frame.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            List<string> warnings = [];
            lock (_damaged)
            {
                if (_damaged.Count > 0)
                {
                    warnings.Add($"{_damaged.Count} frames of the source are damaged: {string.Join(", ", _damaged.Take(8).Select(f => f.ToString(CultureInfo.InvariantCulture)))}{(_damaged.Count > 8 ? ", ..." : string.Empty)}.");
                }
            }

            if (Interlocked.Read(ref _held) is > 0 and var held)
            {
                warnings.Add($"The source ends {held} frames before its index says; its last frame is held.");
            }

            return warnings;
        }
    }

    /// <summary>Process id of the running decoder, for tests.</summary>
    internal int? ProcessId => _stream?.ProcessId;

    /// <summary>Opens a range.</summary>
    /// <param name="tools">The ffmpeg to run.</param>
    /// <param name="clip">A clip from <see cref="MediaProbe"/> with a picture.</param>
    /// <param name="range">Frames of the clip's time line; any range of a still picture.</param>
    /// <param name="pool">Where frames come from; of the clip's layout and upright size.</param>
    /// <param name="cancellationToken">Cancels the opening only.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.MediaTruncated"/> when the file ends before the range does,
    /// <see cref="ErrorCode.RangeEmpty"/> when the range holds no frame of the clip.</exception>
    public static Task<FrameReader> OpenAsync(
        FfmpegTools tools, ClipInfo clip, FrameRange range, FramePool pool, CancellationToken cancellationToken) =>
        OpenAsync(tools, clip, range, pool, FfmpegOutput.StallLimit, cancellationToken);

    internal static Task<FrameReader> OpenAsync(
        FfmpegTools tools, ClipInfo clip, FrameRange range, FramePool pool, TimeSpan stallLimit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(pool);
        cancellationToken.ThrowIfCancellationRequested();
        if (clip.Video is not { Timeline: not null, Pixels: not null } video)
        {
            throw new ArgumentException("The clip has no picture, or was not probed.", nameof(clip));
        }

        if (pool.Layout != video.Layout || pool.Width != video.Width || pool.Height != video.Height)
        {
            throw new ArgumentException("The pool's frames are not of the clip's layout and size.", nameof(pool));
        }

        Check(clip, video, range);
        var reader = new FrameReader(tools, clip, range, pool, stallLimit);
        reader._pump = Task.Run(reader.PumpAsync, CancellationToken.None);
        return Task.FromResult(reader);
    }

    /// <summary>The next frame, which the caller disposes; null after the last.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.MediaDamaged"/>, <see cref="ErrorCode.MediaTruncated"/>,
    /// <see cref="ErrorCode.FfmpegDied"/>, <see cref="ErrorCode.FfmpegStalled"/> or <see cref="ErrorCode.FfmpegMissing"/>.</exception>
    public async ValueTask<Frame?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await _frames.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false) && _frames.Reader.TryRead(out var frame))
        {
            return frame;
        }

        await _pump.ConfigureAwait(false);
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_stream is { } stream)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }

        await _pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_stream is { } late)
        {
            await late.DisposeAsync().ConfigureAwait(false);
        }

        while (_frames.Reader.TryRead(out var frame))
        {
            frame.Dispose();
        }

        _stop.Dispose();
    }

    private static void Check(ClipInfo clip, VideoStreamInfo video, FrameRange range)
    {
        if (range.Count < 1 || range.Start < 0 || (!clip.IsStill && range.Start >= video.FrameCount))
        {
            throw new HeyGemException(ErrorCode.RangeEmpty, $"Frames {range} are not in {MediaName.Of(clip.Path)}, which has {video.FrameCount}.");
        }

        if (clip.IsStill)
        {
            return;
        }

        if (range.End > video.FrameCount)
        {
            throw new ArgumentOutOfRangeException(nameof(range), range, $"The clip has {video.FrameCount} frames.");
        }

        if (range.End > video.ReadableFrameCount)
        {
            var seconds = FormattableString.Invariant($"{video.FrameRate.StartOf(video.ReadableFrameCount).Seconds:0.##}");
            throw new HeyGemException(
                ErrorCode.MediaTruncated,
                $"{MediaName.Of(clip.Path)} ends early: {video.ReadableFrameCount} of {video.FrameCount} frames ({seconds} s) can be read.");
        }
    }

    private async Task PumpAsync()
    {
        Frame? current = null;
        try
        {
            var timeline = _video.Timeline!;
            var at = -1;
            for (var index = _range.Start; index < _range.End; index++)
            {
                var wanted = _clip.IsStill ? 0 : timeline.PictureAt(index, _video.FrameRate);
                current ??= _pool.Rent();
                at = await AdvanceAsync(current, at, wanted, index).ConfigureAwait(false);
                var frame = current;
                current = IsShownAgain(index, wanted) ? Copy(frame) : null;
                frame.Index = index;
                await _frames.Writer.WriteAsync(frame, _stop.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            current?.Dispose();
            if (_stream is { } stream)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }

            _frames.Writer.TryComplete();
        }
    }

    /// <summary>Decodes up to the wanted picture, which <paramref name="into"/> then holds.</summary>
    private async Task<int> AdvanceAsync(Frame into, int at, int wanted, long index)
    {
        _stream ??= PictureStream.Open(_tools, _clip, wanted, seek: true, _stallLimit);
        while (at < wanted)
        {
            var (picture, damaged) = await _stream.ReadAsync(into, _stop.Token).ConfigureAwait(false);
            if (picture != wanted && at < 0 && _stream.IsSought)
            {
                // Some containers seek past their own key pictures. Decode from the front instead: slower, never wrong.
                await _stream.DisposeAsync().ConfigureAwait(false);
                _stream = PictureStream.Open(_tools, _clip, wanted, seek: false, _stallLimit);
                continue;
            }

            if (picture < 0 && MayHold(at, index))
            {
                return int.MaxValue;
            }

            if (picture < 0 || picture > wanted)
            {
                throw await _stream.ExplainEndAsync(index, picture < 0, _stop.Token).ConfigureAwait(false);
            }

            at = picture;
            if (damaged)
            {
                NoteDamage(index);
            }
        }

        if (at == int.MaxValue)
        {
            Interlocked.Increment(ref _held);
        }

        return at;
    }

    /// <summary>Whether the picture of frame <paramref name="index"/> is, or may have to be, that of the next frame too.</summary>
    private bool IsShownAgain(long index, int wanted) => index + 1 < _range.End
        && (_clip.IsStill || IsForgivenEnd(index + 1) || _video.Timeline!.PictureAt(index + 1, _video.FrameRate) == wanted);

    private Frame Copy(Frame frame)
    {
        var copy = _pool.Rent();
        frame.Bytes.CopyTo(copy.Bytes);
        return copy;
    }

    private bool IsForgivenEnd(long index) => _video.Timeline!.IsCounted && _video.FrameCount - index <= Math.Max(2, _video.FrameCount / 100);

    /// <summary>An AVI index counts packets that hold no picture of their own; up to 1 % at the very end are forgiven.</summary>
    private bool MayHold(int at, long index)
    {
        if (at < 0 || !IsForgivenEnd(index))
        {
            return false;
        }

        Interlocked.Increment(ref _held);
        return true;
    }

    /// <summary>Remembers a damaged picture; past 1 % of the range they are too many to be shown.</summary>
    private void NoteDamage(long index)
    {
        lock (_damaged)
        {
            _damaged.Add(index);
            if (_damaged.Count > Math.Max(1, _range.Count / 100))
            {
                throw _stream!.TooDamaged(_damaged);
            }
        }
    }
}
