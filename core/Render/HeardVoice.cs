using HeyGem.Core.Engines;

namespace HeyGem.Core.Render;

/// <summary>A voice that was listened to.</summary>
/// <param name="Voice">What is known of it.</param>
/// <param name="StatedSeconds">How long its files say that it is.</param>
/// <param name="ReadSeconds">How much of that could be read.</param>
internal sealed record HeardVoice(VoiceAnalysis Voice, double StatedSeconds, double ReadSeconds);
