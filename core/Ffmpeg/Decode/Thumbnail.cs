using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>Makes the small pictures by which editors recognise clips.</summary>
public static class Thumbnail
{
    private const int Size = 320;
    private const double Usual = 0.5;

    /// <summary>Writes a JPEG of at most 320 pixels a side: the picture half a second in, or the first where the clip is shorter.</summary>
    /// <param name="ffmpeg">The ffmpeg to run.</param>
    /// <param name="path">Absolute path of the clip.</param>
    /// <param name="output">Absolute path of the JPEG; it is replaced.</param>
    /// <param name="cancellationToken">Ends ffmpeg.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.MediaUnreadable"/>: the file has no picture that can be shown.
    /// <see cref="ErrorCode.FfmpegStalled"/>: ffmpeg made no progress.</exception>
    public static Task WriteAsync(FfmpegTools ffmpeg, string path, string output, CancellationToken cancellationToken) =>
        WriteAsync(ffmpeg, path, new PictureMoment(Usual), output, cancellationToken);

    /// <summary>The same of what is shown at a moment, or at the start where nothing is.</summary>
    /// <param name="ffmpeg">The ffmpeg to run.</param>
    /// <param name="path">Absolute path of the clip.</param>
    /// <param name="at">The moment.</param>
    /// <param name="output">Absolute path of the JPEG; it is replaced.</param>
    /// <param name="cancellationToken">Ends ffmpeg.</param>
    /// <exception cref="HeyGemException">As above.</exception>
    public static async Task WriteAsync(
        FfmpegTools ffmpeg, string path, PictureMoment at, string output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ffmpeg);
        ArgumentNullException.ThrowIfNull(at);
        foreach (var moment in new[] { at, at with { Seconds = 0 } })
        {
            File.Delete(output);
            var (exit, _) = await FfmpegOutput.ReadLinesAsync(
                ffmpeg.FfmpegPath, ThumbnailArguments.Of(path, moment, Size, output), _ => { }, cancellationToken).ConfigureAwait(false);
            if (exit == 0 && File.Exists(output))
            {
                return;
            }
        }

        throw new HeyGemException(ErrorCode.MediaUnreadable, $"{Path.GetFileName(path)} has no picture that can be shown.");
    }
}
