namespace HeyGem.Core.Storage;

/// <summary>Small files that a power cut leaves whole: as they were before, or as they are now.</summary>
public static class DurableFile
{
    /// <summary>Writes a file beside its name, flushes it, gives it its name in place of what had it, and flushes the folder.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var part = $"{path}.part";
        using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, 1))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
        DurableFolder.Flush(Path.GetDirectoryName(path)!);
    }
}
