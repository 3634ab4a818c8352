using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Segments;

/// <summary>
/// Proves that a joined file is its segments: every encoded picture is there again in its order and at a frame of its own, and the two
/// frames on each side of every joint are decoded without a complaint.
/// </summary>
internal sealed class JoinCheck(FfmpegTools tools, EncodeSpec target, IReadOnlyList<EncodedSegment> segments)
    : IResultCheck, IDisposable
{
    /// <summary>How many frames are decoded on each side of a joint.</summary>
    public const int Beside = 2;

    // Most of a look at one joint is the time that ffmpeg takes to start.
    private const int JointsAtOnce = 8;

    private readonly PictureDigests _pictures = new(target.FrameRate, [.. segments.Select(s => s.Frames)]);

    /// <inheritdoc/>
    public void Add(string line) => _pictures.Add(line);

    /// <inheritdoc/>
    public (long Pictures, long Sounds)? Count(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            if (PicturePackets.TryRead(file) is not { } packets)
            {
                return null;
            }

            packets.AddTo(_pictures, file, cancellationToken);
            return (packets.Count, packets.Sounds);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ResultCheck.Unreadable(target, e);
        }
    }

    /// <inheritdoc/>
    public void Judge()
    {
        if (_pictures.Fault is { } fault)
        {
            throw new HeyGemException(ErrorCode.OutputFailed, fault);
        }

        if (!_pictures.Digests.SequenceEqual(segments.Select(s => s.Pictures)))
        {
            throw new HeyGemException(
                ErrorCode.OutputFailed, $"The pictures of {MediaName.Of(target.OutputPath)} are not those of its segments.");
        }
    }

    /// <inheritdoc/>
    public async Task LookAsync(string path, CancellationToken cancellationToken)
    {
        foreach (var joints in Joints().Chunk(JointsAtOnce))
        {
            await DecodeAsync(path, joints, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _pictures.Dispose();

    /// <summary>The first frame after each joint.</summary>
    private IEnumerable<long> Joints()
    {
        long joint = 0;
        foreach (var segment in segments.SkipLast(1))
        {
            joint += segment.Frames;
            yield return joint;
        }
    }

    /// <summary>Decodes what lies around some joints, each read by itself from the key picture before it.</summary>
    private async Task DecodeAsync(string path, long[] joints, CancellationToken cancellationToken)
    {
        var expected = joints.Sum(joint => Last(joint) - First(joint));
        var decoded = 0;
        var (exit, tail) = await FfmpegOutput.ReadLinesAsync(
            tools.FfmpegPath,
            [
                "-hide_banner", "-nostdin", "-nostats", "-loglevel", "error",
                .. joints.SelectMany(joint => Around(path, joint)),
                .. joints.SelectMany((_, i) => new[] { "-map", FormattableString.Invariant($"{i}:v:0") }),
                "-fps_mode", "passthrough", "-f", "framecrc", "pipe:1",
            ],
            line => decoded += line.StartsWith('#') ? 0 : 1,
            cancellationToken).ConfigureAwait(false);
        if (exit != 0 || decoded != expected || tail.Count > 0)
        {
            throw new HeyGemException(
                ErrorCode.OutputFailed,
                $"{decoded} of {Counted.Of(expected, "frame")} around the joints {string.Join(", ", joints)} of " +
                    $"{MediaName.Of(target.OutputPath)} can be decoded. {string.Join(" | ", tail.TakeLast(2))}");
        }
    }

    private IEnumerable<string> Around(string path, long joint)
    {
        // Half a frame early: whichever way the times are rounded, the pictures are those that are meant.
        var (first, rate) = (First(joint), target.FrameRate.PerSecond);
        var from = Math.Max(0, (first - 0.5) / rate);

        // The filter between blocks only makes the picture nicer; nothing is read for it that could be wrong. More threads than one
        // cost more to start than so few frames take.
        return
        [
            "-threads", "1", "-skip_loop_filter", "all",
            "-ss", FfmpegInput.Seconds(from), "-t", FfmpegInput.Seconds(((Last(joint) - 0.5) / rate) - from),
            .. FfmpegInput.Of(path, null),
        ];
    }

    private static long First(long joint) => Math.Max(0, joint - Beside);

    private long Last(long joint) => Math.Min(joint + Beside, target.FrameCount);
}
