using System.Security.Cryptography;
using HeyGem.Core.Queue.Model;

namespace HeyGem.Bridge.Http.Media;

/// <summary>Results on disk.</summary>
internal static class ResultFiles
{
    /// <summary>The media type of a result or a clip, by its extension.</summary>
    public static string TypeOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".MP4" => "video/mp4",
        ".MOV" => "video/quicktime",
        ".MKV" => "video/x-matroska",
        ".WEBM" => "video/webm",
        ".JPG" or ".JPEG" => "image/jpeg",
        ".PNG" => "image/png",
        _ => "application/octet-stream",
    };

    /// <summary>Removes files that lay beside results; one that somebody has written to since is theirs and stays.</summary>
    /// <param name="files">The files, each with the moment when its render had ended.</param>
    public static void RemoveBeside(IEnumerable<(string Path, DateTimeOffset? Finished)> files)
    {
        foreach (var (path, finished) in files)
        {
            try
            {
                if (File.GetLastWriteTimeUtc(path) <= finished?.UtcDateTime)
                {
                    File.Delete(path);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It is open in an editor, or on a drive that was unplugged.
            }
        }
    }

    /// <summary>
    /// Removes published results, and the job's own folder when that is empty then. A file that is not the one that was published is
    /// somebody's own by now and stays, as does one that cannot be removed.
    /// </summary>
    /// <param name="results">The results as they were recorded.</param>
    /// <param name="ownFolder">The name of the folder that was made for the job; another folder, such as a source's, is never
    /// removed.</param>
    public static async Task RemoveAsync(IEnumerable<ItemOutput> results, string ownFolder)
    {
        foreach (var result in results)
        {
            try
            {
                if (!await IsAsPublishedAsync(result))
                {
                    continue;
                }

                File.Delete(result.Path);
                var folder = Path.GetDirectoryName(result.Path)!;
                if (Path.GetFileName(folder) == ownFolder && !Directory.EnumerateFileSystemEntries(folder).Any())
                {
                    Directory.Delete(folder);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It is the user's file now: open in an editor, or on a drive that was unplugged.
            }
        }
    }

    private static async Task<bool> IsAsPublishedAsync(ItemOutput result)
    {
        await using var file = new FileStream(result.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 17,
            FileOptions.Asynchronous | FileOptions.SequentialScan);
        return file.Length == result.Bytes && Convert.ToHexStringLower(await SHA256.HashDataAsync(file)) == result.Sha256;
    }
}
