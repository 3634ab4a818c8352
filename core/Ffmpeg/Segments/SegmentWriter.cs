using System.Security.Cryptography;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Ffmpeg.Segments;

/// <summary>
/// Encodes a part of a result's picture into a file of its own, with the result's own settings and without sound; the file gets its name
/// when it was counted, hashed and flushed. Disposing before that leaves nothing. For one producer.
/// </summary>
internal sealed class SegmentWriter : IAsyncDisposable
{
    private readonly FfmpegTools _tools;
    private readonly EncodeSpec _spec;
    private readonly PartFile _part;
    private readonly EncoderProcess _encoder;

    private SegmentWriter(FfmpegTools tools, EncodeSpec spec, PartFile part, EncoderProcess encoder)
    {
        _tools = tools;
        _spec = spec;
        _part = part;
        _encoder = encoder;
    }

    /// <summary>Frames of the segment that are still to be written.</summary>
    public long FramesLeft => _spec.FrameCount - _encoder.FramesWritten;

    /// <summary>Process id of the encoder, for tests.</summary>
    public int ProcessId => _encoder.ProcessId;

    /// <summary>Starts the encoder.</summary>
    /// <param name="tools">The ffmpeg to run.</param>
    /// <param name="target">The whole result.</param>
    /// <param name="path">The segment's file, which does not exist; its folder does.</param>
    /// <param name="frames">Its frames.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/>, <see cref="ErrorCode.DiskFull"/>.</exception>
    public static SegmentWriter Open(FfmpegTools tools, EncodeSpec target, string path, int frames)
    {
        var spec = PartOf(target, frames);
        var part = PartFile.CreateAmong(path);
        try
        {
            var request = RequestOf(tools, spec, part.Path);
            return new SegmentWriter(tools, spec, part, EncoderProcess.Start(tools, spec, request, FfmpegOutput.StallLimit));
        }
        catch
        {
            part.Dispose();
            throw;
        }
    }

    /// <summary>All that decides how a frame of a result is encoded, as the encoder is told it.</summary>
    /// <param name="tools">The ffmpeg to run.</param>
    /// <param name="target">The result.</param>
    public static IReadOnlyList<string> Settings(FfmpegTools tools, EncodeSpec target)
    {
        var spec = PartOf(target, 1);
        return EncodeArguments.Build(RequestOf(tools, spec, "segment"));
    }

    /// <summary>Writes the next frame. The caller keeps the frame and may change it when the task ends.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.DiskFull"/>, <see cref="ErrorCode.FfmpegDied"/> or
    /// <see cref="ErrorCode.FfmpegStalled"/>.</exception>
    public ValueTask WriteAsync(Frame frame, CancellationToken cancellationToken) => _encoder.WriteAsync(frame, cancellationToken);

    /// <summary>Ends the file, counts and hashes it, and flushes it under its name.</summary>
    /// <exception cref="HeyGemException">As <see cref="WriteAsync"/>, or <see cref="ErrorCode.OutputFailed"/> when the file does not hold
    /// every frame at its time.</exception>
    public async Task<EncodedSegment> FinishAsync(CancellationToken cancellationToken)
    {
        var frames = (int)_spec.FrameCount;
        var limit = _encoder.StallLimit;
        await _encoder.EndAsync(cancellationToken).ConfigureAwait(false);
        await ResultFile.MarkPicturesAsync(_tools, _spec, _part.Path, limit, cancellationToken).ConfigureAwait(false);
        var held = await Task.Run(() => ReadOwn(_spec, _part.Path, frames, cancellationToken), cancellationToken).ConfigureAwait(false)
            ?? await ReadBackAsync(_tools, _spec, _part.Path, frames, cancellationToken).ConfigureAwait(false);
        return held with { Path = _part.Publish() };
    }

    /// <summary>
    /// Counts and hashes a segment's file that our encoder wrote, by its own index, which takes no start of ffmpeg.
    /// </summary>
    /// <param name="target">The whole result.</param>
    /// <param name="path">The file.</param>
    /// <param name="frames">How many frames are to be in it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What <see cref="ReadBackAsync"/> gives of the same file; null where ffmpeg has to be asked how it is built.</returns>
    /// <exception cref="HeyGemException">As <see cref="ReadBackAsync"/>.</exception>
    internal static EncodedSegment? ReadOwn(EncodeSpec target, string path, int frames, CancellationToken cancellationToken)
    {
        var part = PartOf(target, frames);
        try
        {
            using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            if (PicturePackets.TryRead(file) is not { } packets)
            {
                return null;
            }

            ResultCheck.Judge(part, packets.Count, packets.Sounds, string.Empty);
            using var pictures = new PictureDigests(part.FrameRate, [frames]);
            packets.AddTo(pictures, file, cancellationToken);
            using var whole = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
            return Of((path, frames), pictures, Convert.ToHexStringLower(SHA256.HashData(whole)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ResultCheck.Unreadable(part, e);
        }
    }

    /// <summary>Counts and hashes a segment's file.</summary>
    /// <param name="tools">The ffmpeg to ask.</param>
    /// <param name="target">The whole result.</param>
    /// <param name="path">The file.</param>
    /// <param name="frames">How many frames are to be in it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputFailed"/> when the file does not hold every frame at its time;
    /// <see cref="ErrorCode.FfmpegStalled"/>.</exception>
    public static async Task<EncodedSegment> ReadBackAsync(
        FfmpegTools tools, EncodeSpec target, string path, int frames, CancellationToken cancellationToken)
    {
        using var pictures = new PictureDigests(target.FrameRate, [frames]);
        var part = PartOf(target, frames);
        var (_, sha256) = await ResultCheck.CountAndHashAsync(
            path, part, token => ResultCheck.CountFramesAsync(tools, path, part, pictures.Add, FfmpegOutput.StallLimit, token),
            cancellationToken).ConfigureAwait(false);
        return Of((path, frames), pictures, sha256);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _encoder.DisposeAsync().ConfigureAwait(false);
        _part.Dispose();
    }

    private static EncodedSegment Of((string Path, int Frames) file, PictureDigests pictures, string sha256)
    {
        if (pictures.Fault is { } fault)
        {
            throw new HeyGemException(ErrorCode.OutputFailed, fault);
        }

        var (bytes, description) = (new FileInfo(file.Path).Length, PictureDescription.DigestOf(file.Path));
        return new EncodedSegment(file.Path, file.Frames, bytes, sha256, pictures.Digests[0], description);
    }

    /// <summary>The result's own words, its name in messages included, for a part of its picture.</summary>
    private static EncodeSpec PartOf(EncodeSpec target, int frames) => target with
    {
        FrameCount = frames,
        Audio = null,
        StartTimecode = null,
        Tags = new Dictionary<string, string>(),
    };

    private static EncodeRequest RequestOf(FfmpegTools tools, EncodeSpec spec, string path)
    {
        var profile = EncodeProfiles.Of(spec.Format, spec.Source);
        var request = ResultFile.RequestOf(spec, new PictureEncoding(spec, profile, tools), path);

        // A look at the joint begins at the key picture before its frames: the others of the group are then not decoded for it.
        var key = FormattableString.Invariant($"expr:eq(n,{spec.FrameCount - JoinCheck.Beside - 1})");
        return profile == EncodeProfile.H264 ? request with { Codec = [.. request.Codec, "-force_key_frames", key] } : request;
    }
}
