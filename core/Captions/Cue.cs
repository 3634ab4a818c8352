using HeyGem.Core.Timing;

namespace HeyGem.Core.Captions;

/// <summary>A line of captions.</summary>
/// <param name="Start">When it begins, counted from the clip's first frame, 0 or later.</param>
/// <param name="End">When it ends, exclusive; never before <paramref name="Start"/>.</param>
/// <param name="Text">What is said, in one line without markup; empty where the cue names only a sound, as <c>[music]</c> does.</param>
/// <param name="Speaker">Who says it where the captions tell, else null.</param>
public sealed record Cue(MediaTime Start, MediaTime End, string Text, string? Speaker)
{
    /// <summary>Whether it states no times, as a line of plain text: it begins after the one before it and lasts as it is spoken.</summary>
    public bool IsUntimed { get; init; }

    /// <summary>The line of the file, from 1, that holds the cue's times; 0 for a cue that was not read from a file.</summary>
    public int Line { get; init; }
}
