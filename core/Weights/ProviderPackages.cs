using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Weights;

/// <summary>Unpacks a provider's package: an npm archive whose libraries are put into one folder together with the runtime they belong to.</summary>
public static class ProviderPackages
{
    /// <summary>Checks an archive against the catalogue and takes its libraries.</summary>
    /// <param name="archive">The archive as npm packs it.</param>
    /// <param name="package">What the catalogue says of it.</param>
    /// <param name="runtimeFile">The runtime that came with the program; a provider is looked for beside it, so it is copied along.</param>
    /// <param name="folder">Where the libraries go; made whole beside it, then put in its place.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsHashMismatch"/>, <see cref="ErrorCode.WeightsUnreadable"/>.</exception>
    public static void Unpack(string archive, ProviderPackage package, string runtimeFile, string folder)
    {
        ArgumentNullException.ThrowIfNull(package);
        var part = folder + ".part";
        try
        {
            using (var stream = File.OpenRead(archive))
            {
                var sum = "sha512-" + Convert.ToBase64String(SHA512.HashData(stream));
                if (sum != package.Integrity)
                {
                    throw new HeyGemException(ErrorCode.WeightsHashMismatch, $"{Path.GetFileName(archive)} is not {package.Package} {package.Version}; nothing of it was kept.");
                }
            }

            Clear(part);
            Directory.CreateDirectory(part);
            TakeLibraries(archive, part);
            File.Copy(runtimeFile, Path.Combine(part, Path.GetFileName(runtimeFile)), overwrite: true);
            Clear(folder);
            Directory.Move(part, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new HeyGemException(ErrorCode.WeightsUnreadable, $"{Path.GetFileName(archive)} cannot be unpacked into {folder}: {e.Message}", e);
        }
        finally
        {
            Clear(part);
        }
    }

    private static void TakeLibraries(string archive, string folder)
    {
        using var stream = File.OpenRead(archive);
        using var unzipped = new GZipStream(stream, CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        while (tar.GetNextEntry() is { } entry)
        {
            // The name alone is used: an archive cannot write anywhere else.
            var name = Path.GetFileName(entry.Name);
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && Path.GetExtension(name) is ".so" or ".dll")
            {
                entry.ExtractToFile(Path.Combine(folder, name), overwrite: true);
            }
        }
    }

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
