using HeyGem.Core.Timing;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Core.Engines;

/// <summary>What an engine must be given of clip and voice.</summary>
public sealed record EngineNeeds
{
    /// <summary>What it hears beside the mouth curve, which every engine is given; each is analysed once a voice and cached.</summary>
    public IReadOnlyList<VoiceFeature> Voice { get; init; } = [];

    /// <summary>
    /// The rate its model was trained at, where it is fixed; null for an engine that draws at any rate. Becomes
    /// <see cref="PlanInput.Clock"/>.
    /// </summary>
    public FrameRate? Clock { get; init; }

    /// <summary>How much of the voice it hears at once around a frame; zero where that does not matter.</summary>
    public TimeSpan VoiceWindow { get; init; }
}
