using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Farm.Work;

/// <summary>A folder that the bridge's machine and a worker's both see, each under a name of its own.</summary>
/// <param name="There">As the bridge calls it.</param>
/// <param name="Here">As this machine does; absolute.</param>
internal sealed record SharedFolder(string There, string Here)
{
    private static readonly char[] _separators = ['/', '\\'];

    /// <summary>Reads <c>THERE=HERE</c>.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>.</exception>
    public static SharedFolder Read(string words)
    {
        var at = words.IndexOf('=', StringComparison.Ordinal);
        var (there, here) = at < 0 ? (string.Empty, string.Empty) : (words[..at].TrimEnd(_separators), words[(at + 1)..]);
        return there.Length > 0 && Path.IsPathFullyQualified(here)
            ? new SharedFolder(there, Path.GetFullPath(here))
            : throw new HeyGemException(ErrorCode.ArgumentInvalid, $"--share {words} is not two folders.")
            {
                Hint = "Write the folder as the bridge calls it, = and the folder as this machine calls it: /mnt/media=/Volumes/media.",
            };
    }

    /// <summary>Where a file of the bridge lies on this machine; null where it lies outside the folder.</summary>
    /// <param name="path">The bridge's path, of whatever system it runs on.</param>
    public string? Find(string path)
    {
        // Windows does not tell capital letters apart; a path there begins with a drive or two backslashes.
        var isWindows = There.Contains('\\', StringComparison.Ordinal) || There.Contains(':', StringComparison.Ordinal);
        var (there, sought) = isWindows ? (There.Replace('\\', '/'), path.Replace('\\', '/')) : (There, path);
        if (!sought.StartsWith(there + '/', isWindows ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = sought[(there.Length + 1)..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0 && !parts.Any(part => part is "." or ".." || part.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()))
            ? Path.Combine([Here, .. parts]) : null;
    }
}
