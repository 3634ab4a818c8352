using System.Text;
using HeyGem.Core.Errors;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>Looks at a file before ffmpeg does: whether it is a file, what its first bytes are.</summary>
internal static class InputFile
{
    private const int HeadBytes = 64 * 1024;

    /// <summary>Checks a path and tells how to open it.</summary>
    /// <returns>The absolute path, and the demuxer to force (still pictures) or null.</returns>
    /// <exception cref="HeyGemException">One of the <c>input.*</c> codes, <see cref="ErrorCode.MediaEmpty"/>,
    /// <see cref="ErrorCode.MediaUnreadable"/> or <see cref="ErrorCode.MediaPlaylistRefused"/>.</exception>
    public static (string Path, string? Demuxer) Check(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new HeyGemException(ErrorCode.InputNotFound, "The path holds a zero byte.");
        }

        path = Path.GetFullPath(path);
        if (Directory.Exists(path))
        {
            throw new HeyGemException(ErrorCode.InputNotRegularFile, $"{MediaName.Of(path)} is a folder.");
        }

        var head = ReadHead(path);
        if (head.Length == 0)
        {
            throw new HeyGemException(ErrorCode.MediaEmpty, $"{MediaName.Of(path)} holds no bytes.");
        }

        if (IsPlaylist(head))
        {
            throw new HeyGemException(ErrorCode.MediaPlaylistRefused, $"{MediaName.Of(path)} is a playlist that points at other files.");
        }

        return head.AsSpan().IndexOfAnyExcept((byte)0) < 0
            ? throw new HeyGemException(ErrorCode.MediaUnreadable, $"{MediaName.Of(path)} starts with nothing but zero bytes.")
            : (path, StillDemuxer(head));
    }

    private static byte[] ReadHead(string path)
    {
        try
        {
            using var stream = RegularFile.Open(path);
            var head = new byte[(int)Math.Min(HeadBytes, stream.Length)];
            stream.ReadExactly(head);
            return head;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new HeyGemException(ErrorCode.InputNotFound, $"{MediaName.Of(path)} does not exist.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new HeyGemException(ErrorCode.InputUnreadable, $"{MediaName.Of(path)} cannot be read: {e.Message}", e);
        }
    }

    private static bool IsPlaylist(byte[] head)
    {
        var text = Encoding.UTF8.GetString(head.AsSpan(0, Math.Min(head.Length, 1024))).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        return text.StartsWith("#EXTM3U", StringComparison.Ordinal)
            || text.StartsWith("ffconcat", StringComparison.Ordinal)
            || text.StartsWith("v=0", StringComparison.Ordinal)
            || text.StartsWith("[playlist]", StringComparison.OrdinalIgnoreCase)
            || (text.StartsWith('<')
                && (text.Contains("<MPD", StringComparison.Ordinal) || text.Contains("<smil", StringComparison.Ordinal)));
    }

    private static string? StillDemuxer(ReadOnlySpan<byte> head)
    {
        return head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) ? "png_pipe"
            : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "jpeg_pipe"
            : head.StartsWith("BM"u8) ? "bmp_pipe"
            : head.StartsWith("RIFF"u8) && head.Length > 12 && head[8..].StartsWith("WEBP"u8) ? "webp_pipe"
            : head.Length > 12 && head[4..].StartsWith("ftypavif"u8) ? "mov"
            : head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) ? "tiff_pipe"
            : null;
    }
}
