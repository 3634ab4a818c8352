using HeyGem.Core.Errors;

namespace HeyGem.Core.Decode;

/// <summary>Turns ffprobe's refusal into a code.</summary>
internal static class ProbeFailure
{
    public static HeyGemException Of(string path, IReadOnlyList<string> tail)
    {
        var text = string.Join('\n', tail);
        if (text.Contains("moov atom not found", StringComparison.Ordinal))
        {
            return StartsLikeMovie(path)
                ? new HeyGemException(ErrorCode.MediaIncomplete, $"'{path}' was not finished by the camera or the copy: its index is missing.")
                : new HeyGemException(ErrorCode.MediaUnreadable, $"'{path}' is not a media file.");
        }

        if (text.Contains("not in whitelist", StringComparison.Ordinal) || text.Contains("not on whitelist", StringComparison.Ordinal))
        {
            return new HeyGemException(ErrorCode.MediaPlaylistRefused, $"'{path}' is of a kind that is not opened, such as a playlist.");
        }

        if (text.Contains("exceeds", StringComparison.Ordinal) && text.Contains("max pixel", StringComparison.Ordinal))
        {
            return new HeyGemException(ErrorCode.MediaTooLarge, $"The picture of '{path}' is larger than {Ffmpeg.MediaLimits.MaxPixels} pixels.");
        }

        return new HeyGemException(ErrorCode.MediaUnreadable, $"'{path}' is not a media file that ffmpeg can open.");
    }

    private static bool StartsLikeMovie(string path)
    {
        // A box size, then 'ftyp'. ffmpeg takes any bytes for a movie when it knows nothing better.
        Span<byte> head = stackalloc byte[8];
        try
        {
            using var stream = RegularFile.Open(path);
            return stream.ReadAtLeast(head, 8, throwOnEndOfStream: false) == 8 && head[4..].SequenceEqual("ftyp"u8);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
