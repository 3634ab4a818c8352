using HeyGem.Core.Errors;

namespace HeyGem.Core.Storage;

/// <summary>The folder that results go to.</summary>
public static class OutputFolder
{
    /// <summary>
    /// Proves, before any work, that a file can be made in the folder, or in the nearest folder above it that exists. Makes no folder and
    /// leaves no file.
    /// </summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/> or <see cref="ErrorCode.DiskFull"/>.</exception>
    public static void EnsureWritable(string folder)
    {
        var existing = Disk.NearestFolder(Path.GetFullPath(folder));
        if (!Directory.Exists(existing))
        {
            throw new HeyGemException(ErrorCode.OutputNotWritable, $"'{folder}' is on no drive that exists.");
        }

        if (Path.GetRelativePath(existing, folder).Split(Path.DirectorySeparatorChar)[0] is var next
            && File.Exists(Path.Combine(existing, next)))
        {
            throw new HeyGemException(
                ErrorCode.OutputNotWritable, $"'{Path.Combine(existing, next)}' is a file, so no folder of that name can hold results.");
        }

        using var proof = PartFile.Create(Path.Combine(existing, "heygem"));
    }
}
