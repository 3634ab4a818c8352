using System.Globalization;

namespace HeyGem.Bridge.Errors;

/// <summary>
/// Text from outside, made fit to show: no control or direction characters, no lone halves of a character, a bounded length.
/// </summary>
internal static class DisplayText
{
    public static string Text(string text, int maxLength)
    {
        var kept = text.Length <= maxLength ? text : text[..maxLength];
        return kept.Any(IsUnfit) ? string.Create(kept.Length, kept, static (span, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                span[i] = IsUnfit(from[i]) && !IsPair(from, i) ? '\uFFFD' : from[i];
            }
        }) : kept;
    }

    private static bool IsUnfit(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsPair(string text, int i) =>
        (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        || (char.IsLowSurrogate(text[i]) && i > 0 && char.IsHighSurrogate(text[i - 1]));
}
