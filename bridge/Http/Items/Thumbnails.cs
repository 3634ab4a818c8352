using System.Collections.Concurrent;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Http.Items;

/// <summary>Small pictures of clips, made once and kept. Thread-safe; one is made at a time.</summary>
internal sealed class Thumbnails(BridgeSettings settings, RenderBackend parts) : IDisposable
{
    public const string ContentType = "image/jpeg";

    private readonly SemaphoreSlim _one = new(1);
    private readonly ConcurrentDictionary<string, byte> _made = [];

    /// <summary>The JPEG of an item's result, or of its source while there is none.</summary>
    public async Task<string> GetAsync(ItemSnapshot item, CancellationToken cancellationToken)
    {
        var (source, kind) = item.Output is { } output && File.Exists(output.Path) ? (output.Path, "result") : (item.Spec?.ClipPath ?? throw SourceFiles.Unreadable(item), "source");
        var path = Path.Combine(settings.ThumbnailFolder, $"{item.Id}-{kind}.jpg");
        if (_made.ContainsKey(path) && File.Exists(path))
        {
            return path;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            if (!File.Exists(path))
            {
                PrivateFile.MakeFolder(settings.ThumbnailFolder);
                await parts.MakeThumbnailAsync(source, path + ".part", cancellationToken);
                File.Move(path + ".part", path, overwrite: true);
            }

            _made[path] = 0;
            return path;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
