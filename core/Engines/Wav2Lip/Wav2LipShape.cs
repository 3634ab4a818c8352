using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>
/// Which of a model's inputs is which, told by shape, since exports name them as they like: sound [N, 1, 80, 16], face [N, 6, S, S],
/// perhaps a weight [1], and an output [N, 3, S, S]; single or half precision each.
/// </summary>
/// <param name="Mel">The sound window.</param>
/// <param name="Face">The face: three channels with the lower half black, then three whole.</param>
/// <param name="Weight">How strongly the mouth moves, 0..1 with .5 natural; null where the model has no such input.</param>
/// <param name="Picture">The drawn face.</param>
/// <param name="Size">S, a multiple of 2.</param>
/// <param name="FixedBatch">N where the file fixes it, else null.</param>
internal sealed record Wav2LipShape(OnnxTensor Mel, OnnxTensor Face, OnnxTensor? Weight, OnnxTensor Picture, int Size, int? FixedBatch)
{
    private const int SmallestSide = 32;
    private const int LargestSide = 1024;
    private const int LargestBatch = 64;

    /// <summary>Reads a model's shapes.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsUnsupported"/>, naming each input found.</exception>
    public static Wav2LipShape Of(OnnxModel model)
    {
        OnnxTensor? mel = null, face = null, weight = null;
        foreach (var input in model.Inputs)
        {
            var known = input switch
            {
                _ when mel is null && input.Accepts(-1, 1, Wav2LipMel.Bands, Wav2LipMel.WindowColumns)
                    && input.Shape[2] == Wav2LipMel.Bands => mel = input,
                _ when face is null && input.Accepts(-1, 6, -1, -1) && input.Shape[1] == 6 && IsSide(input.Shape[2])
                    && input.Shape[2] == input.Shape[3] => face = input,
                _ when weight is null && input.Accepts(1) => weight = input,
                _ => throw Refusal(model, $"the input {input} is not one of them"),
            };
            if (!IsNumber(known))
            {
                throw Refusal(model, $"the input {known} holds {known.ElementType.Name}, not floating-point numbers");
            }
        }

        if (mel is null || face is null)
        {
            throw Refusal(model, mel is null ? "the sound is missing" : "the face is missing");
        }

        var size = (int)face.Shape[2];
        var batch = (Mel: mel.Shape[0], Face: face.Shape[0]);
        if (batch.Mel != batch.Face || batch.Mel is 0 or > LargestBatch)
        {
            throw Refusal(model, $"the batch is {batch.Mel} for the sound and {batch.Face} for the face");
        }

        var picture = model.Outputs.FirstOrDefault(o => IsNumber(o) && o.Accepts(batch.Face, 3, size, size))
            ?? throw Refusal(model, $"no output is a picture [N, 3, {size}, {size}]");
        return new Wav2LipShape(mel, face, weight, picture, size, batch.Mel < 0 ? null : (int)batch.Mel);
    }

    private static bool IsSide(long side) => side is >= SmallestSide and <= LargestSide && side % 2 == 0;

    private static bool IsNumber(OnnxTensor tensor) => tensor.ElementType == typeof(float) || OnnxRun.IsHalf(tensor);

    private static HeyGemException Refusal(OnnxModel model, string reason) => new(
        ErrorCode.WeightsUnsupported,
        $"{Path.GetFileName(model.File)} is not a Wav2Lip model that can be driven: {reason}. It has the inputs " +
            $"{string.Join("; ", model.Inputs)} and the outputs "
        + $"{string.Join("; ", model.Outputs)}. Expected are a sound [N, 1, 80, 16], a face [N, 6, S, S] with an even S from " +
            $"{SmallestSide} to {LargestSide}, perhaps a weight [1], and a picture [N, 3, S, S].");
}
