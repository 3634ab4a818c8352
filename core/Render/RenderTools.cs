using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Storage;
using HeyGem.Core.Voice;
using HeyGem.Core.Weights;

namespace HeyGem.Core.Render;

/// <summary>
/// What every render needs and shares: ffmpeg, the models, the cache. Load once, keep warm, dispose at the end. Thread-safe.
/// </summary>
public sealed class RenderTools : IDisposable
{
    private readonly TrainedMouthCurve _curveModel;
    private readonly bool _ownsEngines;
    private readonly bool _isBorrowed;

    private RenderTools(
        FfmpegTools ffmpeg, FaceModels faceModels, TrainedMouthCurve curveModel, EngineRegistry engines, bool ownsEngines,
            AnalysisCache cache, TimeProvider time)
    {
        Ffmpeg = ffmpeg;
        FaceModels = faceModels;
        _curveModel = curveModel;
        Engines = engines;
        _ownsEngines = ownsEngines;
        Cache = cache;
        Time = time;
        Probe = new MediaProbe(ffmpeg);
        Local = new LocalExecutor(LaneBudget.OfMachine(), time);
    }

    private RenderTools(RenderTools owner, AnalysisCache cache)
        : this(owner.Ffmpeg, owner.FaceModels, owner._curveModel, owner.Engines, ownsEngines: false, cache, owner.Time) =>
        _isBorrowed = true;

    /// <summary>The engines that a spec may name.</summary>
    public EngineRegistry Engines { get; }

    /// <summary>The execution provider that runs the models.</summary>
    public string Provider => FaceModels.Provider;

    /// <summary>The model files in use, each with its sum.</summary>
    public IReadOnlyList<string> Weights => [$"face-mesh {FaceModels.Key}", CurveModel.Name];

    /// <summary>The program that tells how words are spoken; see <see cref="Speech.EspeakWords"/>.</summary>
    public string? PhoneReader { get; set; }

    internal FfmpegTools Ffmpeg { get; }

    internal FaceModels FaceModels { get; }

    internal TrainedMouthCurve CurveModel => _curveModel;

    internal AnalysisCache Cache { get; }

    internal TimeProvider Time { get; }

    internal MediaProbe Probe { get; }

    /// <summary>Draws the segments of long clips; what it leaves is drawn in this process.</summary>
    public ISegmentExecutor Executor { get => field ?? Local; set; }

    /// <summary>Draws them in this process, in as many lanes as all clips that use these tools may have together.</summary>
    internal LocalExecutor Local { get; set; }

    /// <summary>How long the segments of a long clip are; tests take shorter ones.</summary>
    internal SegmentLengths SegmentLengths { get; set; } = SegmentLengths.Default;

    /// <summary>
    /// What this program on this machine draws, a word for each engine; segments are drawn only where the words are equal.
    /// </summary>
    public IReadOnlyList<string> Lanes() => [.. Engines.Engines.Where(e => e.Obstacle() is null).Select(e => LaneOf(e.Info.Name))];

    /// <summary>The word of an engine: its name, and a digest of this build, ffmpeg and the models that all engines share.</summary>
    internal string LaneOf(string engine)
    {
        var build = ContentKey.Of($"{typeof(RenderTools).Module.ModuleVersionId}", Ffmpeg.Version, Provider, string.Join(' ', Weights));
        return $"{engine}.{build[..16]}";
    }

    /// <summary>The same tools with another cache, for one render; they stay this one's, which is disposed after it.</summary>
    internal RenderTools With(AnalysisCache cache) =>
        new(this, cache) { Executor = Executor, Local = Local, SegmentLengths = SegmentLengths, PhoneReader = PhoneReader };

    /// <summary>
    /// Finds ffmpeg and checks the models. They are opened when they are first asked for, or by <see cref="OpenModels"/>.
    /// </summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FfmpegMissing"/>, <see cref="ErrorCode.FfmpegUnsupported"/>,
    /// <see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsHashMismatch"/>.</exception>
    public static Task<RenderTools> LoadAsync(TimeProvider time, CancellationToken cancellationToken) =>
        LoadAsync(time, null, cancellationToken);

    /// <summary>The same with engines that the caller keeps, and disposes after the tools.</summary>
    /// <param name="time">Measures how long stages take.</param>
    /// <param name="engines">The engines, or null for those that come with the program.</param>
    /// <param name="cancellationToken">Stops the search for ffmpeg.</param>
    public static async Task<RenderTools> LoadAsync(TimeProvider time, EngineRegistry? engines, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        var data = DataFolder.Current();
        var cache = new AnalysisCache(data.Cache);
        var ffmpeg = FfmpegLocator.LocateAsync(data.Root, cache, cancellationToken);
        var faces = Task.Run(() => FaceModels.Load(FaceModelFiles.Find(data)), CancellationToken.None);
        var curve = Task.Run(() => new TrainedMouthCurve(), CancellationToken.None);
        try
        {
            await Task.WhenAll(ffmpeg, faces, curve);
            return new RenderTools(
                await ffmpeg, await faces, await curve, engines ?? BuiltInEngines.In(data), engines is null, cache, time);
        }
        catch
        {
            await ReleaseAsync(faces);
            await ReleaseAsync(curve);
            throw;
        }
    }

    /// <summary>
    /// Opens what every new clip and voice needs: for a program that stays, and for whoever wants to know whether it runs here.
    /// </summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsHashMismatch"/>,
    /// <see cref="ErrorCode.WeightsUnsupported"/>.</exception>
    public void OpenModels() => Task.WhenAll(Task.Run(FaceModels.Open), Task.Run(CurveModel.Open)).GetAwaiter().GetResult();

    private static async Task ReleaseAsync<T>(Task<T> loading)
        where T : IDisposable
    {
        await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (loading.IsCompletedSuccessfully)
        {
            (await loading).Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isBorrowed)
        {
            return;
        }

        if (_ownsEngines)
        {
            Engines.Dispose();
        }

        FaceModels.Dispose();
        _curveModel.Dispose();
    }
}
