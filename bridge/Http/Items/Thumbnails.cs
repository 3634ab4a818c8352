using System.Collections.Concurrent;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Http.Items;

/// <summary>
/// Small pictures of clips, made once and kept. A source is opened and held as for its render, so that the picture is one of the file that
/// was allowed. Thread-safe; one is made at a time.
/// </summary>
internal sealed class Thumbnails(BridgeSettings settings, RenderBackend parts, SourceFiles sources) : IDisposable
{
    public const string ContentType = "image/jpeg";

    private readonly SemaphoreSlim _one = new(1);
    private readonly ConcurrentDictionary<string, byte> _made = [];

    /// <summary>The JPEG of an item's result, or of its source while there is none.</summary>
    public async Task<string> GetAsync(ItemSnapshot item, CancellationToken cancellationToken)
    {
        var result = item.Output is { } output && File.Exists(output.Path) ? output.Path : null;
        var path = Path.Combine(settings.ThumbnailFolder, $"{item.Id}-{(result is null ? "source" : "result")}.jpg");
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
                if (result is null)
                {
                    await PictureSourceAsync(item, path + ".part", cancellationToken);
                }
                else
                {
                    await parts.MakeThumbnailAsync(result, path + ".part", cancellationToken);
                }

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

    private async Task PictureSourceAsync(ItemSnapshot item, string path, CancellationToken cancellationToken)
    {
        using var held = await sources.OpenAsync(item, cancellationToken);
        await parts.MakeThumbnailAsync(held.Path, path, cancellationToken);
        held.ThrowIfChanged(null);
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
