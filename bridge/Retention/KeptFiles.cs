using HeyGem.Core.Jobs;

namespace HeyGem.Bridge.Web;

/// <summary>What lies in the data folder for the program's own use: uploads, thumbnails, caches. What waiting clips need is never old.</summary>
internal static class KeptFiles
{
    /// <summary>The files to remove so that nothing is older than an age and all together fit a size; the oldest first.</summary>
    /// <param name="settings">Where the data folder is.</param>
    /// <param name="cacheFolder">Where the engine's caches lie.</param>
    /// <param name="age">What was used within this time stays, if there is room.</param>
    /// <param name="maxBytes">How much may stay.</param>
    /// <param name="time">The clock.</param>
    public static IReadOnlyList<KeptFile> Find(BridgeSettings settings, string cacheFolder, TimeSpan age, long maxBytes, TimeProvider time)
    {
        var needed = JobLedger.FilesInUse(settings.StorePath);
        var oldest = time.GetUtcNow() - age;
        var files = new[] { settings.UploadFolder, settings.ThumbnailFolder, cacheFolder }
            .Where(Directory.Exists)
            .SelectMany(folder => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories))
            .Where(f => !needed.Contains(f.FullName))
            .Select(f => new KeptFile(f.FullName, f.Length, new DateTimeOffset(f.LastAccessTimeUtc > f.LastWriteTimeUtc ? f.LastAccessTimeUtc : f.LastWriteTimeUtc)))
            .OrderByDescending(f => f.Used)
            .ToList();
        long kept = 0;
        return [.. files.Where(f => f.Used < oldest || (kept += f.Bytes) > maxBytes).Reverse()];
    }

    /// <summary>Removes a file, and its folder when that is empty then.</summary>
    public static void Remove(KeptFile file)
    {
        File.Delete(file.Path);
        var folder = Path.GetDirectoryName(file.Path)!;
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }
}

/// <summary>A file of the data folder.</summary>
/// <param name="Path">Where.</param>
/// <param name="Bytes">How long.</param>
/// <param name="Used">When it was last used.</param>
internal sealed record KeptFile(string Path, long Bytes, DateTimeOffset Used);
