using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Host;

/// <summary>
/// Keeps a second bridge off the same data folder. The operating system holds the lock, so it is free the moment the holder is gone,
/// however it went.
/// </summary>
internal sealed class InstanceLock : IDisposable
{
    private const string LockName = "bridge.lock";
    // EWOULDBLOCK of Linux and of macOS, and Windows' sharing violation.
    private static readonly int[] _held = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _file;

    private InstanceLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, making the data folder where there is none.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.BridgeAlreadyRunning"/>, naming the process and its address;
    /// <see cref="ErrorCode.StoreFailed"/>, <see cref="ErrorCode.DiskFull"/>: the folder cannot be made or written.</exception>
    public static InstanceLock Take(BridgeSettings settings)
    {
        try
        {
            return Hold(settings.DataFolder, LockName);
        }
        catch (IOException e) when (IsHeld(e))
        {
            var holder = DiscoveryFile.TryRead(settings.DiscoveryPath);
            var who = holder is null ? string.Empty : $" (process {holder.Pid}, http://127.0.0.1:{holder.Port})";
            throw new HeyGemException(
                ErrorCode.BridgeAlreadyRunning, $"A bridge with the data folder {settings.DataFolder} is already running{who}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(settings.DataFolder, e);
        }
    }

    /// <summary>Takes a lock of another name in the data folder, for work of which there is to be one at a time.</summary>
    /// <param name="dataFolder">The data folder; made where there is none.</param>
    /// <param name="name">The lock's file name.</param>
    /// <param name="held">What is said where another program holds it.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.BridgeAlreadyRunning"/> with <paramref name="held"/>;
    /// <see cref="ErrorCode.StoreFailed"/>, <see cref="ErrorCode.DiskFull"/>: the folder cannot be made or written.</exception>
    public static InstanceLock Take(string dataFolder, string name, string held)
    {
        try
        {
            return Hold(dataFolder, name);
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new HeyGemException(ErrorCode.BridgeAlreadyRunning, held, e) { Hint = "End the other one first." };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(dataFolder, e);
        }
    }

    /// <summary>Why the data folder cannot be used, in a sentence.</summary>
    public static HeyGemException Unusable(string dataFolder, Exception e) => DiskFaults.Of(e) switch
    {
        DiskFault.Full =>
            new HeyGemException(ErrorCode.DiskFull, $"The disk of the data folder {dataFolder} is full.",
            e)
            { Hint = "Free space on that disk, then start again." },
        DiskFault.ReadOnly =>
            new HeyGemException(ErrorCode.StoreFailed, $"The data folder {dataFolder} may not be written: {e.Message}", e),
        _ => new HeyGemException(ErrorCode.StoreFailed, $"The data folder {dataFolder} cannot be used: {e.Message}", e),
    };

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static InstanceLock Hold(string dataFolder, string name)
    {
        PrivateFile.MakeFolder(dataFolder);
        return new InstanceLock(
            new FileStream(Path.Combine(dataFolder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
    }

    private static bool IsHeld(IOException e) => _held.Contains(e.HResult);
}
