using System.Numerics.Tensors;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Voice.Features;

/// <summary>What every analysis asks of a voice's samples.</summary>
internal static class VoiceSamples
{
    /// <summary>Refuses samples that are not finite numbers; a piece at a time.</summary>
    public static void RequireNumbers(ReadOnlySpan<float> samples)
    {
        // A sum of squares is finite exactly when every sample is (and none is absurdly large).
        if (!float.IsFinite(TensorPrimitives.SumOfSquares(samples)))
        {
            throw new HeyGemException(
                ErrorCode.AudioInvalidSamples, "The voice holds samples that are not numbers or are out of any range.");
        }
    }

    /// <summary>Refuses a voice that ended without a sample.</summary>
    public static void RequireAny(long sampleCount)
    {
        if (sampleCount == 0)
        {
            throw new HeyGemException(ErrorCode.AudioEmpty, "The voice holds no samples in the chosen range.");
        }
    }
}
