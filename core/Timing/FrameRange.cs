namespace HeyGem.Core.Timing;

/// <summary>Frames <c>Start .. Start + Count - 1</c> of a clip's constant-rate time line, counted from 0.</summary>
/// <param name="Start">The first frame, at least 0.</param>
/// <param name="Count">How many frames, at least 0.</param>
public readonly record struct FrameRange(long Start, long Count)
{
    /// <summary>The first frame after the range.</summary>
    public long End => Start + Count;

    /// <inheritdoc/>
    public override string ToString() => Count == 1 ? $"{Start}" : $"{Start}-{End - 1}";
}
