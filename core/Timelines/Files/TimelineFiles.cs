using HeyGem.Core.Errors;
using HeyGem.Core.Storage;
using HeyGem.Core.Timelines.Edl;
using HeyGem.Core.Timelines.Fcpxml;
using HeyGem.Core.Timelines.Otio;
using HeyGem.Core.Timelines.Xmeml;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Timelines.Files;

/// <summary>Opens timeline files of every kind, told apart by what they hold.</summary>
public static class TimelineFiles
{
    /// <summary>The largest file that is read, in bytes; a feature film's timeline with all its effects has a few million.</summary>
    public const long MostBytes = 64 << 20;

    /// <summary>Reads a timeline.</summary>
    /// <param name="path">The file.</param>
    /// <param name="moved">Folders of the timeline's machine and where they are on this one.</param>
    /// <param name="rate">Frames a second of an edit decision list, which does not tell; other formats do.</param>
    /// <exception cref="HeyGemException">One of the <c>input.*</c> or <c>timeline.*</c> codes.</exception>
    public static TimelineFile Open(string path, IReadOnlyList<(string From, string To)> moved, FrameRate? rate = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        return Parse(Read(full), MediaName.Of(full), new MediaRoots(Path.GetDirectoryName(full)!, moved), rate);
    }

    /// <summary>The whole of an open file.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.TimelineTooLarge"/>.</exception>
    public static byte[] ReadAll(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Length > MostBytes)
        {
            throw TooLarge(name, stream.Length);
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Reads a timeline from memory.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="roots">Where its media are.</param>
    /// <param name="rate">Frames a second of an edit decision list.</param>
    /// <exception cref="HeyGemException">One of the <c>timeline.*</c> codes.</exception>
    public static TimelineFile Parse(byte[] bytes, string name, MediaRoots roots, FrameRate? rate = null)
    {
        var first = bytes.AsSpan(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0).TrimStart(" \t\r\n"u8);
        if (first.StartsWith("{"u8) || first.StartsWith("["u8))
        {
            return OtioFile.Read(bytes, name, roots);
        }

        if (EdlText.Is(first))
        {
            return new EdlFile(EdlText.Of(bytes), name, roots, rate);
        }

        var document = TimelineXml.Load(bytes, name);
        return document.Root?.Name.LocalName switch
        {
            "xmeml" => new XmemlFile(document, bytes, name, roots),
            "fcpxml" => new FcpxmlFile(document, bytes, name, roots),
            var other => throw new HeyGemException(ErrorCode.TimelineUnreadable, $"{name} is XML of another kind: <{other}>."),
        };
    }

    private static byte[] Read(string path) =>
        RegularFile.ReadAll(path, MostBytes, length => TooLarge(MediaName.Of(path), length));

    private static HeyGemException TooLarge(string name, long length) => new(
        ErrorCode.TimelineTooLarge, $"{name} has {length >> 20} MB; a timeline has {MostBytes >> 20} at most.");
}
