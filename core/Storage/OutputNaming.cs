using System.Globalization;
using System.Text.RegularExpressions;

namespace HeyGem.Core.Storage;

/// <summary>Names of results.</summary>
public static partial class OutputNaming
{
    private const int MaxNameBytes = 240;
    private const string Ending = "_lipsync";

    /// <summary>The first free name <c>clip_lipsync.ext</c>, <c>clip_lipsync (2).ext</c>, ... in a folder.</summary>
    /// <param name="folder">The folder; it need not exist yet.</param>
    /// <param name="clipName">Name of the clip's file, with or without its ending.</param>
    /// <param name="extension">Ending of the result with its dot.</param>
    /// <param name="variant">What tells it from other results of the clip, such as a language: <c>clip_de_lipsync.ext</c>.</param>
    public static string FreeName(string folder, string clipName, string extension, string? variant = null) =>
        Free(Beside(folder, clipName, variant, Ending + extension));

    /// <summary>The first free name <c>clip_preview.ext</c>, <c>clip_preview (2).ext</c>, ... in a folder.</summary>
    internal static string FreePreview(string folder, string clipName, string extension) =>
        Free(Beside(folder, clipName, null, "_preview" + extension));

    /// <summary>The name <c>clip_de.srt</c> of a file that belongs to a result; another file may have it.</summary>
    /// <param name="folder">The folder of the result.</param>
    /// <param name="clipName">Name of the clip's file, with or without its ending.</param>
    /// <param name="variant">What tells the result from others of the clip, at most 40 letters and digits; null for nothing.</param>
    /// <param name="tail">What the name ends with, with its dot.</param>
    internal static string Beside(string folder, string clipName, string? variant, string tail)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(clipName);
        var between = variant is null ? string.Empty : "_" + variant;
        var stem = Shorten(Path.GetFileNameWithoutExtension(Path.GetFileName(clipName)), MaxNameBytes - 40 - between.Length);
        return Path.Combine(Path.GetFullPath(folder), stem + between + tail);
    }

    /// <summary>Whether a file has the name of a result, numbered or not.</summary>
    public static bool IsResult(string path) => ResultName().IsMatch(Path.GetFileNameWithoutExtension(path));

    /// <summary>The path itself where nothing has it, else the first free <c>name (2).ext</c>.</summary>
    internal static string Free(string path)
    {
        var candidate = path;
        for (var number = 2; Path.Exists(candidate); number++)
        {
            candidate = Numbered(path, number);
        }

        return candidate;
    }

    internal static string Numbered(string path, int number) => Path.Combine(
        Path.GetDirectoryName(path)!,
        string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)} ({number}){Path.GetExtension(path)}"));

    private static string Shorten(string name, int bytes)
    {
        // File systems count bytes; a cut must not fall inside a character.
        while (System.Text.Encoding.UTF8.GetByteCount(name) > bytes)
        {
            name = name[..^(char.IsLowSurrogate(name[^1]) ? 2 : 1)];
        }

        return name;
    }

    [GeneratedRegex(Ending + @"( \(\d+\))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ResultName();
}
