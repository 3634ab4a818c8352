using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;
using HeyGem.Core.Weights;

namespace HeyGem.Core.Faces.Detect;

/// <summary>
/// The three networks that find a face and its landmarks, from MediaPipe's face mesh (Apache-2.0): the short-range detector, the
/// attention mesh up to its lip region, and the lip refinement. Loaded once and shared by every tracker; disposed after them.
/// </summary>
public sealed class FaceModels : IDisposable
{
    private FaceModels(OnnxModel detector, OnnxModel trunk, OnnxModel lips, string key)
    {
        Detector = detector;
        Trunk = trunk;
        Lips = lips;
        Key = key;
    }

    /// <summary>Changes when the models or their conversion do; part of every cached track's key.</summary>
    public string Key { get; }

    /// <summary>The execution provider that runs them, in ONNX Runtime's words.</summary>
    public string Provider => Trunk.Provider;

    internal OnnxModel Detector { get; }

    internal OnnxModel Trunk { get; }

    internal OnnxModel Lips { get; }

    /// <summary>Loads the models after checking their sums.</summary>
    /// <exception cref="HeyGemException">
    /// <see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsHashMismatch"/>, <see cref="ErrorCode.WeightsUnsupported"/>.
    /// </exception>
    public static FaceModels Load(FaceModelFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        files.Verified();

        // One core each: decoding needs the others, and the graphs are too small to gain from more.
        var options = new OnnxOptions(Threads: 1);
        OnnxModel? detector = null, trunk = null;
        try
        {
            detector = OnnxModel.Load(files.Detector, options);
            trunk = OnnxModel.Load(files.Trunk, options);
            var models = new FaceModels(detector, trunk, OnnxModel.Load(files.Lips, options), Path.GetFileName(files.Folder));
            (detector, trunk) = (null, null);
            return models;
        }
        finally
        {
            trunk?.Dispose();
            detector?.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Detector.Dispose();
        Trunk.Dispose();
        Lips.Dispose();
    }
}
