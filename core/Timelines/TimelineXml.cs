using System.Text;
using System.Xml;
using System.Xml.Linq;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Timelines;

/// <summary>Reads and writes XML that others made: no DTD is followed, no entity is unfolded, and depth has a limit.</summary>
internal static class TimelineXml
{
    /// <summary>Deeper than any editor writes; copying an element takes a stack frame a level.</summary>
    private const int MostDepth = 200;

    /// <summary>Reads a document with its white space and its DOCTYPE.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.TimelineRefused"/> or <see cref="ErrorCode.TimelineUnreadable"/>.</exception>
    public static XDocument Load(byte[] bytes, string name)
    {
        try
        {
            Inspect(bytes, name);
            using var reader = XmlReader.Create(new MemoryStream(bytes), Settings());
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (Exception e) when (e is XmlException or ArgumentException or DecoderFallbackException)
        {
            throw new HeyGemException(ErrorCode.TimelineUnreadable, $"{name} is not whole XML: {FirstSentence(e.Message)}", e);
        }
    }

    /// <summary>
    /// Writes a document with the white space it has. What stands before the root, which a writer would spell in a way of its own, is
    /// copied from the original.
    /// </summary>
    public static void Save(XDocument document, byte[] original, Stream stream)
    {
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = false,
            NewLineHandling = NewLineHandling.Replace,
            NewLineChars = original.AsSpan().IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n",
            CloseOutput = false,
        };
        if (HeadOf(document, original) is not { } head)
        {
            using var whole = XmlWriter.Create(stream, settings);
            document.Save(whole);
            return;
        }

        stream.Write(original, 0, head);
        settings.ConformanceLevel = ConformanceLevel.Fragment;
        settings.OmitXmlDeclaration = true;
        using var writer = XmlWriter.Create(stream, settings);
        foreach (var node in document.Root!.NodesAfterSelf().Prepend(document.Root))
        {
            node.WriteTo(writer);
        }
    }

    /// <summary>How many bytes stand before the root of a UTF-8 document; null where that cannot be told by a look.</summary>
    private static int? HeadOf(XDocument document, byte[] original)
    {
        var head = original.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"<{document.Root!.Name.LocalName}"));
        var plain = document.Declaration?.Encoding is null
            || "utf-8".Equals(document.Declaration.Encoding, StringComparison.OrdinalIgnoreCase);
        return plain && head >= 0 && !document.Root.NodesBeforeSelf().Any(n => n is XComment or XProcessingInstruction) ? head : null;
    }

    /// <summary>The white space that stands before an element, or null where the document is not indented.</summary>
    public static string? IndentOf(XElement element) =>
        element.PreviousNode is XText { Value: var text } && text.Contains('\n', StringComparison.Ordinal)
            && string.IsNullOrWhiteSpace(text)
            ? text[text.LastIndexOf('\n')..] : null;

    /// <summary>Takes an element out with the white space before it.</summary>
    public static void Remove(XElement element)
    {
        if (IndentOf(element) is not null)
        {
            element.PreviousNode!.Remove();
        }

        element.Remove();
    }

    /// <summary>Gives the children of a new element the indentation of a document.</summary>
    /// <param name="element">An element without white space.</param>
    /// <param name="indent">The white space before it; null leaves all as it is.</param>
    public static XElement Indented(XElement element, string? indent)
    {
        if (indent is null || !element.HasElements)
        {
            return element;
        }

        var inner = indent + (indent.Contains('\t', StringComparison.Ordinal) || indent == "\n" ? "\t" : "  ");
        foreach (var child in element.Elements().ToList())
        {
            Indented(child, inner);
            child.AddBeforeSelf(new XText(inner));
        }

        element.Add(new XText(indent));
        return element;
    }

    private static void Inspect(byte[] bytes, string name)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes), Settings());
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.DocumentType && reader.Value.Contains("<!ENTITY", StringComparison.OrdinalIgnoreCase))
            {
                throw new HeyGemException(ErrorCode.TimelineRefused, $"{name} defines entities of its own, which no editor writes.");
            }

            if (reader.Depth > MostDepth)
            {
                throw new HeyGemException(ErrorCode.TimelineRefused, $"{name} is nested deeper than {MostDepth} levels.");
            }
        }
    }

    // With no resolver nothing outside the text is ever opened; the characters that entities may unfold to are as good as none.
    private static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Parse,
        XmlResolver = null,
        MaxCharactersFromEntities = 1,
        CheckCharacters = true,
    };

    private static string FirstSentence(string text) => text.Split(". ")[0].TrimEnd('.') + ".";
}
