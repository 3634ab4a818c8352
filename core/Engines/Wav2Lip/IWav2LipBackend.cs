using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>A loaded model on one provider, as the <see cref="Wav2LipPredictor"/> uses it.</summary>
internal interface IWav2LipBackend : IDisposable
{
    /// <summary>Side of the face in pixels.</summary>
    int Size { get; }

    /// <summary>Faces a run where the file fixes it, else null.</summary>
    int? FixedBatch { get; }

    /// <summary>Whether the model has an input for the strength of the movement.</summary>
    bool HasWeight { get; }

    /// <summary>Providers that were tried; the last one runs.</summary>
    IReadOnlyList<ProviderAttempt> Attempts { get; }

    /// <summary>Buffers for so many faces. The caller disposes them.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.GpuOutOfMemory"/>.</exception>
    IWav2LipRun Bind(int batch);
}

/// <summary>The buffers of one run; for one thread at a time.</summary>
internal interface IWav2LipRun : IDisposable
{
    /// <summary>Faces in a run.</summary>
    int Batch { get; }

    /// <summary>Fills a slot.</summary>
    /// <param name="slot">0 .. <see cref="Batch"/> - 1.</param>
    /// <param name="mel">80 x 16 values.</param>
    /// <param name="face">6 x S x S values, 0..1.</param>
    void Set(int slot, ReadOnlySpan<float> mel, ReadOnlySpan<float> face);

    /// <summary>Sets how strongly the mouth moves, where the model can be told: 0..1.</summary>
    void SetWeight(float weight);

    /// <summary>Computes all slots.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.GpuOutOfMemory"/>, <see cref="ErrorCode.WeightsUnsupported"/>.</exception>
    void Run();

    /// <summary>Copies a slot's picture, 3 x S x S values blue, green, red, 0..1.</summary>
    void Read(int slot, Span<float> picture);
}
