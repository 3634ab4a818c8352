using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;
using HeyGem.Core.Weights;

namespace HeyGem.Core.Faces.Detect;

/// <summary>
/// The networks that find a face and its landmarks, from MediaPipe's face mesh (Apache-2.0): the short-range detector, the
/// attention mesh up to its lip region, and the lip refinement; the two that find a hand before it; and one that tells persons
/// apart, from face-api (MIT). Each is opened when it is first asked for: a clip whose face is known already asks for none. Shared by every
/// tracker; disposed after them. Thread-safe.
/// </summary>
public sealed class FaceModels : IDisposable
{
    // One core each: decoding needs the others, and the graphs are too small to gain from more.
    private static readonly OnnxOptions _options = new(Threads: 1);

    private readonly List<Lazy<OnnxModel>> _all = [];
    private readonly FaceModelFiles _files;
    private readonly Lazy<OnnxModel> _detector;
    private readonly Lazy<OnnxModel> _trunk;
    private readonly Lazy<OnnxModel> _lips;
    private readonly Lazy<OnnxModel> _palm;
    private readonly Lazy<OnnxModel> _hand;
    private readonly Lazy<OnnxModel> _identity;

    private FaceModels(FaceModelFiles files)
    {
        _files = files;
        Key = Path.GetFileName(files.Folder);
        _detector = Later(FaceModelFiles.DetectorFile);
        _trunk = Later(FaceModelFiles.TrunkFile);
        _lips = Later(FaceModelFiles.LipsFile);
        _palm = Later(FaceModelFiles.PalmFile);
        _hand = Later(FaceModelFiles.HandFile);
        _identity = Later(FaceModelFiles.IdentityFile);
    }

    /// <summary>Changes when the models or their conversion do; part of every cached track's key.</summary>
    public string Key { get; }

    /// <summary>The execution provider that runs them, in ONNX Runtime's words.</summary>
    public string Provider { get; } = ProviderSearch.NameOf(_options.Providers[0]);

    internal OnnxModel Detector => _detector.Value;

    internal OnnxModel Trunk => _trunk.Value;

    internal OnnxModel Lips => _lips.Value;

    internal OnnxModel Palm => _palm.Value;

    /// <summary>Most clips have no hand before the face.</summary>
    internal OnnxModel Hand => _hand.Value;

    /// <summary>Tells one person from another.</summary>
    internal OnnxModel Identity => _identity.Value;

    /// <summary>Checks the sums of the four that every new clip needs. Each file is checked once more when it is opened.</summary>
    /// <exception cref="HeyGemException">
    /// <see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsHashMismatch"/>.
    /// </exception>
    public static FaceModels Load(FaceModelFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (var file in FaceModelFiles.OfEveryClip)
        {
            _ = files.Verified(file);
        }

        return new FaceModels(files);
    }

    /// <summary>Opens the four that every new clip needs, for whoever wants to know at once whether they run here.</summary>
    /// <exception cref="HeyGemException">
    /// <see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsHashMismatch"/>, <see cref="ErrorCode.WeightsUnsupported"/>.
    /// </exception>
    public void Open() => _ = (Detector, Trunk, Lips, Palm);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var model in _all.Where(model => model.IsValueCreated))
        {
            model.Value.Dispose();
        }
    }

    private Lazy<OnnxModel> Later(string file)
    {
        _all.Add(new Lazy<OnnxModel>(() => OnnxModel.Load(_files.Verified(file), _options)));
        return _all[^1];
    }
}
