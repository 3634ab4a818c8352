using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render;

namespace HeyGem.Bridge.Http.Followed;

/// <summary>Work beside the queue at one moment; each change is another one.</summary>
internal abstract record FollowedState
{
    /// <summary>Its id, 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public ItemState State { get; init; }

    /// <summary>Grows with every change.</summary>
    public long Version { get; init; } = 1;

    /// <summary>How far it is while it runs.</summary>
    public RenderProgress? Progress { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public ItemError? Error { get; init; }
}
