using System.Text;

namespace HeyGem.Core.Speech.Mandarin;

/// <summary>How Chinese characters are read, the words that they stand in considered. Immutable.</summary>
internal sealed class MandarinReadings
{
    private readonly Dictionary<string, string[]> _readings = new(StringComparer.Ordinal);
    private readonly int _longest = 1;

    /// <summary>Reads a table.</summary>
    /// <param name="table">Lines of a reading, a tab, and what is read so, separated by spaces.</param>
    public MandarinReadings(TextReader table)
    {
        while (table.ReadLine() is { } line)
        {
            var (reading, texts) = (line[..line.IndexOf('\t')].Split(' '), line[(line.IndexOf('\t') + 1)..]);
            _longest = Math.Max(_longest, reading.Length);
            foreach (var text in texts.Split(' '))
            {
                _readings[text] = reading;
            }
        }
    }

    /// <summary>
    /// The syllable of each character, such as <c>hang2</c>; null for one that is not known. A character is read as the longest word that
    /// begins at it or before it has it.
    /// </summary>
    /// <param name="characters">Characters that stand together, without marks between them.</param>
    public IReadOnlyList<string?> Of(IReadOnlyList<Rune> characters)
    {
        var syllables = new string?[characters.Count];
        for (var at = 0; at < characters.Count;)
        {
            var length = Math.Min(_longest, characters.Count - at);
            string[]? reading = null;
            while (length > 0 && !_readings.TryGetValue(string.Concat(characters.Skip(at).Take(length)), out reading))
            {
                length--;
            }

            reading?.CopyTo(syllables, at);
            at += Math.Max(1, length);
        }

        return syllables;
    }
}
