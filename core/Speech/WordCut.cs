using System.Globalization;
using System.Text;
using HeyGem.Core.Speech.Reading;

namespace HeyGem.Core.Speech;

/// <summary>Cuts a line of text into the words that are shown and placed, and gives each its phones.</summary>
internal static class WordCut
{
    /// <summary>
    /// The words of a line, each with the number of its first character, from 1: what stands between spaces; of writing without spaces
    /// between words (Chinese) each character, and what of other writing stands between two. Marks by themselves belong to the word before.
    /// </summary>
    public static IReadOnlyList<(string Text, int At)> Words(string line)
    {
        List<(string Text, int At)> words = [];
        var word = new StringBuilder();
        var (at, number, last) = (1, 0, default(Rune));
        foreach (var rune in line.EnumerateRunes().Append(new Rune(' ')))
        {
            number++;
            var said = word.ToString().Any(IsSaid);
            if (said && (Rune.IsWhiteSpace(rune) || IsIdeograph(rune) || (IsIdeograph(last) && Rune.IsLetterOrDigit(rune))))
            {
                words.Add((word.ToString().TrimEnd(), at));
                word.Clear();
            }

            last = rune;
            if (word.Length > 0 || !Rune.IsWhiteSpace(rune))
            {
                at = word.Length == 0 ? number : at;
                word.Append(rune);
            }

            if (words.Count > 0 && Rune.IsWhiteSpace(rune) && word.Length > 0 && !word.ToString().Any(IsSaid))
            {
                words[^1] = ($"{words[^1].Text} {word.ToString().Trim()}", words[^1].At);
                word.Clear();
            }
        }

        return words;
    }

    /// <summary>A line as it is said, and its words as they are written, each with where it begins in what is said.</summary>
    /// <param name="line">The line.</param>
    /// <param name="language">Its language, a tag.</param>
    public static (string Said, IReadOnlyList<(string Text, int At)> Words) AsRead(string line, string language)
    {
        var words = Words(line);
        string[] written = [.. words.Select(w => w.Text)];
        var said = SpokenForms.Of(written, language);
        if (said.SequenceEqual(written))
        {
            return (line, words);
        }

        var at = 1;
        return (string.Join(' ', said), [.. written.Zip(said, (text, spoken) =>
        {
            var begins = at;
            at += spoken.EnumerateRunes().Count() + 1;
            return (text, begins);
        })]);
    }

    /// <summary>The words of a line with their phones.</summary>
    /// <param name="words">The words and where they begin.</param>
    /// <param name="answer">What <see cref="EspeakLibrary.ServeWords"/> said of the line.</param>
    public static IReadOnlyList<PronouncedWord> Pronounced(IReadOnlyList<(string Text, int At)> words, string answer)
    {
        var phones = words.Select(_ => new List<string>()).ToArray();
        var current = 0;
        foreach (var sign in answer.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (sign[0] == '|')
            {
                var place = int.Parse(sign.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
                current = Math.Max(0, words.Count(w => w.At <= place) - 1);
            }
            else if (words.Count > 0 && sign != "_")
            {
                phones[current].Add(sign);
            }
        }

        Share(words, phones);
        return [.. words.Select((w, i) => new PronouncedWord(w.Text, phones[i]))];
    }

    /// <summary>Words spoken as one ("of the") share its phones by their letters.</summary>
    private static void Share(IReadOnlyList<(string Text, int At)> words, List<string>[] phones)
    {
        for (var first = 0; first < words.Count; first++)
        {
            var end = first + 1;
            while (end < words.Count && phones[end].Count == 0)
            {
                end++;
            }

            // Each takes its part of what is left and leaves one at least for each after it.
            for (; first + 1 < end && phones[first].Count >= end - first; first++)
            {
                var (own, all) = (Letters(words[first].Text), 0);
                for (var i = first; i < end; i++)
                {
                    all += Letters(words[i].Text);
                }

                var taken = Math.Clamp(
                    (int)Math.Round((double)phones[first].Count * own / Math.Max(1, all)), 1, phones[first].Count - (end - first - 1));
                phones[first + 1].AddRange(phones[first].Skip(taken));
                phones[first].RemoveRange(taken, phones[first].Count - taken);
            }

            first = end - 1;
        }
    }

    /// <summary>Whether it is a character of Chinese writing, which has no spaces between words.</summary>
    public static bool IsIdeograph(Rune rune) =>
        rune.Value is 0x3007 or (>= 0x3400 and <= 0x9fff) or (>= 0xf900 and <= 0xfaff) or (>= 0x20000 and <= 0x323af);

    private static int Letters(string text) => text.Count(char.IsLetterOrDigit);

    private static bool IsSaid(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.IsSymbol(c) || c is '%' or '&' or '@' or '#';
}
