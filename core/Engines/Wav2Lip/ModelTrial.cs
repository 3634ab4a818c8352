using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;
using HeyGem.Core.Weights;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>Finds out whether a model's file is one that the engine can drive.</summary>
public static class ModelTrial
{
    /// <summary>Opens a file as the engine will, on the processor, and closes it again.</summary>
    /// <param name="kind">What the catalogue says it is.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="HeyGemException">One of the <c>weights.*</c> codes.</exception>
    public static void Open(ModelKind kind, string path)
    {
        if (kind == ModelKind.Wav2Lip)
        {
            using var model = Wav2LipModel.Load(path, new OnnxOptions());
        }
        else
        {
            using var enhancer = FaceEnhancer.Load(path, new OnnxOptions());
        }
    }
}
