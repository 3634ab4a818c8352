using System.Globalization;
using System.Text;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Segments;

/// <summary>
/// Makes a result of its segments: their pictures are copied as they are, the sound is encoded beside them. The program that joins waits
/// for its segments from the opening on. Disposing before the end stops it and leaves nothing.
/// </summary>
internal sealed class SegmentJoin : IAsyncDisposable
{
    private const decimal Microseconds = 1_000_000;

    private readonly FfmpegTools _tools;
    private readonly EncodeSpec _target;
    private readonly ResultFile _result;
    private readonly EncoderProcess _joiner;

    private SegmentJoin(FfmpegTools tools, EncodeSpec target, ResultFile result, EncoderProcess joiner)
    {
        _tools = tools;
        _target = target;
        _result = result;
        _joiner = joiner;
    }

    /// <summary>Whether segments in a folder can be joined: ffmpeg reads their list, line by line.</summary>
    public static bool CanReadFrom(FfmpegTools tools, string folder) =>
        tools.ReadsLists && !Path.GetFullPath(folder).AsSpan().ContainsAny('\n', '\r');

    /// <summary>Checks that the result can be written, and starts the program.</summary>
    /// <param name="tools">The ffmpeg to run.</param>
    /// <param name="target">The result.</param>
    /// <param name="cancellationToken">Cancels the opening; nothing is left.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/>, <see cref="ErrorCode.DiskFull"/>,
    /// <see cref="ErrorCode.FfmpegMissing"/>, or what the sound file's probe throws.</exception>
    public static async Task<SegmentJoin> OpenAsync(FfmpegTools tools, EncodeSpec target, CancellationToken cancellationToken)
    {
        var result = await ResultFile.OpenAsync(tools, target, cancellationToken).ConfigureAwait(false);
        try
        {
            return new SegmentJoin(
                tools, target, result,
                EncoderProcess.Start(tools, target, result.Request with { Joins = true }, FfmpegOutput.StallLimit));
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>Opens, joins, verifies and publishes.</summary>
    /// <param name="tools">The ffmpeg to run.</param>
    /// <param name="target">The result.</param>
    /// <param name="segments">Its segments in order.</param>
    /// <param name="cancellationToken">Stops it; nothing is left.</param>
    /// <exception cref="HeyGemException">As <see cref="OpenAsync"/> and <see cref="FinishAsync"/>.</exception>
    public static async Task<EncodedFile> RunAsync(
        FfmpegTools tools, EncodeSpec target, IReadOnlyList<EncodedSegment> segments, CancellationToken cancellationToken)
    {
        var join = await OpenAsync(tools, target, cancellationToken).ConfigureAwait(false);
        await using (join.ConfigureAwait(false))
        {
            return await join.FinishAsync(segments, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Joins, verifies and publishes.</summary>
    /// <param name="segments">The segments in order.</param>
    /// <param name="cancellationToken">Stops it; nothing is left.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputFailed"/>, <see cref="ErrorCode.OutputNotWritable"/>,
    /// <see cref="ErrorCode.DiskFull"/>, <see cref="ErrorCode.FfmpegDied"/>, <see cref="ErrorCode.FfmpegStalled"/>.</exception>
    public async Task<EncodedFile> FinishAsync(IReadOnlyList<EncodedSegment> segments, CancellationToken cancellationToken)
    {
        if (segments.Any(segment => segment.Description != segments[0].Description))
        {
            throw new HeyGemException(
                ErrorCode.OutputFailed, $"The segments of {MediaName.Of(_target.OutputPath)} are not encoded in one way.");
        }

        try
        {
            await _joiner.WriteAsync(Encoding.UTF8.GetBytes(ListOf(segments, _target.FrameRate)), cancellationToken).ConfigureAwait(false);
            await _joiner.EndAsync(cancellationToken).ConfigureAwait(false);
            using var check = new JoinCheck(_tools, _target, segments);
            return await _result.FinishAsync(check, _joiner.StallLimit, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when ((_result.Lost(e) ?? Lost(segments, e)) is { } lost)
        {
            throw lost;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _joiner.DisposeAsync().ConfigureAwait(false);
        _result.Dispose();
    }

    /// <summary>
    /// The list that ffmpeg reads. Each length is what lies between two beginnings, both rounded to the list's microseconds, so that no
    /// rounding adds up: ffmpeg rounds a beginning to the file's own units again, of which a microsecond is a small part.
    /// </summary>
    internal static string ListOf(IReadOnlyList<EncodedSegment> segments, FrameRate rate)
    {
        var list = new StringBuilder("ffconcat version 1.0\n");
        long frame = 0;
        foreach (var segment in segments)
        {
            var length = StartOf(frame + segment.Frames, rate) - StartOf(frame, rate);
            list.Append(CultureInfo.InvariantCulture, $"file 'file:{segment.Path.Replace("'", @"'\''", StringComparison.Ordinal)}'\n");
            list.Append(CultureInfo.InvariantCulture, $"duration {length / Microseconds:0.000000}\n");
            frame += segment.Frames;
        }

        return list.ToString();
    }

    private static HeyGemException? Lost(IReadOnlyList<EncodedSegment> segments, Exception cause) =>
        cause is not OperationCanceledException && segments.FirstOrDefault(segment => !File.Exists(segment.Path)) is { } lost
            ? new HeyGemException(
                ErrorCode.OutputNotWritable,
                $"'{Path.GetDirectoryName(lost.Path)}' was removed, renamed or disconnected while results were written there.", cause)
            : null;

    private static decimal StartOf(long frame, FrameRate rate) =>
        Math.Round((decimal)frame * rate.Denominator * Microseconds / rate.Numerator);
}
