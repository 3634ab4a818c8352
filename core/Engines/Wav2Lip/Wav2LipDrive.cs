using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>A voice and how it drives the mouth.</summary>
/// <param name="Mel">Its spectrogram.</param>
/// <param name="Curve">What its mouth does, for the pauses.</param>
/// <param name="Rate">Rate of the output.</param>
/// <param name="WindowOffset">How much later than the picture the sound window begins; usually
/// <see cref="Wav2LipMel.DefaultOffset"/>.</param>
/// <param name="Delay">How much later than natural the lips move; already in <paramref name="WindowOffset"/>.</param>
/// <param name="Intensity">Strength of the movement, 0..1.5; 1 is natural.</param>
/// <param name="EnhancerShare">Share of the enhanced mouth where the engine has an enhancer, 0..1.</param>
public sealed record Wav2LipDrive(
    Wav2LipMel Mel, MouthCurve Curve, FrameRate Rate, TimeSpan WindowOffset, TimeSpan Delay, double Intensity, double EnhancerShare)
{
    /// <summary>See <see cref="PlanInput.Share"/>.</summary>
    public IReadOnlyList<float>? Share { get; init; }
}
