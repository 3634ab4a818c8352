using HeyGem.Core.Errors;

namespace HeyGem.Core.Storage;

/// <summary>The folder that results go to.</summary>
public static class OutputFolder
{
    /// <summary>Proves, before any work, that a file can be made in the folder, or in the nearest folder above it that exists. Makes no folder and leaves no file.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/> or <see cref="ErrorCode.DiskFull"/>.</exception>
    public static void EnsureWritable(string folder)
    {
        var existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing))
        {
            if (File.Exists(existing))
            {
                throw new HeyGemException(ErrorCode.OutputNotWritable, $"'{existing}' is a file, so no folder of that name can hold results.");
            }

            existing = Path.GetDirectoryName(existing)
                ?? throw new HeyGemException(ErrorCode.OutputNotWritable, $"'{folder}' is on no drive that exists.");
        }

        using var proof = PartFile.Create(Path.Combine(existing, "heygem"));
    }
}
