using HeyGem.Bridge.Health;
using HeyGem.Core.Decode;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg;
using HeyGem.Core.Render;

namespace HeyGem.Bridge.Web;

/// <summary>
/// The real engine behind the bridge. Models are loaded at the first need and stay warm for every clip after; what is missing then is a
/// coded failure of that clip, and is looked for again with the next, so installing it needs no restart. Thread-safe.
/// </summary>
internal sealed class EngineParts(string dataFolder, string outputFolder, TimeProvider time) : IDisposable
{
    private const long LowDiskBytes = 2L << 30;

    private readonly SemaphoreSlim _one = new(1);
    private RenderTools? _tools;
    private FfmpegTools? _ffmpeg;

    /// <summary>What the bridge takes of it.</summary>
    public BridgeParts Parts => new(RenderAsync, CheckAsync, MakeThumbnailAsync);

    /// <inheritdoc/>
    public void Dispose()
    {
        _tools?.Dispose();
        _one.Dispose();
    }

    private async Task<RenderResult> RenderAsync(RenderSpec spec, IProgress<RenderProgress> progress, CancellationToken cancellationToken) =>
        await new RenderPipeline(await ToolsAsync(cancellationToken)).RunAsync(spec, progress, cancellationToken);

    private async Task MakeThumbnailAsync(string source, string path, CancellationToken cancellationToken) =>
        await SmallPicture.WriteAsync(await FfmpegAsync(cancellationToken), source, path, cancellationToken);

    private async Task<IReadOnlyList<HealthCheck>> CheckAsync(CancellationToken cancellationToken) =>
    [
        await TryAsync("ffmpeg", async () => await FfmpegAsync(cancellationToken) is var f ? $"{f.Version} at {f.FfmpegPath}" : string.Empty),
        await TryAsync("models", async () => await ToolsAsync(cancellationToken) is var t ? $"{string.Join(", ", t.Weights)} on {t.Provider}" : string.Empty),
        Disk("data folder", dataFolder),
        Disk("results", outputFolder),
    ];

    private async Task<RenderTools> ToolsAsync(CancellationToken cancellationToken)
    {
        if (_tools is { } loaded)
        {
            return loaded;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            return _tools ??= await RenderTools.LoadAsync(time, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<FfmpegTools> FfmpegAsync(CancellationToken cancellationToken) =>
        _ffmpeg is { } found && File.Exists(found.FfmpegPath) ? found : _ffmpeg = await FfmpegLocator.LocateAsync(cancellationToken);

    private static async Task<HealthCheck> TryAsync(string name, Func<Task<string>> look)
    {
        try
        {
            return new HealthCheck(name, true, await look(), null, null);
        }
        catch (HeyGemException e)
        {
            return new HealthCheck(name, false, e.Message, e.Code.WireName(), e.Hint);
        }
    }

    private static HealthCheck Disk(string name, string folder)
    {
        var existing = folder;
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
        {
            existing = parent;
        }

        var free = new DriveInfo(existing).AvailableFreeSpace;
        return free >= LowDiskBytes
            ? new HealthCheck(name, true, $"{free / 1e9:0.0} GB free at {folder}", null, null)
            : new HealthCheck(name, false, $"Only {free / 1e9:0.0} GB free at {folder}.", ErrorCode.DiskFull.WireName(), ErrorCode.DiskFull.Hint());
    }
}
