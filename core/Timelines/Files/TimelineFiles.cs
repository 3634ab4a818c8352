using HeyGem.Core.Errors;
using HeyGem.Core.Storage;
using HeyGem.Core.Timelines.Fcpxml;
using HeyGem.Core.Timelines.Otio;
using HeyGem.Core.Timelines.Xmeml;

namespace HeyGem.Core.Timelines.Files;

/// <summary>Opens timeline files of every kind, told apart by what they hold.</summary>
public static class TimelineFiles
{
    /// <summary>The largest file that is read, in bytes; a feature film's timeline with all its effects has a few million.</summary>
    public const long MostBytes = 64 << 20;

    /// <summary>Reads a timeline.</summary>
    /// <param name="path">The file.</param>
    /// <param name="moved">Folders of the timeline's machine and where they are on this one.</param>
    /// <exception cref="HeyGemException">One of the <c>input.*</c> or <c>timeline.*</c> codes.</exception>
    public static TimelineFile Open(string path, IReadOnlyList<(string From, string To)> moved)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        return Parse(Read(full), MediaName.Of(full), new MediaRoots(Path.GetDirectoryName(full)!, moved));
    }

    /// <summary>Reads a timeline from memory.</summary>
    internal static TimelineFile Parse(byte[] bytes, string name, MediaRoots roots)
    {
        var first = bytes.AsSpan(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0).TrimStart(" \t\r\n"u8);
        if (first.StartsWith("{"u8) || first.StartsWith("["u8))
        {
            return OtioFile.Read(bytes, name, roots);
        }

        var document = TimelineXml.Load(bytes, name);
        return document.Root?.Name.LocalName switch
        {
            "xmeml" => new XmemlFile(document, bytes, name, roots),
            "fcpxml" => new FcpxmlFile(document, bytes, name, roots),
            var other => throw new HeyGemException(ErrorCode.TimelineUnreadable, $"{name} is XML of another kind: <{other}>."),
        };
    }

    private static byte[] Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw new HeyGemException(ErrorCode.InputNotRegularFile, $"{MediaName.Of(path)} is a folder.");
        }

        try
        {
            using var stream = RegularFile.Open(path);
            if (stream.Length > MostBytes)
            {
                throw new HeyGemException(
                    ErrorCode.TimelineTooLarge,
                    $"{MediaName.Of(path)} has {stream.Length >> 20} MB; a timeline has {MostBytes >> 20} at most.");
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (FileNotFoundException e)
        {
            throw new HeyGemException(ErrorCode.InputNotFound, $"{MediaName.Of(path)} does not exist.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HeyGemException(ErrorCode.InputUnreadable, $"{MediaName.Of(path)} cannot be read: {e.Message}", e);
        }
    }
}
