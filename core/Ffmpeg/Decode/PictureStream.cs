using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>
/// One running decoder: pictures of a clip in the order in which they are shown, each recognised by its own time stamp among those that
/// the packets promised.
/// </summary>
internal sealed class PictureStream : IAsyncDisposable
{
    private readonly ClipInfo _clip;
    private readonly SourceTimeline _timeline;
    private readonly ChildProcess _child;
    private readonly DecodeLog _log;
    private readonly StallWatch _watch;
    private readonly int _first;
    private int _last = -1;
    private int _delivered;

    private PictureStream(ClipInfo clip, ChildProcess child, DecodeLog log, int first, bool sought, TimeSpan stallLimit)
    {
        _clip = clip;
        _timeline = clip.Video!.Timeline!;
        _child = child;
        _log = log;
        _first = first;
        IsSought = sought;
        _watch = new StallWatch(child.Kill, stallLimit, TimeProvider.System);
    }

    /// <summary>Whether decoding began in the middle of the file.</summary>
    public bool IsSought { get; }

    /// <summary>Process id of the decoder.</summary>
    public int ProcessId => _child.Id;

    /// <summary>Starts a decoder that delivers from picture <paramref name="first"/> on.</summary>
    /// <param name="tools">The ffmpeg to run.</param>
    /// <param name="clip">The probed clip.</param>
    /// <param name="first">The first picture wanted.</param>
    /// <param name="seek">Whether to start at the key picture before it instead of the front.</param>
    /// <param name="stallLimit">Silence after which it is ended.</param>
    public static PictureStream Open(FfmpegTools tools, ClipInfo clip, int first, bool seek, TimeSpan stallLimit)
    {
        var video = clip.Video!;
        var timeline = video.Timeline!;
        var key = timeline.KeyPictureBefore(first);
        var seeks = seek && key > 0 && !timeline.IsCounted;
        var half = timeline.TimeBase.Numerator / (2.0 * timeline.TimeBase.Denominator);
        var log = new DecodeLog();
        var arguments = DecodeVideoArguments.Build(new DecodeVideoRequest
        {
            Path = clip.Path,
            Demuxer = clip.Demuxer,
            Stream = video.StreamIndex,
            SeekSeconds = seeks ? timeline.SecondsOf(key) : null,
            Select = first == 0 ? null
                : timeline.IsCounted ? FormattableString.Invariant($"gte(n,{first})")
                : $"gte(t,{FfmpegInput.Seconds(timeline.SecondsOf(first) - half)})",
            PixelFormat = video.Pixels!.FfmpegName,
            FromRgb = video.Pixels.FromRgb,
            Threads = Math.Clamp(Environment.ProcessorCount, 1, 8),
        });
        var child = FfmpegOutput.Start(new ChildProcessSpec(tools.FfmpegPath, arguments) { ErrorLine = log.Add });
        return new PictureStream(clip, child, log, first, seeks, stallLimit);
    }

    /// <summary>Reads the next picture into <paramref name="frame"/>.</summary>
    /// <returns>Its number and whether the decoder complained about it; -1 at the end.</returns>
    public async Task<(int Picture, bool Damaged)> ReadAsync(Frame frame, CancellationToken cancellationToken)
    {
        while (await FillAsync(frame.Bytes, cancellationToken).ConfigureAwait(false))
        {
            var mark = await _log.Marks.ReadAsync(cancellationToken).ConfigureAwait(false);
            var picture = _timeline.IsCounted ? _first + _delivered : Find(mark);

            // The decoder may complain about what lies between the key picture and the range; nobody sees those pictures.
            var damaged = mark.Damaged && (_delivered > 0 || !IsSought);
            _delivered++;
            if (picture > _last)
            {
                _last = picture;
                return (picture, damaged);
            }
        }

        return (-1, false);
    }

    /// <summary>Why the picture that frame <paramref name="frame"/> shows did not come.</summary>
    public async Task<HeyGemException> ExplainEndAsync(long frame, bool atEnd, CancellationToken cancellationToken)
    {
        if (_watch.Fired)
        {
            return new HeyGemException(ErrorCode.FfmpegStalled, $"Decoding {MediaName.Of(_clip.Path)} made no progress for {_watch.Limit.TotalSeconds:0} seconds at frame {frame}.");
        }

        var exit = atEnd ? await _child.WaitAsync(cancellationToken).ConfigureAwait(false) : 0;
        if (exit is > 128 or < 0)
        {
            return new HeyGemException(ErrorCode.FfmpegDied, $"ffmpeg crashed (code {exit}) while decoding {MediaName.Of(_clip.Path)} at frame {frame}.");
        }

        var video = _clip.Video!;
        var evidence = _log.LastComplaint is { } complaint ? new InvalidDataException(complaint) : null;
        var isCut = video.ReadableFrameCount < video.FrameCount || video.Timeline!.EndsWithFile;
        return atEnd && isCut
            ? new HeyGemException(ErrorCode.MediaTruncated, $"{MediaName.Of(_clip.Path)} ends early: frame {At(frame)} of {video.FrameCount} cannot be read.", evidence)
            : new HeyGemException(ErrorCode.MediaDamaged, $"Frame {At(frame)} of {MediaName.Of(_clip.Path)} cannot be decoded.", evidence);
    }

    /// <summary>More pictures are damaged than can be passed over.</summary>
    public HeyGemException TooDamaged(IReadOnlyList<long> frames) => new(
        ErrorCode.MediaDamaged,
        $"{frames.Count} frames of {MediaName.Of(_clip.Path)} up to {At(frames[^1])} are damaged, the first at {At(frames[0])}.",
        _log.LastComplaint is { } complaint ? new InvalidDataException(complaint) : null);

    private string At(long frame) => FormattableString.Invariant($"{frame} ({_clip.Video!.FrameRate.StartOf(frame).Seconds:0.##} s)");

    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();

        // It writes no file, so there is nothing that it would have to finish.
        _child.Kill();
        await _child.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<bool> FillAsync(Memory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            _watch.Wait();
            var read = await _child.StandardOutput.ReadAsync(bytes, cancellationToken).ConfigureAwait(false);
            _watch.Progress();
            if (read == 0)
            {
                return false;
            }

            bytes = bytes[read..];
        }

        return true;
    }

    private int Find(DecodedMark mark)
    {
        if (mark.Pts is not { } pts)
        {
            return _last + 1;
        }

        var unit = _timeline.TimeBase;
        if (mark.TimeBase != unit && mark.TimeBase.IsPositive)
        {
            var numerator = (Int128)pts * mark.TimeBase.Numerator * unit.Denominator;
            var denominator = (Int128)mark.TimeBase.Denominator * unit.Numerator;
            pts = (long)(((numerator * 2) + denominator) / (denominator * 2));
        }

        var at = _timeline.TimeStamps.BinarySearch(pts);
        if (at < 0)
        {
            return -1;
        }

        // Equal time stamps: the pictures come in order.
        while (at > 0 && _timeline.TimeStamps[at - 1] == pts)
        {
            at--;
        }

        while (at <= _last && at + 1 < _timeline.Count && _timeline.TimeStamps[at + 1] == pts)
        {
            at++;
        }

        return at;
    }
}
