using System.Security.Cryptography;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Queue;

namespace HeyGem.Bridge.Retention;

/// <summary>
/// What may be removed once it is old: uploads, thumbnails, caches, and the results of jobs that were sent as removable. What waiting or
/// running clips read is never old, a source is never named here, and a result that somebody has changed since is theirs and stays.
/// </summary>
internal static class KeptFiles
{
    /// <summary>What was used within this time is not removed for its size: somebody may be about to render it.</summary>
    private static readonly TimeSpan _fresh = TimeSpan.FromDays(1);

    /// <summary>The files to remove so that nothing is older than an age and all together fit a size; the oldest first.</summary>
    /// <param name="settings">Where the data folder is.</param>
    /// <param name="age">What was used within this time stays, if there is room.</param>
    /// <param name="maxBytes">How much may stay.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="Core.Errors.HeyGemException"><see cref="Core.Errors.ErrorCode.StoreFailed"/>: nothing is known to be free, so
    /// nothing is named.</exception>
    public static IReadOnlyList<KeptFile> Find(BridgeSettings settings, TimeSpan age, long maxBytes, TimeProvider time)
    {
        var needed = JobQueue.FilesInUse(settings.StorePath);
        var now = time.GetUtcNow();
        var own = new[] { settings.UploadFolder, settings.ThumbnailFolder, settings.CacheFolder }
            .Where(Directory.Exists)
            .SelectMany(folder => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories))
            .Select(f => new KeptFile(f.FullName, f.Length, UsedAt(f), null, f.Directory!.Parent?.FullName == settings.UploadFolder));
        var results = JobQueue.RemovableResults(settings.StorePath)
            .Select(r => (r.JobId, r.Output, File: new FileInfo(r.Output.Path)))
            .Where(r => r.File.Exists && r.File.Length == r.Output.Bytes)
            .Select(r => new KeptFile(r.File.FullName, r.File.Length, UsedAt(r.File), r.Output.Sha256,
                r.File.Directory!.Name == r.JobId[..8]));
        long kept = 0;
        return [.. own.Concat(results)
            .Where(f => !needed.Contains(f.Path))
            .OrderByDescending(f => f.Used)
            .Where(f => f.Used < now - age || ((kept += f.Bytes) > maxBytes && (f.Used < now - _fresh || age < _fresh)))
            .Reverse()];
    }

    /// <summary>Removes a file, and its folder where that was made for it alone and is empty then.</summary>
    /// <returns>False when the file was used or changed meanwhile, or cannot be removed now; it stays.</returns>
    public static bool Remove(KeptFile file)
    {
        try
        {
            var now = new FileInfo(file.Path);
            if (!now.Exists || UsedAt(now) != file.Used || (file.Sha256 is { } sum && SumOf(file.Path) != sum))
            {
                return false;
            }

            now.Delete();
            if (file.OwnFolder && !now.Directory!.EnumerateFileSystemInfos().Any())
            {
                now.Directory.Delete();
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static DateTimeOffset UsedAt(FileInfo file) =>
        new(file.LastAccessTimeUtc > file.LastWriteTimeUtc ? file.LastAccessTimeUtc : file.LastWriteTimeUtc);

    private static string SumOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

/// <summary>A file that may be removed.</summary>
/// <param name="Path">Where.</param>
/// <param name="Bytes">How long.</param>
/// <param name="Used">When it was last used.</param>
/// <param name="Sha256">Its hash when it was published, for a result; null for what only this program writes.</param>
/// <param name="OwnFolder">Whether its folder was made for it and goes with it.</param>
internal sealed record KeptFile(string Path, long Bytes, DateTimeOffset Used, string? Sha256, bool OwnFolder);
