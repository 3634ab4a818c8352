namespace HeyGem.Core.Watching;

/// <summary>
/// Looks into a folder again and again. Events of a file system are not used: a network share sends none, and a file that is still being
/// copied sends many.
/// </summary>
/// <param name="path">The folder.</param>
public sealed class WatchedFolder(string path)
{
    private readonly Dictionary<string, PairState> _tried = [];
    private Dictionary<string, PairState> _seen = [];

    /// <summary>
    /// The pairs that are to be rendered now: neither file has changed since the last look, both can be read, no report tells that they are
    /// done, and they were not tried before in this state, unless they were away since.
    /// </summary>
    /// <exception cref="IOException">The folder is not there, or cannot be listed at the moment.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be listed.</exception>
    public IReadOnlyList<WatchedPair> Look()
    {
        var pairs = WatchedPair.Among(FilesOrForget());

        // What is away may have failed for that alone: once it is back it is tried again.
        foreach (var gone in _tried.Keys.Except(pairs.Select(pair => pair.ReportPath)).ToList())
        {
            _tried.Remove(gone);
        }

        var still = pairs.Where(pair => _seen.GetValueOrDefault(pair.ReportPath) == pair.State).ToList();
        _seen = pairs.ToDictionary(pair => pair.ReportPath, pair => pair.State);
        return
        [
            .. still.Where(pair => _tried.GetValueOrDefault(pair.ReportPath) != pair.State
                && WatchReport.DoneFrom(pair.ReportPath) != pair.State
                && pair.Clip.Length > 0 && pair.Voice.Length > 0
                && CanBeRead(pair.Clip) && CanBeRead(pair.Voice)),
        ];
    }

    /// <summary>Notes that a pair is tried; it is again once one of its files changes, or after the next start.</summary>
    public void Tried(WatchedPair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        _tried[pair.ReportPath] = pair.State;
    }

    private List<FileInfo> FilesOrForget()
    {
        try
        {
            return Files();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _tried.Clear();
            throw;
        }
    }

    private List<FileInfo> Files()
    {
        List<FileInfo> files = [];
        foreach (var file in new DirectoryInfo(path).EnumerateFiles())
        {
            try
            {
                // A link stands for what it names.
                var real = file.LinkTarget is null ? file : new FileInfo(file.FullName);
                _ = real.Length;
                files.Add(real);
            }
            catch (FileNotFoundException)
            {
                // Gone since it was listed, or a link to nothing.
            }
        }

        return files;
    }

    /// <summary>Whether nobody keeps others from reading it, as a program does on Windows that still writes it.</summary>
    private static bool CanBeRead(FileInfo file)
    {
        try
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
