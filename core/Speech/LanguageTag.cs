using System.Text.RegularExpressions;

namespace HeyGem.Core.Speech;

/// <summary>Language tags as people, captions and synthesizers write them.</summary>
public static partial class LanguageTag
{
    private static readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal)
    {
        ["zh"] = "cmn",
        ["zho"] = "cmn",
        ["chi"] = "cmn",
        ["no"] = "nb",
        ["iw"] = "he",
        ["in"] = "id",
        ["ger"] = "de",
        ["deu"] = "de",
        ["fre"] = "fr",
        ["fra"] = "fr",
        ["eng"] = "en",
        ["spa"] = "es",
        ["ita"] = "it",
        ["por"] = "pt",
        ["rus"] = "ru",
        ["jpn"] = "ja",
        ["kor"] = "ko",
        ["dut"] = "nl",
        ["nld"] = "nl",
        ["pol"] = "pl",
        ["tur"] = "tr",
        ["ara"] = "ar",
    };

    /// <summary>Whether a text has the form of a tag: <c>de</c>, <c>pt-BR</c>, <c>zh-Hans</c>.</summary>
    public static bool IsTag(string text) => Form().IsMatch(text);

    /// <summary>The language that a captions file's name ends with: <c>de.srt</c> and <c>talk.pt-BR.vtt</c>; null for none.</summary>
    public static string? OfFile(string path)
    {
        var stem = Path.GetFileNameWithoutExtension(path);
        var last = stem[(stem.LastIndexOf('.') + 1)..];
        return IsTag(last) ? last : null;
    }

    /// <summary>How well one tag answers another: 3 the same, 2 the same language, 0 another.</summary>
    public static int Match(string own, string wanted)
    {
        var (a, b) = (Parts(own), Parts(wanted));
        return a[0] != b[0] ? 0 : a.SequenceEqual(b) ? 3 : 2;
    }

    private static string[] Parts(string tag)
    {
        var parts = tag.Replace('_', '-').ToLowerInvariant().Split('-');
        parts[0] = _aliases.GetValueOrDefault(parts[0], parts[0]);
        return parts is ["cmn", "hk" or "mo", ..] ? ["yue"] : parts;
    }

    [GeneratedRegex("^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}$", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
