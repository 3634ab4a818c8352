using HeyGem.Core.Storage;

namespace HeyGem.Core.Ffmpeg.Answers;

/// <summary>By what a file that is being written is known while somebody reads it.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Changed">When it was last written to, UTC.</param>
internal sealed record FileState(long Bytes, DateTime Changed)
{
    /// <summary>How a file is now; of a symbolic link, what it points to.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileState Of(string path)
    {
        using var file = RegularFile.Open(path);
        return new FileState(file.Length, File.GetLastWriteTimeUtc(file.SafeFileHandle));
    }
}
