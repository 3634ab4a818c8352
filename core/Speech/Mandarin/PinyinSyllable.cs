using System.Collections.Frozen;

namespace HeyGem.Core.Speech.Mandarin;

/// <summary>
/// The phones of a syllable of Mandarin, by the names that espeak-ng has for its own, with which the voice network was trained: the vowel
/// of <c>he</c> is an <c>o</c> there.
/// </summary>
internal static class PinyinSyllable
{
    private const char NeutralTone = '5';

    // In the order in which they are looked for.
    private static readonly (string Written, string Phone)[] _initials =
    [
        ("zh", "tʂ"), ("ch", "tʂʰ"), ("sh", "ʂ"), ("b", "p"), ("p", "pʰ"), ("m", "m"), ("f", "f"), ("d", "t"), ("t", "tʰ"), ("n", "n"),
        ("l", "l"), ("g", "k"), ("k", "kʰ"), ("h", "χ"), ("j", "tɕ"), ("q", "tɕʰ"), ("x", "ɕ"), ("r", "ʐ"), ("z", "ts"), ("c", "tsʰ"),
        ("s", "s"), ("y", "j"), ("w", "w"),
    ];

    private static readonly FrozenDictionary<string, string> _finals = new[]
    {
        ("a", "ɑ"), ("o", "o"), ("e", "o"), ("ai", "ai"), ("ei", "ei"), ("ao", "ɑu"), ("ou", "ou"), ("an", "a n"), ("en", "ə n"),
        ("ang", "ɑ ŋ"), ("eng", "ə ŋ"), ("ong", "o ŋ"), ("er", "ər"), ("i", "i"), ("ia", "iɑ"), ("ie", "iɛ"), ("iao", "iɑu"),
        ("iu", "iou"), ("ian", "iɛ n"), ("in", "i n"), ("iang", "iɑ ŋ"), ("ing", "i ŋ"), ("iong", "y ŋ"), ("u", "u"),
        ("ua", "uɑ"), ("uo", "uo"), ("uai", "uai"), ("ui", "uei"), ("uan", "uɑ n"), ("un", "uə n"), ("uang", "uɑ ŋ"), ("v", "y"),
        ("ve", "yɛ"), ("van", "yæ n"), ("vn", "yə n"),
    }.ToFrozenDictionary(final => final.Item1, final => final.Item2);

    // What is written with y stands for finals of its own.
    private static readonly FrozenDictionary<string, string> _afterY = new[]
    {
        ("a", "iɑ"), ("e", "iɛ"), ("an", "iɛ n"), ("ang", "iɑ ŋ"), ("ou", "iou"), ("ong", "yu ŋ"),
    }.ToFrozenDictionary(final => final.Item1, final => final.Item2);

    /// <summary>The phones; none where it is no syllable of Mandarin.</summary>
    /// <param name="syllable">The syllable with its tone, 1 to 5, such as <c>lv4</c>.</param>
    public static IReadOnlyList<string> Phones(string syllable)
    {
        var letters = syllable.TrimEnd('1', '2', '3', '4', NeutralTone);
        if (letters is "m" or "n" or "ng" or "hm" or "hng")
        {
            return letters.Select(letter => letter == 'g' ? "ŋ" : $"{letter}").ToArray();
        }

        var (initial, phone) = _initials.FirstOrDefault(
            i => letters.StartsWith(i.Written, StringComparison.Ordinal), (Written: string.Empty, Phone: string.Empty));
        var final = letters[initial.Length..];
        if (initial is "j" or "q" or "x" or "y" && final.StartsWith('u'))
        {
            final = $"v{final[1..]}";
            phone = initial == "y" ? string.Empty : phone;
        }

        var said = initial switch
        {
            "y" when _afterY.TryGetValue(final, out var own) => own,
            "zh" or "ch" or "sh" or "r" when final == "i" => "ɨ",
            "w" when final is "en" or "eng" => final == "en" ? "uə n" : "uə ŋ",
            _ when final == "e" && syllable.EndsWith(NeutralTone) => "ə",
            _ => _finals.GetValueOrDefault(final),
        };
        return said is null ? [] : [.. phone.Length == 0 ? [] : new[] { phone }, .. said.Split(' ')];
    }
}
