using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;
using HeyGem.Core.Weights;

namespace HeyGem.Core.Render;

/// <summary>Keeps loaded Wav2Lip models for the clips that follow. Thread-safe.</summary>
internal sealed class Wav2LipModelCache(DataFolder data) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<string, LoadedWav2Lip> _loaded = [];

    /// <summary>The model that a spec asks for, loaded once.</summary>
    /// <exception cref="HeyGemException">It is not installed, damaged, or not a model of this kind.</exception>
    public async Task<LoadedWav2Lip> GetAsync(Wav2LipOptions options, OnnxProvider? provider, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var file = ModelStore.In(data).Resolve(options.Model, ModelKind.Wav2Lip);
            var enhancer = options.Enhancer is { } name ? ModelStore.In(data).Resolve(name, ModelKind.Enhancer) : null;
            var key = $"{file.Path}|{enhancer?.Path}|{provider}";
            if (_loaded.TryGetValue(key, out var known))
            {
                return known with { WasLoaded = true };
            }

            IReadOnlyList<OnnxProvider> order = provider is { } one ? [.. new[] { one, OnnxProvider.Cpu }.Distinct()] : ProviderSearch.Automatic;
            var weights = new List<string> { $"{file.Name} {await file.VerifiedSumAsync(cancellationToken)}" };
            if (enhancer is not null)
            {
                weights.Add($"{enhancer.Name} {await enhancer.VerifiedSumAsync(cancellationToken)}");
            }

            var engine = await Task.Run(() => Wav2LipEngine.Load(file.Path, enhancer?.Path, order), cancellationToken);
            return _loaded[key] = new LoadedWav2Lip(engine, weights, false);
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
            loaded.Engine.Dispose();
        }

        _one.Dispose();
    }
}
