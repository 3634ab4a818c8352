namespace HeyGem.Core.Errors;

/// <summary>A file's name as it is shown to people.</summary>
internal static class MediaName
{
    private const int MaxLength = 120;

    /// <summary>
    /// The name without its folder, in quotes. Control characters and marks that turn the direction of writing are legal in names and
    /// would garble a terminal or a log; they are shown as <c>?</c>.
    /// </summary>
    public static string Of(string path)
    {
        var name = Path.GetFileName(path.TrimEnd(Path.DirectorySeparatorChar));
        var shown = string.Create(Math.Min(name.Length, MaxLength), name, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                var c = source[i];
                span[i] = char.IsControl(c) || c is '\u061C' or (>= '\u200E' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (
                    >= '\u2066' and <= '\u2069') ? '?' : c;
            }
        });
        return $"'{shown}{(name.Length > MaxLength ? "..." : string.Empty)}'";
    }
}
