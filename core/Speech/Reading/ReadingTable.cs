using System.Text;

namespace HeyGem.Core.Speech.Reading;

/// <summary>
/// How a language reads what is not written as it is said: rows <c>language, kind, written, spoken</c> of <c>reading.tsv</c>, of which
/// those of a region (<c>en-us</c>) come before those of its language. Immutable.
/// </summary>
internal sealed class ReadingTable
{
    private const string Resource = "reading.tsv";

    private static readonly string[][] _rows = [.. Rows()];

    private readonly Dictionary<(string Kind, string Written), string> _spoken = [];

    private ReadingTable(string language, string tag)
    {
        foreach (var row in _rows.Where(row => row[0] == language || row[0] == tag).OrderBy(row => row[0].Length))
        {
            _spoken[(row[1], row[2])] = row[3];
        }
    }

    /// <summary>The table of a language tag in any of its spellings; null where there is none.</summary>
    public static ReadingTable? Of(string tag)
    {
        var plain = tag.Replace('_', '-').ToLowerInvariant();
        var language = plain.Split('-')[0];
        return _rows.Any(row => row[0] == language) ? new ReadingTable(language, plain) : null;
    }

    /// <summary>Whether there is such a row.</summary>
    public bool Has(string kind, string written) => _spoken.ContainsKey((kind, written));

    /// <summary>What is said; null where there is no such row.</summary>
    public string? Find(string kind, string written) => _spoken.GetValueOrDefault((kind, written));

    /// <summary>The same of a thing that is counted.</summary>
    /// <param name="kind">The kind of row; it holds both forms.</param>
    /// <param name="written">What is written.</param>
    /// <param name="count">How many, as it is written.</param>
    public string? Counted(string kind, string written, string count) => Find(kind, written)?.Split('|') is { } forms
        ? forms[count == "1" ? 0 : ^1] : null;

    private static IEnumerable<string[]> Rows()
    {
        using var stream = typeof(ReadingTable).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split('\t');
        }
    }
}
