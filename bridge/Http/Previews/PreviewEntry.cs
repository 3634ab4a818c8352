using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render;

namespace HeyGem.Bridge.Http.Previews;

/// <summary>One preview at one moment; each change is another one.</summary>
internal sealed record PreviewEntry
{
    /// <summary>Its id, 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The client's own name for the request, and a hash of what it asked for.</summary>
    public required (string Key, string Hash) Request { get; init; }

    /// <summary>The folder that is its own.</summary>
    public required string Folder { get; init; }

    /// <summary>Where it stands.</summary>
    public ItemState State { get; init; }

    /// <summary>Grows with every change.</summary>
    public long Version { get; init; } = 1;

    /// <summary>How far it is while it runs.</summary>
    public RenderProgress? Progress { get; init; }

    /// <summary>What it gave; null until it is completed.</summary>
    public RenderResult? Result { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public ItemError? Error { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset AskedAt { get; init; }
}
