using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Core.Engines;

/// <summary>What is known of a voice.</summary>
/// <param name="Curve">What its mouth does.</param>
/// <param name="Features">What the engine asked for beside it.</param>
/// <param name="Cached">Whether all of it came from the cache.</param>
public sealed record VoiceAnalysis(MouthCurve Curve, IReadOnlyDictionary<VoiceFeature, object> Features, bool Cached)
{
    /// <summary>A feature that the engine named in its needs.</summary>
    /// <exception cref="KeyNotFoundException">It was not among them.</exception>
    public T Get<T>(VoiceFeature<T> feature)
        where T : class => (T)Features[feature];
}
