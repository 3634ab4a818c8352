using HeyGem.Core.Errors;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Storage;
using HeyGem.Core.Voice;
using HeyGem.Core.Weights;

namespace HeyGem.Core.Render;

/// <summary>What every render needs and shares: ffmpeg, the loaded models, the cache. Load once, keep warm, dispose at the end. Thread-safe.</summary>
public sealed class RenderTools : IDisposable
{
    private readonly TrainedMouthCurve _curveModel;

    private RenderTools(FfmpegTools ffmpeg, FaceModels faceModels, TrainedMouthCurve curveModel, DataFolder data, TimeProvider time)
    {
        Ffmpeg = ffmpeg;
        FaceModels = faceModels;
        _curveModel = curveModel;
        Cache = new AnalysisCache(data.Cache);
        Wav2Lip = new Wav2LipModelCache(data);
        Time = time;
        Probe = new MediaProbe(ffmpeg);
    }

    /// <summary>The execution provider that runs the models.</summary>
    public string Provider => FaceModels.Provider;

    /// <summary>The model files in use, each with its sum.</summary>
    public IReadOnlyList<string> Weights => [$"face-mesh {FaceModels.Key}", CurveModel.Name];

    internal FfmpegTools Ffmpeg { get; }

    internal FaceModels FaceModels { get; }

    internal IMouthCurveModel CurveModel => _curveModel;

    internal AnalysisCache Cache { get; }

    internal Wav2LipModelCache Wav2Lip { get; }

    internal TimeProvider Time { get; }

    internal MediaProbe Probe { get; }

    /// <summary>Finds ffmpeg and loads the models.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FfmpegMissing"/>, <see cref="ErrorCode.FfmpegUnsupported"/>, <see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsHashMismatch"/>.</exception>
    public static async Task<RenderTools> LoadAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        var data = DataFolder.Current();
        var ffmpeg = FfmpegLocator.LocateAsync(cancellationToken);
        var faces = Task.Run(() => FaceModels.Load(FaceModelFiles.In(data)), CancellationToken.None);
        var curve = Task.Run(() => new TrainedMouthCurve(), CancellationToken.None);
        try
        {
            await Task.WhenAll(ffmpeg, faces, curve);
            return new RenderTools(await ffmpeg, await faces, await curve, data, time);
        }
        catch
        {
            await ReleaseAsync(faces);
            await ReleaseAsync(curve);
            throw;
        }
    }

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
        Wav2Lip.Dispose();
        FaceModels.Dispose();
        _curveModel.Dispose();
    }
}
