using HeyGem.Core.Errors;

namespace HeyGem.Core.Storage;

/// <summary>A folder for files on the way to a result, on the result's own disk; disposing removes it with all that is in it.</summary>
internal sealed class HiddenFolder : IDisposable
{
    private HiddenFolder(string path) => Path = path;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Makes one.</summary>
    /// <param name="folder">The folder of the result.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/>, <see cref="ErrorCode.DiskFull"/>.</exception>
    public static HiddenFolder In(string folder)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetFullPath(folder), $".heygem-{Guid.NewGuid():N}");
        try
        {
            return new HiddenFolder(Directory.CreateDirectory(path).FullName);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw DiskFaults.Of(e) == DiskFault.Full
                ? new HeyGemException(ErrorCode.DiskFull, $"There is no room in '{folder}'.", e)
                : new HeyGemException(ErrorCode.OutputNotWritable, $"'{folder}' cannot be written: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // The disk went away; the folder is hidden by its name and holds no result.
        }
    }
}
