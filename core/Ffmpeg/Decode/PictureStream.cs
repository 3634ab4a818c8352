using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>
/// One running decoder: pictures of a clip in the order in which they are shown, each recognised by the time stamp that comes with its
/// pixels among those that the packets promised.
/// </summary>
internal sealed class PictureStream : IAsyncDisposable
{
    private readonly ClipInfo _clip;
    private readonly SourceTimeline _timeline;
    private readonly ChildProcess _child;
    private readonly DecodeComplaints _complaints;
    private readonly NutReader _nut;
    private readonly StallWatch _watch;
    private readonly int _first;
    private int _last = -1;
    private int _delivered;
    private int _corruptBefore;
    private int _heard;
    private bool _startTold;

    private PictureStream(ClipInfo clip, ChildProcess child, DecodeComplaints complaints, int first, bool sought, TimeSpan stallLimit)
    {
        _clip = clip;
        _timeline = clip.Video!.Timeline!;
        _child = child;
        _complaints = complaints;
        _nut = new NutReader(ReadAsync);
        _first = first;
        IsSought = sought;
        _watch = new StallWatch(child.Kill, stallLimit, TimeProvider.System);
    }

    /// <summary>
    /// Room between the first picture and time 0 of what the decoder sends, for pictures before it that are decoded, too.
    /// </summary>
    private const long Margin = 1L << 32;

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
        var complaints = new DecodeComplaints();
        var arguments = DecodeVideoArguments.Build(new DecodeVideoRequest
        {
            Path = clip.Path,
            Demuxer = clip.Demuxer,
            Stream = video.StreamIndex,
            SeekSeconds = seeks ? timeline.SecondsOf(key) : null,
            Select = first == 0 ? null
                : timeline.IsCounted ? FormattableString.Invariant($"gte(n,{first})")
                : $"gte(t,{FfmpegInput.Seconds(timeline.SecondsOf(first) - half)})",
            TimeBase = timeline.TimeBase,
            Shift = timeline.IsCounted ? null : Margin - timeline.TimeStamps[0],
            PixelFormat = video.Pixels!.FfmpegName,
            FromRgb = video.Pixels.FromRgb,
            FromGrey = video.Pixels.IsGrey,
            Decoder = video.Layout.HasAlpha ? video.Pixels.AlphaDecoder : null,
            Threads = Threads,
        });

