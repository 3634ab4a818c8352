using HeyGem.Core.Errors;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Captions;

/// <summary>Captions that were read.</summary>
/// <param name="Path">Absolute path of the file.</param>
/// <param name="Cues">The cues by their beginnings; those that begin together in the file's order. At least one.</param>
/// <param name="Notes">What was odd about the file.</param>
public sealed record CaptionFile(string Path, IReadOnlyList<Cue> Cues, IReadOnlyList<CaptionNote> Notes)
{
    /// <summary>The largest file that is read, in bytes; a film's captions have some 100 000.</summary>
    public const int MostBytes = 16 << 20;

    /// <summary>
    /// Reads SubRip (<c>.srt</c>) or WebVTT (<c>.vtt</c>) captions, told apart by what they hold, or plain text (<c>.txt</c>), each line
    /// of which is a cue without times.
    /// </summary>
    /// <exception cref="HeyGemException">One of the <c>input.*</c> codes, <see cref="ErrorCode.CaptionsUnreadable"/>,
    /// <see cref="ErrorCode.CaptionsEncoding"/>.</exception>
    public static CaptionFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = System.IO.Path.GetFullPath(path);
        return Parse(Bytes(full), full);
    }

    /// <summary>Reads captions from memory.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="path">What it is called in messages.</param>
    internal static CaptionFile Parse(byte[] bytes, string path)
    {
        var name = MediaName.Of(path);
        List<CaptionNote> notes = [];
        var text = CaptionEncoding.Decode(bytes, name, notes);
        var cues = IsText(path) ? PlainText.Cues(text) : new CaptionReader(notes).Read(text);
        return cues.Count > 0
            ? new CaptionFile(path, cues, notes)
            : throw new HeyGemException(
                ErrorCode.CaptionsUnreadable,
                string.IsNullOrWhiteSpace(text) ? $"{name} is empty." : $"{name} holds no cue that can be read.");
    }

    private static bool IsText(string path) =>
        System.IO.Path.GetExtension(path).Equals(".txt", StringComparison.OrdinalIgnoreCase);

    private static byte[] Bytes(string path) => RegularFile.ReadAll(path, MostBytes, length => new HeyGemException(
        ErrorCode.CaptionsUnreadable, $"{MediaName.Of(path)} has {length >> 20} MB; captions have {MostBytes >> 20} at most."));
}
