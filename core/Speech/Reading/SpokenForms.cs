using System.Globalization;
using System.Text.RegularExpressions;

namespace HeyGem.Core.Speech.Reading;

/// <summary>
/// Writes dates, times, units, money, ranges and abbreviations out where synthesizers read them otherwise than people do. What no row of
/// the language's table knows stays as it is; so does every text of a language without one.
/// </summary>
internal static partial class SpokenForms
{
    private const string Opening = "\"'«„“‘‚¿¡([ ";
    private const string Closing = ".,;:!?)]\"'»“”’… –—";

    /// <summary>How a text is said.</summary>
    /// <param name="text">The text; white space between words stays only where nothing is written out.</param>
    /// <param name="language">Its language, a tag such as <c>en-us</c>.</param>
    public static string OfText(string text, string language)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var said = Of(words, language);
        return said.SequenceEqual(words) ? text : string.Join(' ', said);
    }

    /// <summary>How each word of a line is said: one word or several.</summary>
    /// <param name="words">The words with their punctuation.</param>
    /// <param name="language">Their language.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> words, string language)
    {
        if (ReadingTable.Of(language) is not { } table)
        {
            return words;
        }

        var line = new Line(table, [.. words.Select(Parts)]);
        var said = new string?[words.Count];
        for (var i = 0; i < words.Count; i++)
        {
            if (said[i] is not null || words[i].Length == 0)
            {
                continue;
            }

            var part = line.Words[i];
            if (line.Read(i) is { } found)
            {
                for (var k = 0; k < found.Length; k++)
                {
                    var ends = k == found.Length - 1 ? EndOf(words, i + k, line.Words[i + k]) : string.Empty;
                    said[i + k] = (k == 0 ? part.Before : string.Empty) + found[k] + ends;
                }
            }
        }

        return [.. said.Select((word, i) => word ?? words[i])];
    }

    /// <summary>The marks after a word that was written out: the point of an abbreviation ends a sentence only as the last one.</summary>
    private static string EndOf(IReadOnlyList<string> words, int i, Word word) =>
        word.After.StartsWith('.') && i + 1 < words.Count && !word.After.StartsWith("...", StringComparison.Ordinal)
            ? word.After[1..] : word.After;

    private static Word Parts(string word)
    {
        var core = word.TrimStart(Opening.ToCharArray());
        var inner = core.TrimEnd(Closing.ToCharArray());
        return new Word(word[..(word.Length - core.Length)], inner, core[inner.Length..]);
    }

    /// <summary>A word without the marks about it.</summary>
    private sealed record Word(string Before, string Core, string After)
    {
        /// <summary>The word with the point of an abbreviation.</summary>
        public string Dotted => Core + ".";

        public bool IsDotted => After.StartsWith('.');

        public bool IsNumber => Number().IsMatch(Core);
    }

    /// <summary>The rules, first to last; each gives what is said in place of a word and of those after it that it reads with it.</summary>
    private sealed class Line(ReadingTable table, Word[] words)
    {
        public Word[] Words => words;

        public string[]? Read(int i) =>
            Date(i) ?? Abbreviation(i) ?? Time(i) ?? Money(i) ?? Unit(i) ?? Range(i) ?? (Year(i) is { } year ? [year] : null);

        private Word Next(int i) => i + 1 < words.Length ? words[i + 1] : new Word(string.Empty, string.Empty, string.Empty);

        private Word Last(int i) => i > 0 ? words[i - 1] : new Word(string.Empty, string.Empty, string.Empty);

        private string[]? Abbreviation(int i)
        {
            var (word, next) = (words[i], Next(i));
            if (word.IsDotted && next.IsDotted && table.Find("word", $"{word.Dotted} {next.Dotted}") is { } both)
            {
                return [both[..both.IndexOf(' ')], both[(both.IndexOf(' ') + 1)..]];
            }

            var found = (word.IsDotted ? table.Find("word", word.Dotted) : null) ?? table.Find("word", word.Core);
            if (next.IsNumber)
            {
                found ??= table.Find("beforeNumber", word.IsDotted ? word.Dotted : word.Core);
            }

            if (word.IsDotted && next.Core.Length > 1 && char.IsUpper(next.Core[0]) && char.IsLower(next.Core[1]))
            {
                found ??= table.Find("beforeName", word.Dotted);
            }

            return found is null ? null : [found];
        }

        private string[]? Date(int i)
        {
            var word = words[i];
            var after = table.Has("dateAfter", Last(i).Core.ToLowerInvariant());
            if (IsoDate().Match(word.Core) is { Success: true } iso)
            {
                return Date(iso.Groups[3].Value, iso.Groups[2].Value, iso.Groups[1].Value);
            }

            if (DottedDate().Match(word.Core) is { Success: true } dotted)
            {
                return dotted.Groups[3].Success ? Date(dotted.Groups[1].Value, dotted.Groups[2].Value, dotted.Groups[3].Value)
                    : after && word.IsDotted ? Date(dotted.Groups[1].Value, dotted.Groups[2].Value, null) : null;
            }

            if (SlashedDate().Match(word.Core) is { Success: true } slashed && (slashed.Groups[3].Success || after))
            {
                var (first, second) = (slashed.Groups[1].Value, slashed.Groups[2].Value);
                var (day, month) = table.Has("date", "order") ? (second, first) : (first, second);
                return Date(day, month, slashed.Groups[3].Success ? slashed.Groups[3].Value : null);
            }

            // "3. Oktober": a number with a point before a month is the day's.
            return word.IsDotted && Number().IsMatch(word.Core) && table.Has("monthName", Next(i).Core)
                && table.Find("ordinal", word.Core) is { } ordinal ? [ordinal] : null;
        }

        private string[]? Date(string day, string month, string? year)
        {
            var (plainDay, plainMonth) = (day.TrimStart('0'), month.TrimStart('0'));
            if (table.Find("month", plainMonth) is not { } name || table.Find("date", year is null ? "short" : "full") is not { } form
                || int.Parse(plainDay.PadLeft(1, '0'), CultureInfo.InvariantCulture) is < 1 or > 31)
            {
                return null;
            }

            return
            [
                form.Replace("{ordinal}", table.Find("ordinal", plainDay) ?? plainDay, StringComparison.Ordinal)
                    .Replace("{month}", name, StringComparison.Ordinal)
                    .Replace("{year}", year is null ? string.Empty : Year(year) ?? year, StringComparison.Ordinal),
            ];
        }

        /// <summary>"18:05 Uhr" says the word between hour and minutes, and says it once.</summary>
        private string[]? Time(int i)
        {
            if (ClockTime().Match(words[i].Core) is not { Success: true } clock)
            {
                return null;
            }

            var (hour, minutes) = (clock.Groups[1].Value, clock.Groups[2].Value);
            if (minutes == "00" && table.Has("dayPart", Next(i).Core))
            {
                return [hour];
            }

            var form = minutes == "00" ? "00" : minutes[0] == '0' ? "0m" : "mm";
            if (table.Find("time", form) is not { } found)
            {
                return null;
            }

            var said = found.Replace("{h}", hour, StringComparison.Ordinal)
                .Replace("{m}", minutes.TrimStart('0'), StringComparison.Ordinal).Split(' ');
            var again = Array.IndexOf(said, Next(i).Core);
            return again > 0 ? [string.Join(' ', said[..again]), string.Join(' ', said[again..])] : [string.Join(' ', said)];
        }

        private string[]? Money(int i)
        {
            var match = Amount().Match(words[i].Core);
            if (!match.Success)
            {
                return null;
            }

            var (whole, part) = (match.Groups["whole"].Value, match.Groups["part"].Value);
            var sign = match.Groups["sign"].Success ? match.Groups["sign"].Value : Next(i).Core;
            if (table.Counted("coin", sign, whole) is not { } coin)
            {
                return null;
            }

            if (match.Groups["sign"].Success && table.Find("many", Next(i).Core) is { } many)
            {
                return [words[i].Core.Replace(sign, string.Empty, StringComparison.Ordinal), $"{many} {table.Counted("coin", sign, "2")}"];
            }

            var said = part.Trim('0').Length == 0 ? coin : $"{coin} {part.TrimStart('0')}";
            return match.Groups["sign"].Success ? [$"{whole} {said}"] : [whole, said];
        }

        private string[]? Unit(int i)
        {
            if (words[i].IsNumber)
            {
                var next = Next(i);
                var unit = (next.IsDotted ? table.Counted("unit", next.Dotted, words[i].Core) : null)
                    ?? table.Counted("unit", next.Core, words[i].Core);
                return unit is null ? null : [words[i].Core, unit];
            }

            // "5km"; a single letter may be anything there.
            return Measure().Match(words[i].Core) is { Success: true } measure
                && table.Counted("unit", measure.Groups[2].Value, measure.Groups[1].Value) is { } joined
                ? [$"{measure.Groups[1].Value} {joined}"] : null;
        }

        /// <summary>From one number to a larger one; what has four digits at one end only is a telephone's.</summary>
        private string[]? Range(int i)
        {
            if (Span().Match(words[i].Core) is not { Success: true } span || table.Find("range", "-") is not { } to)
            {
                return null;
            }

            var (from, end) = (span.Groups[1].Value, span.Groups[2].Value);
            return (from.Length == end.Length || end.Length < 4) && string.CompareOrdinal(from.PadLeft(4), end.PadLeft(4)) < 0
                ? [$"{Year(from) ?? from} {to} {Year(end) ?? end}"] : null;
        }

        private string? Year(int i) => Year(words[i].Core);

        /// <summary>Four digits that are hardly anything but a year.</summary>
        private string? Year(string digits)
        {
            if (!LikelyYear().IsMatch(digits))
            {
                return null;
            }

            var form = digits[2..] == "00" ? "00" : digits[2] == '0' ? "0y" : "yy";
            return table.Find("year", form)?.Replace("{c}", digits[..2], StringComparison.Ordinal)
                .Replace("{y}", digits[2..].TrimStart('0'), StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"^[0-9]+([.,][0-9]+)*$", RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"^([0-9]{4})-([0-9]{2})-([0-9]{2})$", RegexOptions.NonBacktracking)]
    private static partial Regex IsoDate();

    [GeneratedRegex(@"^([0-9]{1,2})\.([0-9]{1,2})(?:\.([0-9]{4}))?$", RegexOptions.NonBacktracking)]
    private static partial Regex DottedDate();

    [GeneratedRegex(@"^([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?$", RegexOptions.NonBacktracking)]
    private static partial Regex SlashedDate();

    [GeneratedRegex(@"^([01]?[0-9]|2[0-4])[:h]([0-5][0-9])$", RegexOptions.NonBacktracking)]
    private static partial Regex ClockTime();

    [GeneratedRegex(
        @"^(?<sign>[$€£])?(?<whole>[0-9]{1,3}([.,][0-9]{3})+|[0-9]+)([.,](?<part>[0-9]{2}))?(?<sign>[$€£])?$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Amount();

    [GeneratedRegex(@"^([0-9]+(?:[.,][0-9]+)*)([^0-9.,].+)$", RegexOptions.NonBacktracking)]
    private static partial Regex Measure();

    [GeneratedRegex(@"^([0-9]{1,4})[-–]([0-9]{1,4})$", RegexOptions.NonBacktracking)]
    private static partial Regex Span();

    [GeneratedRegex(@"^1[789][0-9]{2}$", RegexOptions.NonBacktracking)]
    private static partial Regex LikelyYear();
}