        // No wider than a picture, so that a complaint is heard near the picture that it is about.
        var pictureBytes = (int)Math.Min(1 << 20, video.Layout.FrameBytes(video.Width, video.Height));
        var child = FfmpegOutput.Start(
            new ChildProcessSpec(tools.FfmpegPath, arguments) { ErrorLine = complaints.Add, OutputPipeBytes = pictureBytes });
        return new PictureStream(clip, child, complaints, first, seeks, stallLimit);
    }

    /// <summary>Pictures that are decoded at once.</summary>
    public static int Threads { get; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>
    /// Reads the next picture into <paramref name="frame"/>. Blocks: a picture comes in up to a hundred pieces, and to be called back for
    /// each costs more than the reading. A token that is cancelled ends the decoder.
    /// </summary>
    /// <returns>Its number and whether the decoder complained since the picture before; -1 at the end.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.MediaUnsupported"/>: the picture is of another size than the
    /// clip's.</exception>
    public async Task<(int Picture, bool Damaged)> ReadAsync(Frame frame, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(_child.Kill);
        try
        {
            while (await _nut.NextAsync(cancellationToken).ConfigureAwait(false) is { } next)
            {
                if (next.Bytes != frame.Bytes.Length || _nut.Size != (frame.Width, frame.Height))
                {
                    throw OtherSize(frame, next);
                }

                if (!await _nut.FillAsync(frame.Bytes, cancellationToken).ConfigureAwait(false))
                {
                    break;
                }

                var picture = _timeline.IsCounted ? _first + _delivered : Find(next.Pts);

                // The decoder may complain about what lies between the key picture and the range; nobody sees those pictures.
                var damaged = HasComplained() && (_delivered > 0 || !IsSought);
                _corruptBefore = _delivered == 0 && IsSought ? _complaints.CorruptPictures : _corruptBefore;
                _delivered++;
                if (picture > _last)
                {
                    _last = picture;
                    return (picture, damaged);
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw new HeyGemException(
                ErrorCode.FfmpegDied, $"ffmpeg sent no pictures of {MediaName.Of(_clip.Path)} that can be read: {e.Message}", e);
        }
        catch (EndOfStreamException)
        {
            // It ended in the middle of a picture's header: whoever asks finds out why.
        }

        return (-1, false);
    }

    private HeyGemException OtherSize(Frame frame, NutFrame next)
    {
        var (name, video) = (MediaName.Of(_clip.Path), _clip.Video!);
        var picture = _timeline.IsCounted ? _first + _delivered : Find(next.Pts);
        var turned = _nut.Size == (frame.Height, frame.Width) ? " or is turned by its own stream" : string.Empty;
        var at = picture > 0 ? $" at {At(new FrameRange(_timeline.FrameOf(picture, video.FrameRate), 1))}" : string.Empty;
        return new HeyGemException(
            ErrorCode.MediaUnsupported,
            $"The picture of {name} changes its size{turned}{at}: its file says {frame.Width} x {frame.Height}, its decoder " +
                $"{(_nut.Size == (frame.Width, frame.Height) ? "another" : $"{_nut.Size.Width} x {_nut.Size.Height}")}.")
        { Hint = "Cut the clip there, or convert it to one size." };
    }

    /// <summary>Damaged pictures that the decoder has told of, sent or not yet, apart from those before the range.</summary>
    public int CorruptPictures => _complaints.CorruptPictures - _corruptBefore;

    /// <summary>Sizes of pictures that were scaled to the first one's, such as <c>640 x 360</c>.</summary>
    public IReadOnlyCollection<string> OtherSizes => _complaints.OtherSizes;

    /// <summary>
    /// Whether the decoder has complained before the clip's first picture, where that is the first one wanted; true once, when that is
    /// heard, which may be many pictures later.
    /// </summary>
    public bool HasComplainedOfStart()
    {
        var isNew = !_startTold && _first == 0 && _complaints.HasComplainedEarly;
        _startTold |= isNew;
        return isNew;
    }

    /// <summary>Whether the decoder has complained since this was asked last, apart from before its first picture.</summary>
    public bool HasComplained()
    {
        var heard = _complaints.Count;
        return Interlocked.Exchange(ref _heard, heard) != heard;
    }

    /// <summary>Waits for the end of a decoder that has delivered everything.</summary>
    public Task<int> EndAsync(CancellationToken cancellationToken) => _child.WaitAsync(cancellationToken);

    /// <summary>Whether the end of the pictures is the decoder's death.</summary>
    public async Task<bool> HasDiedAsync(CancellationToken cancellationToken) =>
        !_watch.Fired && ToolExit.IsDeath(await _child.WaitAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Why the pictures of some frames did not come.</summary>
    /// <param name="frames">The frames that show them.</param>
    /// <param name="atEnd">Whether no picture came after them.</param>
    /// <param name="cancellationToken">Stops waiting for the decoder's end.</param>
    public async Task<HeyGemException> ExplainAsync(FrameRange frames, bool atEnd, CancellationToken cancellationToken)
    {
        var name = MediaName.Of(_clip.Path);
        if (_watch.Fired)
        {
            return new HeyGemException(
                ErrorCode.FfmpegStalled,
                    $"Decoding {name} made no progress for {_watch.Limit.TotalSeconds:0} seconds at frame {frames.Start}.");
        }

        var exit = atEnd ? await _child.WaitAsync(cancellationToken).ConfigureAwait(false) : 0;
        if (ToolExit.IsDeath(exit))
        {
            return ToolExit.Died("ffmpeg", exit, _child.ErrorTail, $"while decoding {name} at frame {frames.Start}");
        }

        var video = _clip.Video!;
        var evidence = _complaints.Last is { } complaint ? new InvalidDataException(complaint) : null;
        var isCut = video.ReadableFrameCount < video.FrameCount || video.Timeline!.EndsWithFile;
        return atEnd && isCut
            ? new HeyGemException(ErrorCode.MediaTruncated, $"{name} ends early: {At(frames)} of {video.FrameCount} cannot be read.",
                evidence)
            : new HeyGemException(ErrorCode.MediaDamaged, $"{At(frames)} of {name} cannot be decoded.", evidence);
    }

    /// <summary>More pictures are damaged than can be passed over.</summary>
    public HeyGemException TooDamaged(IReadOnlyList<long> frames) => new(
        ErrorCode.MediaDamaged,
        $"{MediaName.Of(_clip.Path)} has {Counted.Of(Math.Max(frames.Count, CorruptPictures), "damaged frame")}: " +
            $"{ClipWarnings.Frames(frames, _clip.Video!.FrameRate)}.",
        _complaints.Last is { } complaint ? new InvalidDataException(complaint) : null);

    /// <summary>The last picture that the file holds is damaged: the file was cut in it.</summary>
    public HeyGemException EndsDamaged(long frame) => new(
        ErrorCode.MediaTruncated,
        $"{MediaName.Of(_clip.Path)} ends in the middle of a picture: {At(new FrameRange(frame, 1))} of " +
            $"{_clip.Video!.FrameCount} is damaged.",
        _complaints.Last is { } complaint ? new InvalidDataException(complaint) : null);

    private string At(FrameRange frames) => ClipWarnings.Frames(frames, _clip.Video!.FrameRate);

    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();

        // It writes no file, so there is nothing that it would have to finish.
        _child.Kill();
        await _child.DisposeAsync().ConfigureAwait(false);
    }

    private ValueTask<int> ReadAsync(Memory<byte> bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _watch.Wait();
        var read = _child.StandardOutput.Read(bytes.Span);
        _watch.Progress();
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(read);
    }

    /// <summary>The picture that has a time stamp, or -1.</summary>
    private int Find(long sent)
    {
        var (from, to) = (_nut.TimeBase, _timeline.TimeBase);
        var numerator = (Int128)sent * from.Numerator * to.Denominator;
        var denominator = (Int128)from.Denominator * to.Numerator;
        var pts = (long)(((numerator * 2) + denominator) / (denominator * 2)) - Margin + _timeline.TimeStamps[0];
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
