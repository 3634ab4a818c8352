using System.Globalization;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Ffmpeg.Segments;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Splice;

/// <summary>The picture of a finished result, cut into files by stream copy: no picture is decoded.</summary>
internal static class ResultParts
{
    /// <summary>Reads the list of a result's encoded pictures.</summary>
    /// <param name="tools">The ffmpeg to run.</param>
    /// <param name="path">The result.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.CorrectionMismatch"/>: it cannot be read.</exception>
    public static async Task<ResultPictures> ReadAsync(FfmpegTools tools, string path, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        var (exit, tail) = await FfmpegOutput.ReadLinesAsync(
            tools.FfmpegPath,
            [
                "-hide_banner", "-nostdin", "-nostats", "-loglevel", "error",
                .. FfmpegInput.Of(path, null), "-map", "0:v:0", "-c", "copy", "-f", "framecrc", "pipe:1",
            ],
            lines.Add,
            cancellationToken).ConfigureAwait(false);
        return exit == 0 ? new ResultPictures(lines) : throw new HeyGemException(
            ErrorCode.CorrectionMismatch, $"{MediaName.Of(path)} cannot be read: {string.Join(" | ", tail.TakeLast(2))}");
    }

    /// <summary>Writes the frames before and after some into files of their own.</summary>
    /// <param name="tools">The ffmpeg to run.</param>
    /// <param name="result">The result and the list of its pictures.</param>
    /// <param name="target">The result that they become part of; says how many frames there are.</param>
    /// <param name="replaced">The frames between; begins where <see cref="ResultPictures.Begins"/> and ends before such a frame, or at the
    /// end.</param>
    /// <param name="folder">Where the files go; is ours and empty.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The parts before and after, null where there are none.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputFailed"/>, <see cref="ErrorCode.DiskFull"/>.</exception>
    public static async Task<(EncodedSegment? Before, EncodedSegment? After)> CutAsync(
        FfmpegTools tools, (string Path, ResultPictures Pictures) result, EncodeSpec target, FrameRange replaced, string folder,
        CancellationToken cancellationToken)
    {
        var path = result.Path;
        long[] cuts = [.. new[] { replaced.Start, replaced.End }.Where(cut => cut > 0 && cut < target.FrameCount)];
        if (cuts.Length == 0)
        {
            return (null, null);
        }

        var extension = Path.GetExtension(target.OutputPath);
        var (exit, tail) = await FfmpegOutput.ReadLinesAsync(
            tools.FfmpegPath,
            [
                "-hide_banner", "-nostdin", "-nostats", "-loglevel", "error", "-y",
                .. FfmpegInput.Of(path, null), "-map", "0:v:0", "-map_metadata", "-1", "-map_metadata:s:v:0", "0:s:v:0", "-c", "copy",
                "-f", "segment", "-segment_format", extension[1..], "-reset_timestamps", "1",
                "-segment_frames", string.Join(',', cuts.Select(cut => cut.ToString(CultureInfo.InvariantCulture))),

                // A percent sign in the folder's name would be read as a number's place.
                "file:" + Path.Combine(folder, "part").Replace("%", "%%", StringComparison.Ordinal) + "%d" + extension,
            ],
            _ => { },
            cancellationToken).ConfigureAwait(false);
        if (exit != 0)
        {
            throw tail.Any(line => line.Contains("No space left", StringComparison.Ordinal))
                ? new HeyGemException(ErrorCode.DiskFull, $"There is no room for the parts of {MediaName.Of(path)}.")
                : new HeyGemException(
                    ErrorCode.OutputFailed, $"{MediaName.Of(path)} cannot be cut: {string.Join(" | ", tail.TakeLast(2))}");
        }

        string PartOf(int number) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"part{number}{extension}"));
        int[] lengths = [.. cuts.Append(target.FrameCount).Select((cut, i) => (int)(cut - (i == 0 ? 0 : cuts[i - 1])))];
        var digests = result.Pictures.Digests(target.FrameRate, lengths);
        EncodedSegment Part(int number) => new(
            PartOf(number), lengths[number], new FileInfo(PartOf(number)).Length, string.Empty, digests[number],
            PictureDescription.DigestOf(PartOf(number)));
        return (replaced.Start > 0 ? Part(0) : null, replaced.End < target.FrameCount ? Part(cuts.Length) : null);
    }
}

/// <summary>The encoded pictures of a result in the order of its file.</summary>
/// <param name="lines">ffmpeg's list of them.</param>
internal sealed class ResultPictures(IReadOnlyList<string> lines)
{
    // Groups are closed: all pictures that are shown before a key picture come before it.
    private readonly bool[] _keys = [.. lines.Where(line => !line.StartsWith('#')).Select(IsKey)];

    /// <summary>How many there are.</summary>
    public int Count => _keys.Length;

    /// <summary>Whether a frame can be the first of a part: a key picture that needs nothing before it.</summary>
    public bool Begins(int frame) => _keys[frame];

    /// <summary>The digests of parts of some lengths.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.CorrectionMismatch"/>: a picture is not at a frame of its own.</exception>
    public IReadOnlyList<string> Digests(FrameRate rate, IReadOnlyList<int> lengths)
    {
        using var digests = new PictureDigests(rate, lengths);
        foreach (var line in lines)
        {
            digests.Add(line);
        }

        return digests.Fault is { } fault ? throw new HeyGemException(ErrorCode.CorrectionMismatch, fault) : digests.Digests;
    }

    private static bool IsKey(string line)
    {
        // ffmpeg writes a packet's flags where they are not those of a key picture.
        var flags = line.Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(f => f.StartsWith("F=0x", StringComparison.Ordinal));
        return flags is null
            || (int.TryParse(flags.AsSpan(4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits) && (bits & 1) != 0);
    }
}
