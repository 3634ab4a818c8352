using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>Makes the small pictures by which editors recognise clips.</summary>
public static class Thumbnail
{
    private const int Size = 320;

    /// <summary>Writes a JPEG of at most 320 pixels a side: the picture half a second in, or the first where the clip is shorter.</summary>
    /// <param name="ffmpeg">The ffmpeg to run.</param>
    /// <param name="path">Absolute path of the clip.</param>
    /// <param name="output">Absolute path of the JPEG; it is replaced.</param>
    /// <param name="cancellationToken">Ends ffmpeg.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.MediaUnreadable"/>: the file has no picture that can be shown.
    /// <see cref="ErrorCode.FfmpegStalled"/>: ffmpeg made no progress.</exception>
    public static async Task WriteAsync(FfmpegTools ffmpeg, string path, string output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ffmpeg);
        foreach (var seconds in new[] { 0.5, 0 })
        {
            File.Delete(output);
            var arguments = ThumbnailArguments.Of(path, seconds, Size, output);
            var (exit, _) = await FfmpegOutput.ReadLinesAsync(
                ffmpeg.FfmpegPath, arguments, _ => { }, cancellationToken).ConfigureAwait(false);
            if (exit == 0 && File.Exists(output))
            {
                return;
            }
        }

        throw new HeyGemException(ErrorCode.MediaUnreadable, $"{Path.GetFileName(path)} has no picture that can be shown.");
    }
}
