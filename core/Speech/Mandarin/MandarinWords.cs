using System.Text;
using System.Text.RegularExpressions;

namespace HeyGem.Core.Speech.Mandarin;

/// <summary>The words of Mandarin text: each character, and each run of other letters, with its phones.</summary>
internal sealed partial class MandarinWords
{
    private readonly IReadOnlyList<(string Text, int At)> _words;
    private readonly IReadOnlyList<string> _said;

    /// <summary>A line of text.</summary>
    public MandarinWords(string line)
    {
        _words = WordCut.Words(line);
        _said = ChineseForms.Of([.. _words.Select(word => word.Text)]);
    }

    /// <summary>What is not written in characters: names and words of other languages, as they stand in the line.</summary>
    public IEnumerable<string> Foreign => _said.SelectMany(said => Latin().Matches(said).Select(match => match.Value));

    /// <summary>The words with their phones.</summary>
    /// <param name="readings">How characters are read.</param>
    /// <param name="foreign">The phones of what is <see cref="Foreign"/>; what is not in it is not said.</param>
    public IReadOnlyList<PronouncedWord> Pronounced(MandarinReadings readings, IReadOnlyDictionary<string, IReadOnlyList<string>> foreign)
    {
        var phones = _words.Select(_ => new List<string>()).ToArray();
        List<(Rune Character, int Word)> together = [];
        for (var word = 0; word < _said.Count; word++)
        {
            foreach (var part in Parts().Matches(_said[word]).Select(match => match.Value))
            {
                if (WordCut.IsIdeograph(Rune.GetRuneAt(part, 0)))
                {
                    together.AddRange(part.EnumerateRunes().Select(character => (character, word)));
                    continue;
                }

                Read();
                phones[word].AddRange(foreign.GetValueOrDefault(part) ?? []);
            }
        }

        Read();
        return [.. _words.Select((word, i) => new PronouncedWord(word.Text, phones[i]))];

        void Read()
        {
            var syllables = readings.Of([.. together.Select(t => t.Character)]);
            for (var i = 0; i < syllables.Count; i++)
            {
                phones[together[i].Word].AddRange(syllables[i] is { } syllable ? PinyinSyllable.Phones(syllable) : []);
            }

            together.Clear();
        }
    }

    [GeneratedRegex("[A-Za-z][A-Za-z'’-]*")]
    private static partial Regex Latin();

    // Characters, letters, and the marks that part them.
    [GeneratedRegex(
        @"[A-Za-z][A-Za-z'’-]*|[〇\u3400-\u9fff\uf900-\ufaff\ud840-\udfff]+|[^A-Za-z〇\u3400-\u9fff\uf900-\ufaff\ud840-\udfff]+")]
    private static partial Regex Parts();
}
