using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>
/// A model kept ready for any number of clips on every graphics card that can run it, and the enhancer that goes with it, on the first
/// one. Thread-safe; disposed by its owner.
/// </summary>
public sealed class Wav2LipSession : IDisposable
{
    private const int MostCards = 8;

    private Wav2LipSession(Wav2LipPredictor predictor, FaceEnhancer? enhancer)
    {
        Predictor = predictor;
        Enhancer = enhancer;
    }

    /// <summary>The execution provider that runs the model now, in ONNX Runtime's words.</summary>
    public string Provider => Predictor.Attempts[^1].Name;

    /// <summary>The providers that were tried; the last one runs, the others say why they do not.</summary>
    public IReadOnlyList<ProviderAttempt> Attempts => Predictor.Attempts;

    /// <summary>Graphics cards that draw; 0 where the processor does.</summary>
    public int Cards => Predictor.Cards;

    /// <summary>What was passed over, each with the reason: providers, and cards beside the first.</summary>
    public IReadOnlyList<string> PassedOver =>
        [.. Predictor.Attempts.Where(a => a.Reason is not null).Select(a => $"{a.Name}: {a.Reason}"), .. Predictor.Notes];

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
        var predictor = new Wav2LipPredictor(
            (order, card) => Wav2LipModel.Load(path, new OnnxOptions(threads) { Providers = order, Card = card }), providers, CardsOf,
            TimeProvider.System);
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

    private static int CardsOf(OnnxProvider provider) => provider switch
    {
        OnnxProvider.Cuda or OnnxProvider.TensorRt => Math.Min(GpuLibraries.Cards() ?? MostCards, MostCards),
        OnnxProvider.DirectMl => MostCards,
        _ => 1,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        Predictor.Dispose();
        Enhancer?.Dispose();
    }
}
