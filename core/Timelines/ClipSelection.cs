namespace HeyGem.Core.Timelines;

/// <summary>A clip that is rendered.</summary>
public sealed record ClipSelection
{
    /// <summary>The clip as it lies on the timeline.</summary>
    public required Item Original { get; init; }

    /// <summary>The part of the sequence that the render covers: the clip, or the part of it that the voice reaches.</summary>
    public required TickRange Span { get; init; }

    /// <summary>The frames to render.</summary>
    public required RenderRange Range { get; init; }

    /// <summary>Length of a frame of the file in ticks.</summary>
    public required long Frame { get; init; }

    /// <summary>The voice from the first rendered frame on.</summary>
    public required VoiceRange Voice { get; init; }

    /// <summary>What a person should know.</summary>
    public required IReadOnlyList<SelectionNote> Notes { get; init; }

    /// <summary>The file.</summary>
    public string Path => Original.Media!.Path!;
}

/// <summary>A clip that is left as it is.</summary>
/// <param name="Original">The clip.</param>
/// <param name="Reason">Why.</param>
public sealed record SkippedClip(Item Original, SkipReason Reason);

/// <summary>What of a timeline is rendered, and what is not.</summary>
/// <param name="Clips">The clips that are rendered, in the order of the sequence.</param>
/// <param name="Skipped">The others that were chosen.</param>
public sealed record Selection(IReadOnlyList<ClipSelection> Clips, IReadOnlyList<SkippedClip> Skipped);
