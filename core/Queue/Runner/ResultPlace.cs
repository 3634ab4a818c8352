using System.Security.Cryptography;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Storage;
using Segments = HeyGem.Core.Render.Segments.SegmentFolder;

namespace HeyGem.Core.Queue.Runner;

/// <summary>
/// Where an item's render works and how its file gets its final name. The render writes into a folder of its own inside the result's
/// folder, so on the same disk; nothing half done ever lies under a final name, and removing that one folder removes every trace.
/// </summary>
internal static class ResultPlace
{
    private const string Prefix = ".heygem-";

    /// <summary>The item's working folder.</summary>
    public static string StagingFolder(Claim claim) => Path.Combine(claim.Spec.OutputFolder, Prefix + claim.ItemId);

    /// <summary>Where the item's finished segments are kept from one attempt to the next, inside the working folder.</summary>
    public static string SegmentFolder(Claim claim) => Path.Combine(StagingFolder(claim), "segments");

    /// <summary>
    /// Removes a working folder with all it holds; nothing happens when there is none, or where the name is none of a working folder.
    /// </summary>
    public static void RemoveStaging(string folder)
    {
        if (Path.GetFileName(folder).StartsWith(Prefix, StringComparison.Ordinal) && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Makes the working folder, with nothing in it but the segments of earlier attempts.</summary>
    public static void BeginStaging(Claim claim)
    {
        var staging = Directory.CreateDirectory(StagingFolder(claim));
        foreach (var left in staging.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0 }))
        {
            if (left is DirectoryInfo folder && folder.FullName != SegmentFolder(claim))
            {
                folder.Delete(recursive: true);
            }
            else if (left is FileInfo file)
            {
                file.Delete();
            }
        }

        Segments.Begin(SegmentFolder(claim));
    }

    /// <summary>The first free name of the series <c>clip.mp4</c>, <c>clip (2).mp4</c>, ... in a folder.</summary>
    public static string FreeName(string folder, string fileName) => OutputNaming.Free(Path.Combine(folder, fileName));

    /// <summary>Gives the staged file its final name without ever replacing a file, and makes the name durable.</summary>
    /// <returns>False when the name has been taken meanwhile; the staged file is then still in its place.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/>, <see cref="ErrorCode.DiskFull"/>.</exception>
    public static bool TryMove(string stagedPath, string finalPath)
    {
        try
        {
            return UnreplacingMove.TryMove(stagedPath, finalPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DiskFaults.Of(e) == DiskFault.Full
                ? new HeyGemException(ErrorCode.DiskFull, $"There is no room for {finalPath}.", e)
                : new HeyGemException(ErrorCode.OutputNotWritable, $"{finalPath} could not be written: {e.Message}", e);
        }
    }

    /// <summary>Whether the file that was noted before a crash lies whole under its final name.</summary>
    public static async Task<bool> IsPublishedAsync(ItemOutput output, CancellationToken cancellationToken)
    {
        var file = new FileInfo(output.Path);
        if (!file.Exists || file.Length != output.Bytes)
        {
            return false;
        }

        await using var stream = file.OpenRead();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)) == output.Sha256;
    }
}
