using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Cli.Arguments;

/// <summary>A path as somebody typed it.</summary>
internal static class NamedPath
{
    /// <summary>
    /// The whole path. A <c>~</c> that begins it is the user's home, unless something here is called so: behind an equals sign, as in
    /// <c>--out=~/results</c>, a shell leaves it as it is.
    /// </summary>
    /// <param name="what">What the path is of, such as <c>--out</c>, for the message.</param>
    /// <param name="text">The path.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: it is empty.</exception>
    public static string Full(string what, string text) => string.IsNullOrWhiteSpace(text)
        ? throw new HeyGemException(ErrorCode.ArgumentInvalid, $"{what} is empty; it names a file or a folder.")
        : Path.GetFullPath(IsAtHome(text) && !Path.Exists("~") ? Home + text[1..] : text);

    /// <summary>The same of a folder, which may not be there yet: a file that has its name is told at once.</summary>
    /// <param name="what">What the path is of.</param>
    /// <param name="text">The path.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: it is empty or a file.</exception>
    public static string Folder(string what, string text) => Full(what, text) is var path && File.Exists(path)
        ? throw new HeyGemException(ErrorCode.ArgumentInvalid, $"{what} names a folder, and {path} is a file.") : path;

    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static bool IsAtHome(string text) => text[0] == '~' && (text.Length == 1 || text[1] is '/' or '\\');
}
