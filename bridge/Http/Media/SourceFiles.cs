using System.Collections.Concurrent;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;

namespace HeyGem.Bridge.Http.Media;

/// <summary>
/// The clips that were rendered, for looking at them beside their results. Each is checked anew as on the day it was named: a folder
/// that is no longer a media folder is closed to old items, too. A file is served only after a probe took its content for media, and from
/// the handle that was held during the probe, so that nothing can be put in its place between the two. Thread-safe.
/// </summary>
internal sealed class SourceFiles(BridgeSettings settings, MediaFolders folders, RenderBackend backend)
{
    private const int MostKnown = 10_000;

    private readonly ConcurrentDictionary<(string Path, long Bytes, DateTime Written), byte> _known = [];

    /// <summary>What is said of an item whose clip the store cannot name any more.</summary>
    public static HeyGemException Unreadable(ItemSnapshot item) =>
        new(ErrorCode.StoreUnreadable, $"What the job list holds of {item.Label} cannot be read.");

    /// <summary>Opens the clip of an item; the caller disposes it.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.StoreUnreadable"/>, <see cref="ErrorCode.PathNotAllowed"/>, one of the
    /// <c>input.*</c> codes, or the <c>media.*</c> code that a probe gives a file that is no media.</exception>
    public Task<VerifiedInput> OpenAsync(ItemSnapshot item, CancellationToken cancellationToken) =>
        OpenAsync(Find(item), cancellationToken);

    /// <summary>The same of a file that a client named; the caller disposes it.</summary>
    /// <param name="path">Its real path, allowed as of now.</param>
    /// <param name="cancellationToken">Ends the probe.</param>
    public async Task<VerifiedInput> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var held = VerifiedInput.Open(path);
        try
        {
            var key = (path, held.File.Length, File.GetLastWriteTimeUtc(held.File.SafeFileHandle));
            if (!_known.ContainsKey(key))
            {
                await backend.ProbeAsync(path, cancellationToken);
                held.ThrowIfChanged(null);
                if (_known.Count >= MostKnown)
                {
                    _known.Clear();
                }

                _known[key] = 0;
            }

            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>The real path of an item's clip, allowed as of now.</summary>
    private string Find(ItemSnapshot item)
    {
        var path = item.Spec?.ClipPath ?? throw Unreadable(item);
        var uploads = RealPath.Resolve(settings.UploadFolder) ?? settings.UploadFolder;
        if (RealPath.Resolve(path) is not { } real || !RealPath.IsInside(real, uploads))
        {
            return folders.Resolve(path, "clip");
        }

        return File.Exists(real) ? real : throw new HeyGemException(
            ErrorCode.InputNotFound, $"The upload {Path.GetFileName(path)} was cleared away.");
    }
}
