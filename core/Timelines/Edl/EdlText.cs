using System.Text;

namespace HeyGem.Core.Timelines.Edl;

/// <summary>The lines of an edit decision list in the coding and with the line ends that it has.</summary>
internal sealed class EdlText
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Encoding _encoding;
    private readonly bool _mark;

    private EdlText(string text, Encoding encoding, bool mark)
    {
        (_encoding, _mark) = (encoding, mark);
        End = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        Lines = text.Split(End);
    }

    /// <summary>How its lines end.</summary>
    public string End { get; }

    /// <summary>Its lines; the last one is what follows the last line end.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Whether bytes look like an edit decision list: its title or its counting comes before anything else.</summary>
    public static bool Is(ReadOnlySpan<byte> first) => first.StartsWith("TITLE"u8) || first.StartsWith("FCM:"u8);

    public static EdlText Of(byte[] bytes)
    {
        var mark = bytes.AsSpan().StartsWith("\uFEFF"u8);
        var content = mark ? bytes.AsSpan(3) : bytes;
        try
        {
            return new EdlText(_strict.GetString(content), _strict, mark);
        }
        catch (DecoderFallbackException)
        {
            return new EdlText(Encoding.Latin1.GetString(content), Encoding.Latin1, mark);
        }
    }

    /// <summary>Writes lines in the same coding; letters that it lacks become question marks.</summary>
    public void Write(Stream stream, IEnumerable<string> lines)
    {
        if (_mark)
        {
            stream.Write("\uFEFF"u8);
        }

        stream.Write(_encoding.GetBytes(string.Join(End, lines)));
    }
}
