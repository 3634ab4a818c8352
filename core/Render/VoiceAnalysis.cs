using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Core.Render;

/// <summary>What is known of the voice.</summary>
/// <param name="Curve">What its mouth does.</param>
/// <param name="Mel">Its spectrogram for Wav2Lip; null where no such model draws.</param>
/// <param name="Cached">Whether all of it came from the cache.</param>
internal sealed record VoiceAnalysis(MouthCurve Curve, Wav2LipMel? Mel, bool Cached);
