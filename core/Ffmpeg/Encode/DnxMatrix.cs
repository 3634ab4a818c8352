using System.Globalization;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>
/// The matrix that every DNxHR picture names in its own header, which players obey before the container's. ffmpeg's encoder always writes
/// BT.709. A clip of another matrix is converted to BT.709; a BT.2020 clip keeps its matrix, and its pictures are marked afterwards.
/// </summary>
internal static class DnxMatrix
{
    /// <summary>Where the two bits of the matrix lie in a picture's header.</summary>
    private const int HeaderByte = 0x2C;

    /// <summary>The matrix that has to be converted to BT.709, in ffmpeg's words; null where none has to.</summary>
    /// <param name="source">The clip. One of standard definition that does not say is BT.601.</param>
    public static string? Converted(VideoStreamInfo source) => source.Colour.Matrix switch
    {
        "smpte170m" or "bt470bg" or "fcc" or "smpte240m" or "ycgco" => source.Colour.Matrix,
        null when source.Width < 1280 && source.Height < 720 => "smpte170m",
        _ => null,
    };

    /// <summary>
    /// A filter for studio-range pictures that changes the matrix alone: primaries and transfer are called the same on both sides, whatever
    /// they are.
    /// </summary>
    /// <param name="matrix">The present matrix.</param>
    public static string Filter(string matrix) =>
        $"colorspace=ispace={matrix}:space=bt709:irange=tv:range=tv:iprimaries=bt709:primaries=bt709:itrc=bt709:trc=bt709";

    /// <summary>Whether pictures have to be marked.</summary>
    /// <param name="profile">How they were encoded.</param>
    /// <param name="source">The clip.</param>
    public static bool MustBeMarked(EncodeProfile profile, VideoStreamInfo source) =>
        profile == EncodeProfile.DnxHrHqx && source.Colour.Matrix is "bt2020nc" or "bt2020c";

    /// <summary>Writes the matrix into each picture of a finished file that is still ours.</summary>
    /// <param name="tools">The ffmpeg to ask where the pictures are.</param>
    /// <param name="path">The file.</param>
    /// <param name="matrix"><c>bt2020nc</c> or <c>bt2020c</c>.</param>
    /// <param name="stallLimit">Silence after which ffprobe is stopped.</param>
    /// <param name="cancellationToken">Stops it; the file is then of no use.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputFailed"/>: a picture is not where the file says.</exception>
    public static async Task MarkAsync(
        FfmpegTools tools, string path, string matrix, TimeSpan stallLimit, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        var bits = matrix == "bt2020nc" ? 0b010 : 0b100;
        var lost = 0;
        var (exit, tail) = await FfmpegOutput.ReadLinesAsync(
            tools.FfprobePath, ProbeArguments.PicturePositions(path), Mark, stallLimit, cancellationToken).ConfigureAwait(false);
        if (exit != 0 || lost > 0)
        {
            throw new HeyGemException(ErrorCode.OutputFailed, $"Pictures of the result cannot be marked. {string.Join(" | ", tail)}");
        }

        void Mark(string line)
        {
            Span<byte> head = stackalloc byte[HeaderByte + 1];
            if (!long.TryParse(line.AsSpan().TrimEnd(','), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
                || RandomAccess.Read(file, head, at) < head.Length || !head.StartsWith((ReadOnlySpan<byte>)[0, 0, 2, 0x80]))
            {
                lost++;
                return;
            }

            head[^1] = (byte)((head[^1] & ~0b110) | bits);
            RandomAccess.Write(file, head[^1..], at + HeaderByte);
        }
    }
}
