using System.Text.RegularExpressions;
using HeyGem.Core.Speech.Reading;

namespace HeyGem.Core.Speech.Mandarin;

/// <summary>Writes numbers, dates, times, shares, money and units out in characters, as Mandarin says them.</summary>
internal static partial class ChineseForms
{
    // What is counted with 两 rather than 二.
    private const string Counters = "个只条张本次天年位块件种家名岁点小分秒周层台辆门套项倍人万亿千";

    private static readonly ReadingTable _table = ReadingTable.Of("cmn")!;

    /// <summary>How each word of a line is said; a word without digits stays as it is.</summary>
    /// <param name="words">The words as <see cref="WordCut.Words"/> cuts them: each character by itself, a number with its signs.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> words) =>
        [.. words.Select((word, i) => word.Any(char.IsDigit) ? Said(word, i + 1 < words.Count ? words[i + 1] : string.Empty) : word)];

    private static string Said(string word, string next)
    {
        // Digits and signs of full width are those of plain width, at a fixed distance.
        var plain = string.Concat(word.Select(c => c is >= '！' and <= '～' and not '，' ? (char)(c - '！' + '!') : c));
        plain = IsoDate().Replace(plain, m => $"{ChineseNumber.ByDigit(m.Groups[1].Value)}年{Number(m.Groups[2])}月{Number(m.Groups[3])}日");
        plain = Clock().Replace(plain, m => Time(m.Groups[1].Value, m.Groups[2].Value));
        plain = Range().Replace(plain, "$1到$2");
        plain = Telephone().Replace(plain, m => ChineseNumber.ByDigit(m.Value));
        return Amount().Replace(plain, m => Quantity(m, m.Index + m.Length == plain.Length ? next : string.Empty));
    }

    private static string Number(Group group) => ChineseNumber.Of(group.Value);

    private static string Time(string hour, string minutes) => minutes == "00" ? $"{Counted(hour, "点")}点"
        : $"{Counted(hour, "点")}点{(minutes[0] == '0' ? "零" : string.Empty)}{ChineseNumber.Of(minutes)}分";

    /// <summary>A number with its sign before it and its unit behind it.</summary>
    private static string Quantity(Match match, string next)
    {
        var (before, whole, part, unit) = (
            match.Groups["before"].Value, match.Groups["whole"].Value.Replace(",", string.Empty, StringComparison.Ordinal),
            match.Groups["part"].Value, match.Groups["unit"].Value);
        var said = next.StartsWith('年') && whole.Length == 4 && part.Length == 0 ? ChineseNumber.ByDigit(whole)
            : part.Length > 0 ? $"{ChineseNumber.Of(whole)}点{ChineseNumber.ByDigit(part)}"
            : Counted(whole, unit.Length == 0 ? next : unit);
        said = before is "-" or "−" ? $"负{said}" : said;
        var coin = _table.Find("coin", before);
        return unit == "%" ? $"百分之{said}" : unit == "‰" ? $"千分之{said}" : $"{said}{_table.Find("unit", unit) ?? unit}{coin}";
    }

    /// <summary>A whole number before what is counted.</summary>
    private static string Counted(string digits, string what) =>
        digits == "2" && what.Length > 0 && Counters.Contains(what[0], StringComparison.Ordinal) ? "两" : ChineseNumber.Of(digits);

    [GeneratedRegex(@"\b([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})\b", RegexOptions.CultureInvariant)]
    private static partial Regex IsoDate();

    [GeneratedRegex(@"(?<![0-9:])([01]?[0-9]|2[0-4]):([0-5][0-9])(?![0-9:])", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex(@"([0-9])[-–~]([0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@"(?<![0-9.,])(1[0-9]{10}|0[0-9]{2,})(?![0-9.,])", RegexOptions.CultureInvariant)]
    private static partial Regex Telephone();

    [GeneratedRegex(
        @"(?<before>[-−¥$€£])?(?<whole>[0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.(?<part>[0-9]+))?(?<unit>[%‰]|[a-zA-Z°²³/]+)?",
        RegexOptions.CultureInvariant)]
    private static partial Regex Amount();
}
