using System.Security.Cryptography;
using HeyGem.Core.Errors;
using static HeyGem.Core.Ffmpeg.Encode.MovieBoxes;

namespace HeyGem.Core.Ffmpeg.Segments;

/// <summary>
/// What an MP4 or MOV with one track says of how its pictures are decoded: its sample entry in the box <c>stsd</c>, parameter sets
/// included, but for what says nothing of decoding: the bit rates (<c>btrt</c>), which are each file's own, and how bright the pictures
/// are (<c>mdcv</c>, <c>clli</c>), which only finished results tell.
/// </summary>
internal static class PictureDescription
{
    private static readonly string[] _way = ["trak", "mdia", "minf", "stbl", "stsd"];
    private static readonly string[] _untold = ["btrt", "mdcv", "clli"];

    /// <summary>Its digest, lower-case hexadecimal.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputFailed"/>: the file is not built as ffmpeg builds it.</exception>
    public static string DigestOf(string path)
    {
        using var file = File.OpenHandle(path);
        if (ReadIndex(file) is not var (index, _))
        {
            throw Unknown(path);
        }

        var (at, size) = (0, index.Length);
        foreach (var name in _way)
        {
            (at, size) = Children(index, at + 8, at + size).FirstOrDefault(box => Name(index, box.At) == name);
            if (size == 0)
            {
                throw Unknown(path);
            }
        }

        // A full box's version and the count stand before the entry.
        var entry = at + 16;
        var boxes = Children(index, entry + VisualEntryBytes, at + size)
            .Where(box => !_untold.Contains(Name(index, box.At)));
        byte[] described =
            [.. index.AsSpan(entry + 4, VisualEntryBytes - 4), .. boxes.SelectMany(box => index[box.At..(box.At + box.Size)])];
        return Convert.ToHexStringLower(SHA256.HashData(described));
    }

    private static HeyGemException Unknown(string path) =>
        new(ErrorCode.OutputFailed, $"{MediaName.Of(path)} does not say how its pictures are decoded.");
}
