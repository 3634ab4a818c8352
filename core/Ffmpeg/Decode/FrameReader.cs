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

    /// <summary>Pictures that H.264 and HEVC decoders hold back at most: so much earlier may a complaint about the last one come.</summary>
    private const int MostReordered = 16;

    /// <summary>Pictures that ffmpeg from 7 on queues behind the decoder: three queues of 8, and one in each hand.</summary>
    private const int MostQueued = 28;

    private readonly FfmpegTools _tools;
    private readonly ClipInfo _clip;
    private readonly VideoStreamInfo _video;
    private readonly FrameRange _range;
    private readonly long _whole;
    private readonly FramePool _pool;
    private readonly TimeSpan _stallLimit;
    private readonly Channel<Frame> _frames =
        Channel.CreateBounded<Frame>(new BoundedChannelOptions(ReadAhead) { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly FrameNotes _notes = new();
    private PictureStream? _stream;
    private bool _seek = true;
    private bool _fresh;
    private bool _retried;
    private Task _pump = Task.CompletedTask;

    private FrameReader(FfmpegTools tools, ClipInfo clip, FrameRange range, long whole, FramePool pool, TimeSpan stallLimit)
    {
        _whole = Math.Max(whole, range.Count);
        _tools = tools;
        _clip = clip;
        _video = clip.Video!;
        _range = range;
        _pool = pool;
        _stallLimit = stallLimit;
    }

    /// <summary>What was wrong with frames that could be shown all the same; complete after the last frame.</summary>
    public IReadOnlyList<string> Warnings => _notes.Sentences(_video.FrameRate);

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

    /// <summary>Opens a part of a range that others read the rest of: as much damage is passed over as in the whole.</summary>
    /// <param name="tools">The ffmpeg to run.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="part">The part.</param>
    /// <param name="whole">Frames of the range.</param>
    /// <param name="pool">Where frames come from.</param>
    /// <param name="cancellationToken">Cancels the opening only.</param>
    internal static Task<FrameReader> OpenPartAsync(
        FfmpegTools tools, ClipInfo clip, FrameRange part, long whole, FramePool pool, CancellationToken cancellationToken) =>
        OpenAsync(tools, clip, (part, whole), pool, FfmpegOutput.StallLimit, cancellationToken);

    internal static Task<FrameReader> OpenAsync(
        FfmpegTools tools, ClipInfo clip, FrameRange range, FramePool pool, TimeSpan stallLimit, CancellationToken cancellationToken) =>
        OpenAsync(tools, clip, (range, range.Count), pool, stallLimit, cancellationToken);

    private static Task<FrameReader> OpenAsync(
        FfmpegTools tools, ClipInfo clip, (FrameRange Part, long Whole) frames, FramePool pool, TimeSpan stallLimit,
        CancellationToken cancellationToken)
    {
        var (range, whole) = frames;
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

        RangeCheck.Require(clip, video, range);
        var reader = new FrameReader(tools, clip, range, whole, pool, stallLimit);

        // Blocks in each read and each time that enough is read ahead, so that it has a thread of its own.
        Func<Task> pump = clip.IsPartial ? reader.PumpPartialAsync : reader.PumpAsync;
        reader._pump = Task.Factory
            .StartNew(pump, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
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

    private async Task PumpAsync()
    {
        Frame? current = null;
        try
        {
            var at = -1;
            for (var index = _range.Start; index < _range.End; index++)
            {
                var wanted = PictureOf(index);
                current ??= _pool.Rent();
                at = await AdvanceAsync(current, at, wanted, index).ConfigureAwait(false);
                var frame = current;
                current = IsShownAgain(index, wanted) ? _pool.RentCopy(frame) : null;
                frame.Index = index;
                Hand(frame);
            }

            await HearOutAsync().ConfigureAwait(false);
        }
        finally
        {
            current?.Dispose();
            await EndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// As <see cref="PumpAsync"/>, but a frame whose picture does not come shows the one before it, or the first that comes.
    /// </summary>
    private async Task PumpPartialAsync()
    {
        Frame? shown = null, ahead = null, given = null;
        try
        {
            var (at, next, ended) = (-1, -1, false);
            for (var index = _range.Start; index < _range.End; index++)
            {
                var wanted = PictureOf(index);
                while (at < wanted && !ended && (ahead is null || next <= wanted))
                {
                    if (ahead is not null)
                    {
                        shown?.Dispose();
                        (shown, at, ahead) = (ahead, next, null);
                        continue;
                    }

                    ahead = _pool.Rent();
                    next = await DecodeAsync(ahead, wanted, index).ConfigureAwait(false);
                    if (next < 0)
                    {
                        ended = true;
                        ahead.Dispose();
                        ahead = null;
                    }
                }

                if (at != wanted)
                {
                    _notes.Lost(index);
                }

                var source = shown ?? ahead
                    ?? throw await _stream!.ExplainAsync(new FrameRange(index, _range.End - index), atEnd: true, _stop.Token)
                        .ConfigureAwait(false);
                given = _pool.Rent();
                source.Bytes.CopyTo(given.Bytes);
                given.Index = index;
                Hand(given);
                given = null;
            }

            await HearOutAsync().ConfigureAwait(false);
        }
        finally
        {
            shown?.Dispose();
            ahead?.Dispose();
            given?.Dispose();
            await EndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Hands a frame on; waits on this thread, which would otherwise be exchanged for one that must not block.</summary>
    private void Hand(Frame frame)
    {
        while (!_frames.Writer.TryWrite(frame))
        {
            if (!_frames.Writer.WaitToWriteAsync(_stop.Token).AsTask().GetAwaiter().GetResult())
            {
                throw new ChannelClosedException();
            }
        }
    }

    private async Task EndAsync()
    {
        if (_stream is { } stream)
        {
            _notes.OtherSizes(stream.OtherSizes);
            await stream.DisposeAsync().ConfigureAwait(false);
        }

        _frames.Writer.TryComplete();
    }

    private int PictureOf(long index) => _clip.IsStill ? 0 : _video.Timeline!.PictureAt(index, _video.FrameRate);

    /// <summary>Decodes up to the wanted picture, which <paramref name="into"/> then holds.</summary>
    private async Task<int> AdvanceAsync(Frame into, int at, int wanted, long index)
    {
        while (at < wanted)
        {
            var picture = await DecodeAsync(into, wanted, index).ConfigureAwait(false);
            if (picture < 0 && MayHold(at, index))
            {
                return int.MaxValue;
            }

            if (picture < 0 || picture > wanted)
            {
                var end = picture < 0 ? _range.End : Math.Min(_range.End, _video.Timeline!.FrameOf(picture, _video.FrameRate));
                throw await _stream!.ExplainAsync(new FrameRange(index, Math.Max(1, end - index)), picture < 0, _stop.Token)
                    .ConfigureAwait(false);
            }

            at = picture;
        }

        if (at == int.MaxValue)
        {
            _notes.Held();
        }

        return at;
    }

    /// <summary>The decoder's next picture, or -1 at its end. A decoder that dies is started once more where it was.</summary>
    private async Task<int> DecodeAsync(Frame into, int wanted, long index)
    {
        while (true)
        {
            _fresh |= _stream is null;
            _stream ??= PictureStream.Open(_tools, _clip, wanted, _seek, _stallLimit);
            var (picture, damaged) = await _stream.ReadAsync(into, _stop.Token).ConfigureAwait(false);

            // Some containers seek past their own key pictures. Decode from the front instead: slower, never wrong.
            var passed = picture != wanted && _fresh && _stream.IsSought;
            if (passed || (picture < 0 && !_retried && await _stream.HasDiedAsync(_stop.Token).ConfigureAwait(false)))
            {
                _retried |= !passed;
                _seek &= !passed;
                await _stream.DisposeAsync().ConfigureAwait(false);
                _stream = null;
                continue;
            }

            _fresh = false;
            if (_stream.HasComplainedOfStart())
            {
                NoteDamage(_range.Start);
            }

            if (damaged)
            {
                NoteDamage(index);
            }

            return picture;
        }
    }

    /// <summary>Where the range ends with the clip, hears what the decoder has to say of its last pictures.</summary>
    private async Task HearOutAsync()
    {
        if (_clip.IsStill || _range.End < _video.FrameCount || _stream is null)
        {
            return;
        }

        using var beyond = _pool.Rent();
        if ((await _stream.ReadAsync(beyond, _stop.Token).ConfigureAwait(false)).Picture < 0)
        {
            await _stream.EndAsync(_stop.Token).ConfigureAwait(false);
        }

        if (_stream.HasComplainedOfStart())
        {
            NoteDamage(_range.Start);
        }

        if (_stream.HasComplained())
        {
            NoteDamage(_range.End - 1);
        }
    }

    /// <summary>Whether the picture of frame <paramref name="index"/> is, or may have to be, that of the next frame too.</summary>
    private bool IsShownAgain(long index, int wanted) => index + 1 < _range.End
        && (_clip.IsStill || IsForgivenEnd(index + 1) || _video.Timeline!.PictureAt(index + 1, _video.FrameRate) == wanted);

    private bool IsForgivenEnd(long index) =>
        _video.Timeline!.IsCounted && _video.FrameCount - index <= Math.Max(2, _video.FrameCount / 100);

    /// <summary>An AVI index counts packets that hold no picture of their own; up to 1 % at the very end are forgiven.</summary>
    private bool MayHold(int at, long index)
    {
        if (at < 0 || !IsForgivenEnd(index))
        {
            return false;
        }

        _notes.Held();
        return true;
    }

    /// <summary>How far from the picture that is read the one may be that the decoder complains of.</summary>
    private int Ahead => PictureStream.Threads + MostReordered + 1 + (_tools.QueuesPictures ? MostQueued : 0);

    /// <summary>
    /// Remembers a damaged picture. Past 1 % of the whole they are too many to be shown, and damage in the pictures that are decoded last
    /// is a cut: where nothing but that tells of one, as far back as a complaint about the last may be heard. Nothing is too much where the
    /// clip may be shown in part.
    /// </summary>
    private void NoteDamage(long index)
    {
        var damaged = _notes.Damaged(index);
        if (_clip.IsPartial)
        {
            return;
        }

        // Several may be told of while one is read. Near the end of a part some of them may lie after it.
        if (_range.End >= _video.FrameCount || index + Ahead < _range.End)
        {
            damaged = Math.Max(damaged, _stream!.CorruptPictures);
        }

        if (damaged > Math.Max(1, _whole / 100))
        {
            throw _stream!.TooDamaged(_notes.DamagedFrames);
        }

        var near = _clip.Container is "mpeg" or "mpegts" or "flv" ? Ahead : PictureStream.Threads + MostReordered + 1;
        if (!_clip.IsStill && _video.FrameCount - index <= near)
        {
            throw _stream!.EndsDamaged(index);
        }
    }
}
