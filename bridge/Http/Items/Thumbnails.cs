using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Http.Jobs;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;

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
    public Task<string> GetAsync(ItemSnapshot item, CancellationToken cancellationToken)
    {
        var result = item.Output is { } output && File.Exists(output.Path) ? output.Path : null;
        return MakeOnceAsync(
            $"{item.Id}-{(result is null ? "source" : "result")}",
            jpeg => result is null
                ? PictureSourceAsync(item, jpeg, cancellationToken) : parts.MakeThumbnailAsync(result, jpeg, cancellationToken),
            cancellationToken);
    }

    /// <summary>The JPEG of a file that a client named.</summary>
    /// <param name="path">Its real path, allowed as of now.</param>
    /// <param name="seconds">Where in the file, from its start.</param>
    /// <param name="cancellationToken">Ends the making.</param>
    public Task<string> GetAsync(string path, double seconds, CancellationToken cancellationToken) =>
        GetAsync(path, new PictureMoment(seconds), cancellationToken);

    /// <summary>The same of a part of the picture.</summary>
    public async Task<string> GetAsync(string path, PictureMoment at, CancellationToken cancellationToken)
    {
        using var held = await sources.OpenAsync(path, cancellationToken);
        var written = File.GetLastWriteTimeUtc(held.File.SafeFileHandle).Ticks;
        var name = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{held.File.Length} {written} {at.Seconds} {at.Part} {path}"));
        return await MakeOnceAsync(
            Convert.ToHexStringLower(SHA256.HashData(name))[..32],
            jpeg => parts.PictureAsync(path, at, jpeg, cancellationToken),
            cancellationToken);
    }

    private async Task<string> MakeOnceAsync(string name, Func<string, Task> makeAsync, CancellationToken cancellationToken)
    {
        var path = Path.Combine(settings.ThumbnailFolder, $"{name}.jpg");
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
                await makeAsync(path + ".part");
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

    /// <summary>The JPEG of the face in a frame of an item's result.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.JobUnfinished"/>; <see cref="ErrorCode.RequestInvalid"/>: there is no such
    /// frame.</exception>
    public async Task<string> GetAsync(ItemSnapshot item, long frame, CancellationToken cancellationToken)
    {
        if (item is not { Output: { } output, Report: { } report } || !File.Exists(output.Path))
        {
            throw new HeyGemException(ErrorCode.JobUnfinished, $"Item {item.Id} has no result.");
        }

        JobRequestReader.Require(frame >= 0 && frame < report.Frames, "frame", $"is 0 to {report.Frames - 1}");
        var rate = FrameRate.TryParse(report.Fps, out var known) ? known : FrameRate.Default;
        var at = new PictureMoment((frame + 0.5) / rate.PerSecond) { Part = report.FaceBox?.Around() };
        return await MakeOnceAsync(
            $"{item.Id}-{frame}", jpeg => parts.PictureAsync(output.Path, at, jpeg, cancellationToken), cancellationToken);
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
