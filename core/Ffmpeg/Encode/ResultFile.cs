using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>
/// A result on its way: how it is encoded, the file beside its final name, and what is done to that file when the encoder has ended.
/// Disposing removes the file unless it was published.
/// </summary>
internal sealed class ResultFile : IDisposable
{
    private readonly FfmpegTools _tools;
    private readonly EncodeSpec _spec;
    private readonly EncodeProfile _profile;
    private readonly PictureEncoding _picture;
    private readonly PartFile _part;
    private readonly IReadOnlyList<string> _mixed;

    private ResultFile(FfmpegTools tools, EncodeSpec spec, PictureEncoding picture, PartFile part,
        (EncodeSound? Sound, IReadOnlyList<string> Warnings) sound)
    {
        _tools = tools;
        _spec = spec;
        _profile = EncodeProfiles.Of(spec.Format, spec.Source);
        _picture = picture;
        _part = part;
        _mixed = sound.Warnings;
        Request = RequestOf(spec, picture, part.Path) with { Sound = sound.Sound };
    }

    /// <summary>How the encoder writes it.</summary>
    public EncodeRequest Request { get; }

    /// <summary>Checks that it can be written, and makes the empty file.</summary>
    /// <param name="tools">The ffmpeg to run.</param>
    /// <param name="spec">What to write.</param>
    /// <param name="cancellationToken">Cancels the opening; nothing is left.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/>, <see cref="ErrorCode.DiskFull"/>,
    /// <see cref="ErrorCode.FfmpegUnsupported"/>, <see cref="ErrorCode.MediaNoAudioStream"/>, or what the sound file's probe
    /// throws.</exception>
    public static async Task<ResultFile> OpenAsync(FfmpegTools tools, EncodeSpec spec, CancellationToken cancellationToken)
    {
        var profile = EncodeProfiles.Of(spec.Format, spec.Source);
        var picture = new PictureEncoding(spec, profile, tools);
        if (!tools.Encoders.Contains(picture.Codec[1]))
        {
            throw new HeyGemException(ErrorCode.FfmpegUnsupported, $"This ffmpeg has no encoder {picture.Codec[1]}.");
        }

        var sound = await SoundEncoding.OfAsync(tools, spec, profile == EncodeProfile.H264, cancellationToken).ConfigureAwait(false);
        return new ResultFile(tools, spec, picture, PartFile.Create(spec.OutputPath), sound);
    }

    /// <summary>How a file of this kind is written, without its sound.</summary>
    /// <param name="spec">What it is.</param>
    /// <param name="picture">How its picture is encoded.</param>
    /// <param name="path">Where it is written.</param>
    public static EncodeRequest RequestOf(EncodeSpec spec, PictureEncoding picture, string path) => new()
    {
        OutputPath = path,
        IsMp4 = EncodeProfiles.Of(spec.Format, spec.Source) == EncodeProfile.H264,
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
        Tracks = spec.Tracks,
    };

    /// <summary>Writes into the pictures themselves what the encoder cannot.</summary>
    /// <param name="stallLimit">Silence after which a tool is ended.</param>
    /// <param name="cancellationToken">Stops it; the file is then of no use.</param>
    public Task MarkPicturesAsync(TimeSpan stallLimit, CancellationToken cancellationToken) =>
        MarkPicturesAsync(_tools, _spec, _part.Path, stallLimit, cancellationToken);

    /// <summary>The same for a file that is not a result.</summary>
    public static Task MarkPicturesAsync(
        FfmpegTools tools, EncodeSpec spec, string path, TimeSpan stallLimit, CancellationToken cancellationToken) =>
        DnxMatrix.MustBeMarked(EncodeProfiles.Of(spec.Format, spec.Source), spec.Source)
            ? DnxMatrix.MarkAsync(tools, path, spec.Source.Colour.Matrix!, stallLimit, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Completes the encoded file's boxes, counts what is in it and gives it its name.</summary>
    /// <param name="check">Sees the file and its packets, and throws where they are not what they should be; or null.</param>
    /// <param name="stallLimit">Silence after which a tool is ended.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputFailed"/>, <see cref="ErrorCode.DiskFull"/>,
    /// <see cref="ErrorCode.FfmpegStalled"/>.</exception>
    public async Task<EncodedFile> FinishAsync(IResultCheck? check, TimeSpan stallLimit, CancellationToken cancellationToken)
    {
        if (_picture.AtomIsTopFirst is { } topFirst)
        {
            FieldOrderAtom.Write(_part.Path, topFirst);
        }

        if (_spec.Source.Hdr is { } hdr)
        {
            HdrBoxes.Insert(_part.Path, hdr);
        }

        // ffprobe is asked, and the check looks, while ffmpeg counts.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asking = ResultFacts.OfAsync(_tools, _part.Path, stop.Token);
        var looking = check?.LookAsync(_part.Path, stop.Token) ?? Task.CompletedTask;
        try
        {
            var (frames, sha256) = await ResultCheck.CountAndHashAsync(
                _part.Path, _spec, token => CountAsync(check, stallLimit, token), cancellationToken).ConfigureAwait(false);
            check?.Judge();
            await looking.ConfigureAwait(false);
            var facts = await asking.ConfigureAwait(false);
            var path = _part.Publish();
            return new EncodedFile(path, frames, new FileInfo(path).Length, sha256, facts, [.. _picture.Warnings, .. _mixed]);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)asking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc cref="PartFile.Lost"/>
    public HeyGemException? Lost(Exception cause) => _part.Lost(cause);

    /// <inheritdoc/>
    public void Dispose() => _part.Dispose();

    private async Task<long> CountAsync(IResultCheck? check, TimeSpan stallLimit, CancellationToken cancellationToken)
    {
        var counted = check is null
            ? null : await Task.Run(() => check.Count(_part.Path, cancellationToken), cancellationToken).ConfigureAwait(false);
        return counted is var (pictures, sounds)
            ? ResultCheck.Judge(_spec, pictures, sounds, string.Empty)
            : await ResultCheck.CountFramesAsync(
                _tools, _part.Path, _spec, check is null ? null : check.Add, stallLimit, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>Looks at a finished file before it is published.</summary>
internal interface IResultCheck
{
    /// <summary>Reads every packet of the file and counts them; null, with nothing read, where ffmpeg has to list them.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    (long Pictures, long Sounds)? Count(string path, CancellationToken cancellationToken);

    /// <summary>Takes a line of the file's packet list, where it was not read.</summary>
    void Add(string line);

    /// <summary>Judges the packets when all were taken.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputFailed"/>: they are not what they should be.</exception>
    void Judge();

    /// <summary>Looks into the file, while its packets are read.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputFailed"/>: it is not what it should be.</exception>
    Task LookAsync(string path, CancellationToken cancellationToken);
}
