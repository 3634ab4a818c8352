using HeyGem.Testing;

namespace HeyGem.Architecture.Tests;

/// <summary>The project's own source files, as they lie in the checkout.</summary>
internal static class SourceTree
{
    private static readonly string[] _generated = ["node_modules", "artifacts", "bin", "obj", "dist", "wwwroot", ".git"];

    public static IEnumerable<string> Files(string folder, params string[] extensions)
    {
        var root = Path.Combine(TestFolders.Repository, folder);
        return Directory.Exists(root) ? Walk(root, extensions) : [];
    }

    public static string Relative(string file) => Path.GetRelativePath(TestFolders.Repository, file).Replace('\\', '/');

    private static IEnumerable<string> Walk(string folder, string[] extensions)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            if (extensions.Contains(Path.GetExtension(file)))
            {
                yield return file;
            }
        }

        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            if (_generated.Contains(Path.GetFileName(child)))
            {
                continue;
            }

            foreach (var file in Walk(child, extensions))
            {
                yield return file;
            }
        }
    }
}
