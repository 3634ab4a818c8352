using HeyGem.Bridge.Http.Followed;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Render.Turns;

namespace HeyGem.Bridge.Http.Turns;

/// <summary>A search for who speaks when, at one moment.</summary>
internal sealed record SpeakerSearch : FollowedState
{
    /// <summary>The clip and its range.</summary>
    public required RenderSpec Clip { get; init; }

    /// <summary>What was found; null until it is completed.</summary>
    public SpeakerProposal? Proposal { get; init; }
}
