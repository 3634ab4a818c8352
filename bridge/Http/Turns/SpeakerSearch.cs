using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Render.Turns;

namespace HeyGem.Bridge.Http.Turns;

/// <summary>A search for who speaks when, at one moment; each change is another one.</summary>
internal sealed record SpeakerSearch
{
    /// <summary>Its id, 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The clip and its range.</summary>
    public required RenderSpec Clip { get; init; }

    /// <summary>Where it stands.</summary>
    public ItemState State { get; init; }

    /// <summary>Grows with every change.</summary>
    public long Version { get; init; } = 1;

    /// <summary>How far it is while it runs.</summary>
    public RenderProgress? Progress { get; init; }

    /// <summary>What was found; null until it is completed.</summary>
    public SpeakerProposal? Proposal { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public ItemError? Error { get; init; }
}
