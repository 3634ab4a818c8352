using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>A model kept ready for any number of clips, and the enhancer that goes with it. Thread-safe; disposed by its owner.</summary>
public sealed class Wav2LipSession : IDisposable
{
    private Wav2LipSession(Wav2LipPredictor predictor, FaceEnhancer? enhancer)
    {
        Predictor = predictor;
        Enhancer = enhancer;
    }

    /// <summary>The execution provider that runs the model now, in ONNX Runtime's words.</summary>
    public string Provider => Predictor.Attempts[^1].Name;

    /// <summary>The providers that were tried; the last one runs, the others say why they do not.</summary>
    public IReadOnlyList<ProviderAttempt> Attempts => Predictor.Attempts;

    /// <summary>What went otherwise than asked for, each a sentence.</summary>
    public IReadOnlyList<string> Warnings => Predictor.Warnings;

    /// <summary>Side of the model's face in pixels.</summary>
    public int Size => Predictor.Size;

    /// <summary>Whether the model can be told how strongly the mouth moves.</summary>
    public bool HasWeight => Predictor.HasWeight;

    internal Wav2LipPredictor Predictor { get; }

    internal FaceEnhancer? Enhancer { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="enhancerPath">File of a face enhancer, or null for none.</param>
    /// <param name="providers">Providers to try, best first.</param>
    /// <exception cref="HeyGemException">As <see cref="Wav2LipModel.Load"/>.</exception>
    public static Wav2LipSession Load(string path, string? enhancerPath, IReadOnlyList<OnnxProvider> providers)
    {
        var threads = Environment.ProcessorCount;
        var predictor = new Wav2LipPredictor(order => Wav2LipModel.Load(path, new OnnxOptions(threads) { Providers = order }), providers);
        try
        {
            return new Wav2LipSession(predictor, enhancerPath is null
                ? null : FaceEnhancer.Load(enhancerPath, new OnnxOptions(threads) { Providers = providers }));
        }
        catch
        {
            predictor.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Predictor.Dispose();
        Enhancer?.Dispose();
    }
}
