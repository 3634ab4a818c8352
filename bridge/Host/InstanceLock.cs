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
    private readonly FileStream _file;

    private InstanceLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, making the data folder where there is none.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.BridgeAlreadyRunning"/>, naming the process and its address.</exception>
    public static InstanceLock Take(BridgeSettings settings)
    {
        PrivateFile.MakeFolder(settings.DataFolder);
        try
        {
            return new InstanceLock(new FileStream(Path.Combine(settings.DataFolder, "bridge.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            var holder = DiscoveryFile.TryRead(settings.DiscoveryPath);
            var who = holder is null ? string.Empty : $" (process {holder.Pid}, http://127.0.0.1:{holder.Port})";
            throw new HeyGemException(ErrorCode.BridgeAlreadyRunning, $"A bridge with the data folder {settings.DataFolder} is already running{who}.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
