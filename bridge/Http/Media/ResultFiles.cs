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

    /// <summary>Removes published results, and the job's own folder when that is empty then; one that cannot be removed stays.</summary>
    /// <param name="paths">The results.</param>
    /// <param name="ownFolder">The name of the folder that was made for the job; another folder, such as a source's, is never removed.</param>
    public static void Remove(IEnumerable<string> paths, string ownFolder)
    {
        foreach (var path in paths)
        {
            try
            {
                File.Delete(path);
                var folder = Path.GetDirectoryName(path)!;
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
}
