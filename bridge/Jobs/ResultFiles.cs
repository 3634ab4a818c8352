namespace HeyGem.Bridge.Jobs;

/// <summary>Results on disk.</summary>
internal static class ResultFiles
{
    /// <summary>The media type of a result, by its extension.</summary>
    public static string TypeOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".MP4" => "video/mp4",
        ".MOV" => "video/quicktime",
        ".MKV" => "video/x-matroska",
        _ => "application/octet-stream",
    };

    /// <summary>Removes published results and the folders that are empty then; one that cannot be removed stays.</summary>
    public static void Remove(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            try
            {
                File.Delete(path);
                var folder = Path.GetDirectoryName(path)!;
                if (!Directory.EnumerateFileSystemEntries(folder).Any())
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
