namespace HeyGem.Core.Render.Report;

/// <summary>Which stretch of a result a preview shows.</summary>
/// <param name="Start">Its first frame, counted from the result's first.</param>
/// <param name="End">The first frame after it.</param>
/// <param name="LookedAt">
/// Frames of the clip in which the face is known: all that the whole render looks at, or the stretch and what lies around it. In the second
/// case the whole render may choose other mouths of the clip, another range of movement, and another person where there are several.
/// </param>
public sealed record PreviewedFrames(long Start, long End, long LookedAt)
{
    /// <summary>Whether the whole clip was known, so that the whole render has these frames to the bit.</summary>
    public required bool IsWhole { get; init; }
}
