using System.Text;

namespace HeyGem.Core.Timelines;

/// <summary>Finds the media that a timeline names on this machine, and names files of this machine as the timeline's own machine
/// would.</summary>
/// <param name="folder">The folder of the timeline, which relative paths count from.</param>
/// <param name="moved">Folders of the timeline's machine and where they are on this one; where the first is empty, files that are not
/// found otherwise are looked for in the second by their names alone.</param>
/// <param name="exists">Tells whether there is a file that may be used; the file system's word where left out.</param>
public sealed class MediaRoots(string folder, IReadOnlyList<(string From, string To)> moved, Func<string, bool>? exists = null)
{
    private readonly Func<string, bool> _exists = exists ?? File.Exists;

    /// <summary>Where a file lies.</summary>
    /// <param name="Path">Its path on this machine.</param>
    /// <param name="Stated">The path that the timeline means, in its machine's own form.</param>
    /// <param name="Offline">Whether there is no such file.</param>
    internal readonly record struct Place(string Path, string Stated, bool Offline);

    /// <summary>The place of a file that a timeline names by a URL or a path. Looks whether it exists; opens nothing.</summary>
    internal Place Locate(string url)
    {
        var place = LocateAsStated(url);
        if (!place.Offline)
        {
            return place;
        }

        var name = place.Stated.Replace('\\', '/').Split('/')[^1];
        return Named(name, moved.Where(m => m.From.Length == 0)) is { } found ? At(found, place.Stated) : place;
    }

    private Place LocateAsStated(string url)
    {
        var stated = FileUrl.PathOf(url);
        if (stated is null)
        {
            return new Place(url, url, Offline: true);
        }

        var unified = stated.Replace('\\', '/');
        foreach (var (from, to) in moved.Where(m => m.From.Length > 0))
        {
            if (Below(unified, from) is { } rest)
            {
                return At(Path.Combine([to, .. rest.Split('/', StringSplitOptions.RemoveEmptyEntries)]), stated);
            }
        }

        if (MediaPaths.IsOfWindows(unified))
        {
            return OperatingSystem.IsWindows() ? At(stated, stated) : new Place(stated, stated, Offline: true);
        }

        return At(unified.StartsWith('/') ? unified : Path.Combine(folder, unified), stated);
    }

    /// <summary>The place of a file that may be named without its folder: then it is looked for in the timeline's folder and in the
    /// folders that others were moved to.</summary>
    internal Place Find(string name)
    {
        var place = Locate(name);
        if (!place.Offline || name.AsSpan().ContainsAny('/', '\\'))
        {
            return place;
        }

        return Named(name, moved) is { } found ? At(found, name) : place;
    }

    private string? Named(string name, IEnumerable<(string From, string To)> folders) =>
        name is "" or "." or ".." ? null : folders.Select(m => Path.Combine(m.To, name)).FirstOrDefault(_exists);

    /// <summary>A file of this machine as the timeline's machine would call it, with forward slashes.</summary>
    internal string Restate(string path)
    {
        var unified = path.Replace(Path.DirectorySeparatorChar, '/');
        foreach (var (from, to) in moved.Where(m => m.From.Length > 0))
        {
            if (Below(unified, Path.GetFullPath(to)) is { } rest)
            {
                return $"{from.Replace('\\', '/').TrimEnd('/')}/{rest}";
            }
        }

        return unified;
    }

    /// <summary>What of a path lies below a folder, or null where it does not.</summary>
    private static string? Below(string unified, string folder)
    {
        var root = folder.Replace('\\', '/').TrimEnd('/').Normalize(NormalizationForm.FormC);
        var path = unified.Normalize(NormalizationForm.FormC);
        return path.Length > root.Length && path[root.Length] == '/' && MediaPaths.Key(path[..root.Length]) == MediaPaths.Key(root)
            ? path[(root.Length + 1)..] : null;
    }

    private Place At(string path, string stated)
    {
        var full = path.Contains('\0', StringComparison.Ordinal) ? path : Path.GetFullPath(path);
        return new Place(full, stated, !_exists(full));
    }
}
