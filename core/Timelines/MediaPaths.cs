using System.Text;

namespace HeyGem.Core.Timelines;

/// <summary>Paths from different machines in one form.</summary>
internal static class MediaPaths
{
    /// <summary>A path as a file system would compare it: separators unified, case ignored on Windows drives and shares.</summary>
    public static string Key(string path)
    {
        var unified = (path.StartsWith(@"\\?\", StringComparison.Ordinal) ? path[4..] : path).Replace('\\', '/')
            .Normalize(NormalizationForm.FormC);
        return IsOfWindows(unified) ? unified.ToLowerInvariant() : unified;
    }

    /// <summary>Whether a path with forward slashes begins with a drive letter or names a share.</summary>
    public static bool IsOfWindows(string unified) =>
        unified.StartsWith("//", StringComparison.Ordinal) || (unified.Length > 2 && char.IsAsciiLetter(unified[0]) && unified[1] == ':');
}
