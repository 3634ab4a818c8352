using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>Turns ffprobe's refusal into a code.</summary>
internal static class ProbeFailure
{
    public static HeyGemException Of(string path, IReadOnlyList<string> tail)
    {
        var text = string.Join('\n', tail);
        if (text.Contains("moov atom not found", StringComparison.Ordinal))
        {
            return StartsLikeMovie(path)
                ? new HeyGemException(ErrorCode.MediaIncomplete, $"{MediaName.Of(path)} was not finished by the camera or the copy: its index is missing.")
                : new HeyGemException(ErrorCode.MediaUnreadable, $"{MediaName.Of(path)} is not a media file.");
        }

        if (text.Contains("not in whitelist", StringComparison.Ordinal) || text.Contains("not on whitelist", StringComparison.Ordinal))
        {
            return Head(path, 512).Contains((byte)0)
                ? new HeyGemException(ErrorCode.MediaUnsupported, $"{MediaName.Of(path)} is of a format that is not read.") { Hint = "Convert it to MP4, MOV or WAV." }
                : new HeyGemException(ErrorCode.MediaPlaylistRefused, $"{MediaName.Of(path)} is of a kind that is not opened, such as a playlist.");
        }

        if (IsTooLarge(tail))
        {
            return new HeyGemException(ErrorCode.MediaTooLarge, $"The picture of {MediaName.Of(path)} is larger than 8192 x 4320.");
        }

        if (StartsLikeMovie(path) && ContainerEnd.IsCut(path, "mov,"))
        {
            return new HeyGemException(
                ErrorCode.MediaIncomplete, $"{MediaName.Of(path)} was not finished by the camera or the copy: its index is cut off.");
        }

        return IsWaveWithoutData(path)
            ? new HeyGemException(ErrorCode.AudioEmpty, $"{MediaName.Of(path)} has a WAV header and no sound.")
            : new HeyGemException(ErrorCode.MediaUnreadable, $"{MediaName.Of(path)} is not a media file that ffmpeg can open.");
    }

    /// <summary>Whether a decoder refused a picture for its size. ffprobe then still lists the stream.</summary>
    public static bool IsTooLarge(IReadOnlyList<string> tail) => ToolExit.PassedPixelLimit(tail);

    private static bool StartsLikeMovie(string path)
    {
        // A box size, then 'ftyp'. ffmpeg takes any bytes for a movie when it knows nothing better.
        var head = Head(path, 8);
        return head.Length == 8 && head.AsSpan(4).SequenceEqual("ftyp"u8);
    }

    private static bool IsWaveWithoutData(string path)
    {
        var head = Head(path, 4096);
        return head.AsSpan().StartsWith("RIFF"u8) && head.AsSpan().IndexOf("WAVE"u8) == 8 && head.AsSpan().IndexOf("data"u8) < 0;
    }

    private static byte[] Head(string path, int count)
    {
        try
        {
            using var stream = RegularFile.Open(path);
            var head = new byte[count];
            return head[..stream.ReadAtLeast(head, count, throwOnEndOfStream: false)];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
