using System.Numerics.Tensors;
using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>
/// A face restorer of the GFPGAN kind: one picture [1, 3, S, S], red, green, blue, -1..1, aligned as the FFHQ set is, to the same picture
/// restored. Thread-safe, one run at a time.
/// </summary>
internal sealed class FaceEnhancer : IDisposable
{
    private readonly OnnxModel _model;
    private readonly OnnxTensor _input;
    private readonly OnnxTensor _output;
    private readonly OnnxRun _run;
    private readonly Lock _gate = new();

    private FaceEnhancer(OnnxModel model)
    {
        _model = model;
        var input = model.Inputs.Count == 1 && model.Inputs[0].Accepts(1, 3, -1, -1) ? model.Inputs[0] : throw Refusal(model);
        Size = input.Shape[2] == input.Shape[3] && input.Shape[2] is >= 128 and <= 1024 ? (int)input.Shape[2] : throw Refusal(model);
        _input = input with { Shape = [1, 3, Size, Size] };
        var output = model.Outputs.FirstOrDefault(o => o.Accepts(1, 3, Size, Size)) ?? throw Refusal(model);
        _output = output with { Shape = [1, 3, Size, Size] };
        _run = model.Bind([_input], [_output]);
    }

    /// <summary>Side of its picture, usually 512.</summary>
    public int Size { get; }

    /// <summary>Loads a restorer.</summary>
    /// <exception cref="HeyGemException">What loading a model throws; <see cref="ErrorCode.WeightsUnsupported"/> for other
    /// shapes.</exception>
    public static FaceEnhancer Load(string path, OnnxOptions options)
    {
        var model = OnnxModel.Load(path, options);
        try
        {
            return new FaceEnhancer(model);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Restores the face's reference into its picture; both are planes blue, green, red, 0..1.</summary>
    public void Restore(Wav2LipFace face)
    {
        var plane = Size * Size;
        lock (_gate)
        {
            for (var channel = 0; channel < 3; channel++)
            {
                var work = face.Picture.AsSpan(channel * plane, plane);
                TensorPrimitives.Multiply(face.Reference.Slice(channel * plane, plane), 2f, work);
                TensorPrimitives.Subtract(work, 1f, work);
                _run.Write(_input, (2 - channel) * plane, work);
            }

            _run.Run();
            for (var channel = 0; channel < 3; channel++)
            {
                var restored = face.Picture.AsSpan(channel * plane, plane);
                _run.Read(_output, (2 - channel) * plane, restored);
                TensorPrimitives.Add(restored, 1f, restored);
                TensorPrimitives.Multiply(restored, 0.5f, restored);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _run.Dispose();
        _model.Dispose();
    }

    private static HeyGemException Refusal(OnnxModel model) => new(
        ErrorCode.WeightsUnsupported,
        $"{Path.GetFileName(model.File)} is not a face enhancer that can be driven: it has the inputs {string.Join("; ", model.Inputs)} " +
            $"and the outputs {string.Join("; ", model.Outputs)}. Expected are one picture [1, 3, S, S] in and one out.");
}
