namespace HeyGem.Testing;

/// <summary>Where tests find the repository and the real clips that may lie beside it.</summary>
public static class TestFolders
{
    /// <summary>The repository's root: the first folder above the test binary with the solution in it.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The folder of real clips, or null where the checkout stands alone; tests that need it then skip and say so.</summary>
    public static string? SharedMedia
    {
        get
        {
            var folder = Path.GetFullPath(Path.Combine(Repository, "..", "shared", "media"));
            return Directory.Exists(folder) ? folder : null;
        }
    }

    private static string FindRepository()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "HeyGem.Bridge.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"No HeyGem.Bridge.sln above {AppContext.BaseDirectory}.");
    }
}
