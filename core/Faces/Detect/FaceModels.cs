using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;
using HeyGem.Core.Weights;

namespace HeyGem.Core.Faces.Detect;

/// <summary>
/// The networks that find a face and its landmarks, from MediaPipe's face mesh (Apache-2.0): the short-range detector, the
/// attention mesh up to its lip region, and the lip refinement; the two that find a hand before it; and one that tells persons
/// apart, from face-api (MIT). Loaded once and shared by every tracker; disposed after them.
/// </summary>
public sealed class FaceModels : IDisposable
{
    // One core each: decoding needs the others, and the graphs are too small to gain from more.
    private static readonly OnnxOptions _options = new(Threads: 1);

    private readonly Lazy<OnnxModel> _hand;
    private readonly Lazy<OnnxModel> _identity;

    private FaceModels(Func<string, OnnxModel> load, FaceModelFiles files)
    {
        Key = Path.GetFileName(files.Folder);
        Detector = load(FaceModelFiles.DetectorFile);
        Trunk = load(FaceModelFiles.TrunkFile);
        Lips = load(FaceModelFiles.LipsFile);
        Palm = load(FaceModelFiles.PalmFile);
        _hand = new Lazy<OnnxModel>(() => OnnxModel.Load(files.Verified(FaceModelFiles.HandFile), _options));
        _identity = new Lazy<OnnxModel>(() => OnnxModel.Load(files.Verified(FaceModelFiles.IdentityFile), _options));
    }

    /// <summary>Changes when the models or their conversion do; part of every cached track's key.</summary>
    public string Key { get; }

    /// <summary>The execution provider that runs them, in ONNX Runtime's words.</summary>
    public string Provider => Trunk.Provider;

    internal OnnxModel Detector { get; }

    internal OnnxModel Trunk { get; }

    internal OnnxModel Lips { get; }

    internal OnnxModel Palm { get; }

    /// <summary>Loaded when it is first asked for: most clips have no hand before the face.</summary>
    internal OnnxModel Hand => _hand.Value;

    /// <summary>Tells one person from another; loaded when it is first asked for.</summary>
    internal OnnxModel Identity => _identity.Value;

    /// <summary>Loads the models, each after checking its sum; two wait until they are asked for.</summary>
    /// <exception cref="HeyGemException">
    /// <see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsHashMismatch"/>, <see cref="ErrorCode.WeightsUnsupported"/>.
    /// </exception>
    public static FaceModels Load(FaceModelFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var loaded = new List<OnnxModel>();
        try
        {
            return new FaceModels(
                file =>
                {
                    loaded.Add(OnnxModel.Load(files.Verified(file), _options));
                    return loaded[^1];
                },
                files);
        }
        catch
        {
            loaded.ForEach(m => m.Dispose());
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Detector.Dispose();
        Trunk.Dispose();
        Lips.Dispose();
        Palm.Dispose();
        if (_hand.IsValueCreated)
        {
            _hand.Value.Dispose();
        }

        if (_identity.IsValueCreated)
        {
            _identity.Value.Dispose();
        }
    }
}
