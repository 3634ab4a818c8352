using HeyGem.Core.Onnx;
using HeyGem.Core.Voice.Features;
using HeyGem.Core.Weights;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>Draws with a Wav2Lip-class model that the user installed. Keeps loaded models for the clips that follow. Thread-safe.</summary>
/// <param name="data">Where installed models lie.</param>
public sealed class Wav2LipEngine(DataFolder data) : IMouthEngine, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<string, LoadedWav2Lip> _loaded = [];

    /// <inheritdoc/>
    public EngineInfo Info { get; } = new(
        "wav2lip",
        "a Wav2Lip-class model that you installed",
        "That of the installed model; most forbid commercial use. It must be accepted when the model is installed.")
    {
        Models = [ModelKind.Wav2Lip, ModelKind.Enhancer],
        Knobs = [Wav2LipOptions.WindowOffsetKnob, Wav2LipOptions.EnhancerShareKnob],
    };

    /// <summary>What the model hears: the voice's spectrogram.</summary>
    internal static VoiceFeature<Wav2LipMel> Mel { get; } = new(
        "wav2lip", "mel", Wav2LipMel.AnalyseAsync, Wav2LipMelFile.TryLoad, Wav2LipMelFile.Save, Wav2LipMel.Lay);

    /// <summary>How much of the voice the model hears at once.</summary>
    internal static TimeSpan Window { get; } = TimeSpan.FromSeconds((double)Wav2LipMel.WindowColumns / Wav2LipMel.ColumnsPerSecond);

    /// <inheritdoc/>
    public string? Obstacle() => ModelStore.In(data).Installed(ModelKind.Wav2Lip).Count > 0 ? null : "No Wav2Lip model is installed.";

    /// <inheritdoc/>
    public async Task<ILoadedEngine> LoadAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var options = request.OptionsOf<Wav2LipOptions>();
        await _one.WaitAsync(cancellationToken);
        try
        {
            var file = ModelStore.In(data).Resolve(options.Model, ModelKind.Wav2Lip);
            var enhancer = options.Enhancer is { } name ? ModelStore.In(data).Resolve(name, ModelKind.Enhancer) : null;
            var key = $"{file.Path}|{enhancer?.Path}|{request.Provider}";
            if (_loaded.TryGetValue(key, out var known))
            {
                return known with { Options = options, WasLoaded = true };
            }

            var loaded = await LoadAsync(file, enhancer, request.Provider, cancellationToken);
            _loaded.Add(key, loaded);
            return loaded with { Options = options };
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var loaded in _loaded.Values)
        {
            loaded.Session.Dispose();
        }

        _one.Dispose();
    }

    private static async Task<LoadedWav2Lip> LoadAsync(
        InstalledModel file, InstalledModel? enhancer, OnnxProvider? provider, CancellationToken cancellationToken)
    {
        IReadOnlyList<OnnxProvider> order = provider is { } one
            ? [.. new[] { one, OnnxProvider.Cpu }.Distinct()]
            : ProviderSearch.Automatic;
        var weights = new List<string> { $"{file.Name} {await file.VerifiedSumAsync(cancellationToken)}" };
        if (enhancer is not null)
        {
            weights.Add($"{enhancer.Name} {await enhancer.VerifiedSumAsync(cancellationToken)}");
        }

        var session = await Task.Run(() => Wav2LipSession.Load(file.Path, enhancer?.Path, order), cancellationToken);
        return new LoadedWav2Lip(session, weights, new Wav2LipOptions(), false);
    }
}
