using System.Net;
using System.Text.RegularExpressions;

namespace HeyGem.Core.Captions;

/// <summary>What of a cue's lines is said, and who says it.</summary>
internal static partial class CueText
{
    private const int LongestName = 40;

    // "他说：" is part of what is said, not a name.
    private const string SaysVerbs = "说說道问問是";

    /// <summary>
    /// Takes markup away (HTML and WebVTT tags, <c>{\an8}</c>, entities), names of sounds (<c>[music]</c>, <c>♪</c>), and the speaker
    /// where the cue begins with one: <c>Anna:</c>, <c>[Anna]</c>, <c>&lt;v Anna&gt;</c>. The lines become one.
    /// </summary>
    public static (string Text, string? Speaker) Of(IReadOnlyList<string> lines)
    {
        var raw = string.Join(' ', lines.Select(line => LineStart().Replace(line, string.Empty)));
        var tagged = VoiceTag().Match(raw) is { Success: true } tag ? Name(WebUtility.HtmlDecode(tag.Groups[1].Value)) : null;
        var plain = WebUtility.HtmlDecode(Override().Replace(Tag().Replace(Break().Replace(raw, " "), string.Empty), string.Empty));
        var text = Spaces(plain);
        var speaker = tagged;
        if (speaker is null && BracketLabel().Match(text) is { Success: true } bracket && bracket.Length < text.Length)
        {
            // "[music]" alone, or in lower case, is a sound; "[Anna] ..." says who speaks.
            (speaker, text) = (Name(bracket.Groups[1].Value), text[bracket.Length..]);
        }
        else if (speaker is null && ColonLabel().Match(text) is { Success: true } colon
            && IsName(colon.Groups[1].Value, text[colon.Length..]))
        {
            (speaker, text) = (Name(colon.Groups[1].Value), text[colon.Length..]);
        }

        var said = Spaces(Sound().Replace(text, " "));
        return (said.StartsWith('(') && said.IndexOf(')', StringComparison.Ordinal) == said.Length - 1 ? string.Empty : said, speaker);
    }

    /// <summary>Whether what stands before a colon is somebody, not the hour, an address or a verb.</summary>
    private static bool IsName(string name, string after) =>
        !after.StartsWith('/') && !SaysVerbs.Contains(name[^1], StringComparison.Ordinal)
        && !(char.IsAsciiDigit(name[^1]) && after.Length > 0 && char.IsAsciiDigit(after[0]));

    private static string? Name(string text) => Spaces(text) is { Length: > 0 and <= LongestName } name ? name : null;

    private static string Spaces(string text) => Space().Replace(text, " ").Trim();

    // Control characters and marks of direction are not said either; a voice may stumble over them.
    [GeneratedRegex(@"[\s\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();

    [GeneratedRegex(@"^\s*(?:[-–—]\s+|>>+\s*)", RegexOptions.NonBacktracking)]
    private static partial Regex LineStart();

    [GeneratedRegex(@"<v(?:\.[^ \t>]*)?[ \t]+([^>]{1,200})>", RegexOptions.NonBacktracking)]
    private static partial Regex VoiceTag();

    // What ends a line or another's words parts what stands at its sides; every other tag may stand inside a word.
    [GeneratedRegex(@"</?(?:[Bb][Rr]|[Pp]|[Vv]|[Dd][Ii][Vv]|[Rr][Tt])(?:[\s./][^<>]*)?>", RegexOptions.NonBacktracking)]
    private static partial Regex Break();

    // Only what looks like a tag: "3 < 5" stays.
    [GeneratedRegex(@"</?[A-Za-z][^<>]*>|<[0-9:.]+>|</?>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\{\\[^{}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Override();

    [GeneratedRegex(@"^\[((?:\p{Lu}|\p{Lo})[^\[\]]{0,39})\]:?\s*", RegexOptions.NonBacktracking)]
    private static partial Regex BracketLabel();

    // One to three words that begin with a capital, or signs without case; "At 10:30" and "http://" are none.
    [GeneratedRegex(@"^((?:\p{Lu}[\p{L}\p{M}'’.\-]*[0-9]?(?: (?:\p{Lu}[\p{L}\p{M}'’.\-]*|[0-9]{1,2})){0,2})|\p{Lo}{1,8})\s?[:：]\s*",
        RegexOptions.NonBacktracking)]
    private static partial Regex ColonLabel();

    [GeneratedRegex(@"\[[^\[\]]*\]|[♪♫]+", RegexOptions.NonBacktracking)]
    private static partial Regex Sound();
}
