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

    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static bool IsAtHome(string text) => text[0] == '~' && (text.Length == 1 || text[1] is '/' or '\\');
}
