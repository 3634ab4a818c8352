using System.Security.Cryptography;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Queue.Runner;

/// <summary>
/// Where an item's render works and how its file gets its final name. The render writes into a folder of its own inside the result's
/// folder, so on the same disk; nothing half done ever lies under a final name, and removing that one folder removes every trace.
/// </summary>
internal static class ResultPlace
{
    /// <summary>The item's working folder.</summary>
    public static string StagingFolder(Claim claim) => Path.Combine(claim.Spec.OutputFolder, ".heygem-" + claim.ItemId);

    /// <summary>Removes the working folder with all it holds; nothing happens when there is none.</summary>
    public static void RemoveStaging(Claim claim)
    {
        var folder = StagingFolder(claim);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
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
