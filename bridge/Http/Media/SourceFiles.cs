using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;

namespace HeyGem.Bridge.Http.Media;

/// <summary>
/// The clips that were rendered, for looking at them beside their results. Each is checked anew as on the day it was named: a folder
/// that is no longer a media folder is closed to old items, too.
/// </summary>
internal sealed class SourceFiles(BridgeSettings settings, MediaFolders folders)
{
    /// <summary>What is said of an item whose clip the store cannot name any more.</summary>
    public static HeyGemException Unreadable(ItemSnapshot item) =>
        new(ErrorCode.StoreUnreadable, $"What the job list holds of {item.Label} cannot be read.");

    /// <summary>The clip of an item.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.StoreUnreadable"/>, <see cref="ErrorCode.PathNotAllowed"/>, <see cref="ErrorCode.InputNotFound"/>, <see cref="ErrorCode.InputNotRegularFile"/>.</exception>
    public string Find(ItemSnapshot item)
    {
        var path = item.Spec?.ClipPath ?? throw Unreadable(item);
        var uploads = RealPath.Resolve(settings.UploadFolder) ?? settings.UploadFolder;
        if (RealPath.Resolve(path) is not { } real || !RealPath.IsInside(real, uploads))
        {
            return folders.Resolve(path, "clip");
        }

        return File.Exists(real) ? real : throw new HeyGemException(ErrorCode.InputNotFound, $"The upload {Path.GetFileName(path)} was cleared away.");
    }
}
