using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>A Wav2Lip-class model file, loaded. Its owner disposes it after its runs.</summary>
public sealed class Wav2LipModel : IWav2LipBackend
{
    private readonly OnnxModel _model;
    private readonly Wav2LipShape _shape;

    private Wav2LipModel(OnnxModel model, Wav2LipShape shape)
    {
        _model = model;
        _shape = shape;
    }

    /// <inheritdoc/>
    public int Size => _shape.Size;

    /// <inheritdoc/>
    public int? FixedBatch => _shape.FixedBatch;

    /// <inheritdoc/>
    public bool HasWeight => _shape.Weight is not null;

    /// <inheritdoc/>
    public IReadOnlyList<ProviderAttempt> Attempts => _model.Attempts;

    /// <summary>Loads a model and reads its shapes.</summary>
    /// <exception cref="HeyGemException">
    /// <see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsUnreadable"/>, <see cref="ErrorCode.WeightsExternalData"/>,
    /// <see cref="ErrorCode.WeightsUnsupported"/>.
    /// </exception>
    public static Wav2LipModel Load(string path, OnnxOptions options)
    {
        var model = OnnxModel.Load(path, options);
        try
        {
            return new Wav2LipModel(model, Wav2LipShape.Of(model));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    IWav2LipRun IWav2LipBackend.Bind(int batch)
    {
        var shape = _shape with
        {
            Mel = _shape.Mel with { Shape = [batch, .. _shape.Mel.Shape.Skip(1)] },
            Face = _shape.Face with { Shape = [batch, .. _shape.Face.Shape.Skip(1)] },
            Weight = _shape.Weight is { } weight ? weight with { Shape = [1] } : null,
            Picture = _shape.Picture with { Shape = [batch, 3, Size, Size] },
        };
        return new BoundRun(_model, shape, batch);
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private sealed class BoundRun(OnnxModel model, Wav2LipShape shape, int batch) : IWav2LipRun
    {
        private readonly OnnxRun _run =
            model.Bind(shape.Weight is { } weight ? [shape.Mel, shape.Face, weight] : [shape.Mel, shape.Face], [shape.Picture]);

        public int Batch => batch;

        public void Set(int slot, ReadOnlySpan<float> mel, ReadOnlySpan<float> face)
        {
            _run.Write(shape.Mel, slot * mel.Length, mel);
            _run.Write(shape.Face, slot * face.Length, face);
        }

        public void SetWeight(float weight)
        {
            if (shape.Weight is { } input)
            {
                _run.Write(input, 0, [weight]);
            }
        }

        public void Run() => _run.Run();

        public void Read(int slot, Span<float> picture) => _run.Read(shape.Picture, slot * picture.Length, picture);

        public void Dispose() => _run.Dispose();
    }
}
