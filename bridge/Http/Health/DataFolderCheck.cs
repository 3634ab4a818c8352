namespace HeyGem.Bridge.Http.Health;

/// <summary>
/// Whether the job list lies where it is safe. The list relies on file locks and on a flush that reaches the disk; network drives promise
/// neither. It is told and not refused: some do keep both, and nobody can see that from here.
/// </summary>
internal static class DataFolderCheck
{
    /// <summary>What to tell of a data folder, a sentence, or null.</summary>
    /// <param name="folder">The data folder; it may not exist yet.</param>
    /// <param name="kindOf">What kind of drive a folder is on.</param>
    public static string? Notice(string folder, Func<string, DriveType> kindOf)
    {
        var isNetwork = folder.StartsWith(@"\\", StringComparison.Ordinal) || kindOf(folder) == DriveType.Network;
        return isNetwork ? $"The job list lies on a network drive ({folder}). A lost connection or a second machine can damage it." : null;
    }
}
