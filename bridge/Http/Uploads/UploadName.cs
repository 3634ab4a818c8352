using System.Text;
using HeyGem.Bridge.Errors;

namespace HeyGem.Bridge.Http.Uploads;

/// <summary>A file name that is safe on every system, made from what a client calls its file.</summary>
internal static class UploadName
{
    private const int MaxBytes = 120;
    private const string Forbidden = "<>:\"/\\|?*%";

    /// <summary>The name without folders, forbidden characters, leading dots or dashes; never empty, at most 120 bytes of UTF-8.</summary>
    public static string From(string? name)
    {
        var last = DisplayText.Text(name ?? string.Empty, 500).Split('/', '\\')[^1];
        var clean = new string([.. last.Select(c => c == '\uFFFD' || Forbidden.Contains(c, StringComparison.Ordinal) ? '_' : c)])
            .Trim(' ', '.', '-');
        var extension = Path.GetExtension(clean) is { Length: > 1 and <= 8 } e
            && e.Skip(1).All(char.IsAsciiLetterOrDigit) ? e : string.Empty;
        var stem = clean[..^extension.Length].TrimEnd(' ', '.');
        while (Encoding.UTF8.GetByteCount(stem) > MaxBytes - extension.Length)
        {
            stem = stem[..^(char.IsLowSurrogate(stem[^1]) ? 2 : 1)];
        }

        return (IsReserved(stem) ? "clip" : stem) + extension.ToLowerInvariant();
    }

    private static bool IsReserved(string stem)
    {
        var upper = stem.ToUpperInvariant();
        return stem.Length == 0 || upper is "CON" or "PRN" or "AUX" or "NUL"
            || (upper.Length == 4 && (upper.StartsWith("COM", StringComparison.Ordinal)
                || upper.StartsWith("LPT", StringComparison.Ordinal)) && char.IsDigit(upper[3]));
    }
}
