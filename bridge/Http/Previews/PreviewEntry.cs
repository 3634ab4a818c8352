using HeyGem.Bridge.Http.Followed;
using HeyGem.Core.Render;

namespace HeyGem.Bridge.Http.Previews;

/// <summary>One preview at one moment.</summary>
internal sealed record PreviewEntry : FollowedState
{
    /// <summary>The client's own name for the request, and a hash of what it asked for.</summary>
    public required (string Key, string Hash) Request { get; init; }

    /// <summary>The folder that is its own.</summary>
    public required string Folder { get; init; }

    /// <summary>What it gave; null until it is completed.</summary>
    public RenderResult? Result { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset AskedAt { get; init; }
}
