using HeyGem.Core.Errors;

namespace HeyGem.Core.Storage;

/// <summary>
/// A result while it is being written: a file beside its final name, which appears under that name only when it is whole and on the disk.
/// Disposing removes it unless it was published.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private readonly string _finalPath;
    private bool _published;

    private PartFile(string finalPath, string path)
    {
        _finalPath = finalPath;
        Path = path;
    }

    /// <summary>Where to write now.</summary>
    public string Path { get; }

    /// <summary>Makes the folder and the empty file, which proves that both can be made.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/> or <see cref="ErrorCode.DiskFull"/>.</exception>
    public static PartFile Create(string finalPath) => Create(finalPath, makesFolder: true);

    /// <summary>Makes the empty file in a folder of work that is under way: where that folder is gone, so is the work, and it is not
    /// begun anew among what is not there any more.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/> or <see cref="ErrorCode.DiskFull"/>.</exception>
    public static PartFile CreateAmong(string finalPath) => Create(finalPath, makesFolder: false);

    private static PartFile Create(string finalPath, bool makesFolder)
    {
        finalPath = System.IO.Path.GetFullPath(finalPath);
        var folder = System.IO.Path.GetDirectoryName(finalPath)
            ?? throw new ArgumentException("The path names no file.", nameof(finalPath));
        var unique = Guid.NewGuid().ToString("N")[..8];
        var path = System.IO.Path.Combine(folder, $".{Trim(System.IO.Path.GetFileName(finalPath))}.{unique}.part");
        try
        {
            if (makesFolder)
            {
                Directory.CreateDirectory(folder);
            }

            using (new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            {
            }
        }
        catch (DirectoryNotFoundException e) when (!makesFolder)
        {
            throw new HeyGemException(
                ErrorCode.OutputNotWritable, $"'{folder}' was removed, renamed or disconnected while results were written there.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw DiskFaults.Of(e) == DiskFault.Full
                ? new HeyGemException(ErrorCode.DiskFull, $"There is no room in '{folder}'.", e)
                : new HeyGemException(ErrorCode.OutputNotWritable, $"'{folder}' cannot be written: {e.Message}", e);
        }

        return new PartFile(finalPath, path);
    }

    /// <summary>What went wrong where the file is not within reach any more: somebody took its folder away, or closed it.</summary>
    /// <param name="cause">The failure that led to looking; a cancellation stays one.</param>
    /// <returns>Null where the file can be opened: the failure has another reason.</returns>
    public HeyGemException? Lost(Exception cause)
    {
        if (_published || cause is OperationCanceledException)
        {
            return null;
        }

        try
        {
            using var there = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new HeyGemException(
                ErrorCode.OutputNotWritable,
                $"The folder of {MediaName.Of(_finalPath)} was removed, renamed or disconnected while it was written.", cause);
        }
        catch (UnauthorizedAccessException)
        {
            return Closed(cause);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Flushes the file to the disk and gives it its final name, or the first free numbered one.</summary>
    /// <returns>The name it got.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.DiskFull"/>, <see cref="ErrorCode.OutputNotWritable"/>,
    /// <see cref="ErrorCode.OutputFailed"/>.</exception>
    public string Publish()
    {
        try
        {
            using (var stream = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite))
            {
                stream.Flush(flushToDisk: true);
            }

            var name = OutputNaming.Free(_finalPath);
            for (var number = 2; !UnreplacingMove.TryMove(Path, name); number++)
            {
                name = OutputNaming.Numbered(_finalPath, number);
            }

            _published = true;
            return name;
        }
        catch (UnauthorizedAccessException e)
        {
            throw Closed(e);
        }
        catch (IOException e)
        {
            throw DiskFaults.Of(e) == DiskFault.Full
                ? new HeyGemException(ErrorCode.DiskFull, $"There is no room for {MediaName.Of(_finalPath)}.", e)
                : new HeyGemException(ErrorCode.OutputFailed, $"{MediaName.Of(_finalPath)} could not be put in place: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        if (_published)
        {
            return;
        }

        try
        {
            File.Delete(Path);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // The folder went away or turned read-only; the file is hidden by its name and takes no result's place.
        }
    }

    private HeyGemException Closed(Exception cause) => new(
        ErrorCode.OutputNotWritable, $"The folder of {MediaName.Of(_finalPath)} was closed to this user while it was written.", cause);

    private static string Trim(string name) => name.Length > 100 ? name[..100] : name;
}
