using System.Collections.Frozen;
using System.Text;

namespace HeyGem.Core.Voice.Words;

/// <summary>
/// The sound classes of the voice network, and which of them a phone of the International Phonetic Alphabet goes through. The table is the
/// one that the network was trained with, <c>models/training/ipa.tsv</c>. Immutable.
/// </summary>
public sealed class SoundClasses
{
    private const string Table = "ipa.tsv";
    private const string SilenceName = "sil";

    // What espeak-ng writes in two signs for one letter.
    private static readonly (string Spelled, string Letter)[] _spellings =
        [("s.", "ʂ"), ("z.", "ʐ"), ("l.", "ɭ"), ("i.", "ɨ"), ("nɡ", "ŋ")];

    private readonly FrozenDictionary<char, byte> _ofLetter;

    /// <summary>The classes of a network.</summary>
    /// <param name="names">Their names in the network's order.</param>
    internal SoundClasses(IReadOnlyList<string> names)
    {
        Names = names;
        Silence = IndexOf(SilenceName);
        _ofLetter = Rows().ToFrozenDictionary(row => row.Letter, row => IndexOf(row.Class));
    }

    /// <summary>Their names in the network's order, such as <c>p</c> for all closed lips.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The class of silence.</summary>
    public byte Silence { get; }

    /// <summary>The class of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public byte IndexOf(string name)
    {
        for (byte i = 0; i < Names.Count; i++)
        {
            if (Names[i] == name)
            {
                return i;
            }
        }

        throw new KeyNotFoundException($"The voice network has no class \"{name}\".");
    }

    /// <summary>
    /// The classes of a phone as espeak-ng names it, in order: none where the name holds only signs of length or a change of language, two
    /// for a diphthong.
    /// </summary>
    public IReadOnlyList<byte> OfPhone(string phone)
    {
        ArgumentNullException.ThrowIfNull(phone);
        List<byte> classes = [];
        if (phone.StartsWith('('))
        {
            return classes;
        }

        foreach (var (spelled, letter) in _spellings)
        {
            phone = phone.Replace(spelled, letter, StringComparison.Ordinal);
        }

        // The one letter of the table that has a mark of its own.
        var previous = '\0';
        foreach (var letter in phone.Normalize(NormalizationForm.FormD).Replace("c\u0327", "\u00e7", StringComparison.Ordinal))
        {
            if (!_ofLetter.TryGetValue(letter, out var found))
            {
                continue;
            }

            if ("tdʈɖ".Contains(previous) && Names[found] is "s" or "sh")
            {
                classes[^1] = found;
            }
            else if (letter != 'h' || !"ptkscbdɡʂɕ".Contains(previous))
            {
                classes.Add(found);
            }

            previous = letter;
        }

        return classes;
    }

    private static IEnumerable<(char Letter, string Class)> Rows()
    {
        using var stream = typeof(SoundClasses).Assembly.GetManifestResourceStream(Table)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return (line[0], line[2..]);
        }
    }
}
