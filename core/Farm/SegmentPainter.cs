using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Parts;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Farm;

/// <summary>
/// Draws segments of a clip that another machine renders: plans it from the bundle's analyses, proves that the plan and all that decides
/// pixels is the same, and draws. For one caller at a time.
/// </summary>
public sealed class SegmentPainter : IAsyncDisposable
{
    private readonly string _folder;
    private PlannedSegments? _planned;

    private SegmentPainter(string folder, string key) => (_folder, Key) = (folder, key);

    /// <summary>What is drawn.</summary>
    public string Key { get; }

    /// <summary>Plans a clip.</summary>
    /// <param name="tools">ffmpeg and the models; the caller's.</param>
    /// <param name="bundlePath">The bundle.</param>
    /// <param name="media">Gives the path of a media file of the bundle on this machine; it has the name that the bundle says.</param>
    /// <param name="folder">A working folder, removed when this is disposed of.</param>
    /// <param name="progress">Told how far each segment is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FarmOrderUnreadable"/>; <see cref="ErrorCode.FarmDiffers"/>: this machine
    /// would draw otherwise; or what planning throws.</exception>
    public static async Task<SegmentPainter> OpenAsync(
        RenderTools tools, string bundlePath, Func<BundleMedia, CancellationToken, Task<string>> media, string folder,
        IProgress<RenderProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tools);
        ArgumentNullException.ThrowIfNull(media);
        try
        {
            var cache = Path.Combine(folder, "cache");
            var bundle = SegmentBundle.Open(bundlePath, cache);
            Require(tools.Lanes().Contains(bundle.Lane), "its program, ffmpeg or models are others");
            var paths = new List<string>();
            foreach (var one in bundle.Media)
            {
                var path = await media(one, cancellationToken);
                paths.Add(await one.IsAsync(path, cancellationToken) ? path : throw new HeyGemException(
                    ErrorCode.FarmDiffers, $"{one.Name} is not what the bridge has under its key."));
            }

            var pipeline = new RenderPipeline(tools.With(new AnalysisCache(cache)));
            var painter = new SegmentPainter(folder, bundle.Key);
            try
            {
                painter._planned = await pipeline.PlanSegmentsAsync(
                    bundle.SpecIn(folder, paths), bundle.Segments, progress, cancellationToken);
                Require(painter._planned.Key == bundle.Key, "its engine, settings or encoder are others");
                Require(painter._planned.Plan == bundle.Plan, "it plans the mouth otherwise");
                return painter;
            }
            catch
            {
                await painter.DisposeAsync();
                throw;
            }
        }
        catch
        {
            Remove(folder);
            throw;
        }
    }

    /// <summary>Draws a segment.</summary>
    /// <returns>Its file, which stays until <see cref="Forget"/>, and what is to be said of it.</returns>
    /// <exception cref="HeyGemException">A tool died, or the disk refuses.</exception>
    public Task<(string Path, byte[] Note)> DrawAsync(int index, CancellationToken cancellationToken) =>
        _planned!.DrawAsync(index, cancellationToken);

    /// <summary>Removes a segment's file.</summary>
    public void Forget(int index) => _planned!.Forget(index);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_planned is not null)
        {
            await _planned.DisposeAsync();
        }

        Remove(_folder);
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new HeyGemException(ErrorCode.FarmDiffers, $"This machine would not draw the same: {what}.");
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It was never made, or its disk went away.
        }
    }
}
