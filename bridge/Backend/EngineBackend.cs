using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Queue;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Render.Turns;
using HeyGem.Core.Storage;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Backend;

/// <summary>
/// The real engine behind the bridge. Models are loaded in the background as soon as somebody asks and stay warm for every clip after;
/// what is missing then is a coded failure of that clip, and is looked for again, so installing it needs no restart. Thread-safe.
/// </summary>
internal sealed class EngineBackend : IDisposable
{
    private const long LowDiskBytes = 2L << 30;

    private readonly string _dataFolder;
    private readonly string _outputFolder;
    private readonly RetryingLazy<RenderTools> _tools;
    private readonly RetryingLazy<FfmpegTools> _ffmpeg;
    private ISegmentExecutor? _executor;

    /// <param name="dataFolder">Whose free space is told.</param>
    /// <param name="outputFolder">Whose free space is told, too.</param>
    /// <param name="time">The clock of renders.</param>
    public EngineBackend(string dataFolder, string outputFolder, TimeProvider time)
        : this(dataFolder, outputFolder, time, cancellationToken => LoadAsync(time, cancellationToken))
    {
    }

    /// <summary>The same with another way to load the models, for tests.</summary>
    internal EngineBackend(string dataFolder, string outputFolder, TimeProvider time, Func<CancellationToken, Task<RenderTools>> loadModels)
    {
        (_dataFolder, _outputFolder) = (dataFolder, outputFolder);
        _tools = new RetryingLazy<RenderTools>("The models cannot be loaded", loadModels, time);
        _ffmpeg = new RetryingLazy<FfmpegTools>("ffmpeg cannot be used", token => FfmpegLocator.LocateAsync(
            dataFolder, new AnalysisCache(new DataFolder(dataFolder).Cache), token), time);
    }

    /// <summary>What the bridge takes of it.</summary>
    public RenderBackend Parts => new(RenderAsync, CheckAsync, MakeThumbnailAsync, ProbeAsync)
    {
        PictureAsync = async (source, moment, jpeg, cancellationToken) =>
            await Thumbnail.WriteAsync(await _ffmpeg.GetAsync(cancellationToken), source, moment, jpeg, cancellationToken),
        InspectAsync = async (path, cancellationToken) =>
            await new MediaProbe(await _ffmpeg.GetAsync(cancellationToken)).ProbeAsync(path, cancellationToken),
        FindSpeakersAsync = async (clip, progress, cancellationToken) =>
            await new SpeakerFinder(await _tools.GetAsync(cancellationToken)).FindAsync(clip, progress, cancellationToken),
        DrawWith = executor => _executor = executor,
        Voices = () => InstalledSpeech.In(new DataFolder(_dataFolder)),
    };

    /// <inheritdoc/>
    public void Dispose() => _tools.Value?.Dispose();

    private async Task<RenderResult> RenderAsync(
        RenderSpec spec, IProgress<RenderProgress> progress, CancellationToken cancellationToken)
    {
        var tools = await _tools.GetAsync(cancellationToken);
        tools.Executor = _executor ?? tools.Executor;
        var pipeline = new RenderPipeline(tools);
        var result = await new SpokenRender(pipeline.RunAsync, _ffmpeg.GetAsync, Parts.Voices).RunAsync(spec, progress, cancellationToken);
        new RenderOrigins(new DataFolder(_dataFolder).Origins).Note(result, spec);
        return result;
    }

    private static async Task<RenderTools> LoadAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var tools = await RenderTools.LoadAsync(time, cancellationToken);
        tools.PhoneReader = InstalledSpeech.Program;
        await OpenAsync(tools);
        return tools;
    }

    /// <summary>Opens the models now: health says whether they run here, and no job waits for them.</summary>
    private static async Task OpenAsync(RenderTools tools)
    {
        try
        {
            await Task.Run(tools.OpenModels);
        }
        catch
        {
            tools.Dispose();
            throw;
        }
    }

    private async Task MakeThumbnailAsync(string source, string path, CancellationToken cancellationToken) =>
        await Thumbnail.WriteAsync(await _ffmpeg.GetAsync(cancellationToken), source, path, cancellationToken);

    private async Task ProbeAsync(string path, CancellationToken cancellationToken)
    {
        var clip = await new MediaProbe(await _ffmpeg.GetAsync(cancellationToken)).ProbeAsync(path, cancellationToken);
        if (clip.Video is null)
        {
            throw new HeyGemException(ErrorCode.MediaNoVideoStream, $"{Path.GetFileName(path)} has no picture.");
        }
    }

    private async Task<IReadOnlyList<HealthCheck>> CheckAsync(bool wait, CancellationToken cancellationToken) =>
    [
        await CheckFfmpegAsync(wait, cancellationToken),
        await CheckAsync("models", _tools, t => $"{string.Join(", ", t.Weights)} on {t.Provider}", wait, cancellationToken),
        Disk("data folder", _dataFolder),
        Disk("results", _outputFolder),
    ];

    private async Task<HealthCheck> CheckFfmpegAsync(bool wait, CancellationToken cancellationToken)
    {
        var check = await CheckAsync("ffmpeg", _ffmpeg, f => $"{f.Version} at {f.FfmpegPath}", wait, cancellationToken);
        return check.Ok && _ffmpeg.Value?.Notice is { } notice
            ? check with
            {
                Detail = $"{check.Detail}. {notice}",
                Code = ErrorCode.FfmpegOutdated.WireName(),
                Hint = ErrorCode.FfmpegOutdated.Hint()
            }
            : check;
    }

    /// <summary>What is known of a part; a reply that does not wait says so while the part is not ready yet.</summary>
    private static async Task<HealthCheck> CheckAsync<T>(
        string name, RetryingLazy<T> part, Func<T, string> describe, bool wait, CancellationToken cancellationToken)
        where T : class
    {
        part.Begin();
        if (wait && part.Value is null && part.Fault is null)
        {
            await ((Task)part.GetAsync(cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return part switch
        {
            { Value: { } value } => new HealthCheck(name, true, describe(value), null, null),
            { Fault: { } e } => new HealthCheck(name, false, e.Message, e.Code.WireName(), e.Hint),
            _ => new HealthCheck(name, false, "Getting ready; ask again in a moment.", null, null),
        };
    }

    private static HealthCheck Disk(string name, string folder)
    {
        if (Core.Storage.Disk.FreeBytes(folder) is not { } free)
        {
            return new HealthCheck(name, true, $"The system does not say how much is free at {folder}.", null, null);
        }

        return free >= LowDiskBytes
            ? new HealthCheck(name, true, $"{free / 1e9:0.0} GB free at {folder}", null, null)
            : new HealthCheck(name, false, $"Only {free / 1e9:0.0} GB free at {folder}.", ErrorCode.DiskFull.WireName(),
                ErrorCode.DiskFull.Hint());
    }
}
