namespace HeyGem.Bridge.Http.Media;

/// <summary>Where a path really leads, every link on the way followed.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>The path without links, or null when it runs in circles. Parts that do not exist stay as they are.</summary>
    /// <param name="path">An absolute path.</param>
    public static string? Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        var current = Path.GetPathRoot(full)!;
        var pending = new Stack<string>(Segments(full[current.Length..]));
        for (var links = 0; pending.TryPop(out var segment);)
        {
            if (segment == "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }

            var next = Path.Combine(current, segment);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                return null;
            }

            if (Path.GetPathRoot(target) is { Length: > 0 } root)
            {
                current = root;
                target = target[root.Length..];
            }

            foreach (var part in Segments(target))
            {
                pending.Push(part);
            }
        }

        return current;
    }

    /// <summary>Whether a path without links lies in a folder without links, compared segment by segment.</summary>
    public static bool IsInside(string path, string folder)
    {
        var comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        var prefix = Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar;
        return path.StartsWith(folder.EndsWith(Path.DirectorySeparatorChar) ? folder : prefix, comparison);
    }

    /// <summary>The last segment first, so that pushing them in order leaves the first on top.</summary>
    private static IEnumerable<string> Segments(string path) => path
        .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
        .Where(s => s != ".")
        .Reverse();
}
