namespace HeyGem.Core.Timelines;

/// <summary>A half-open stretch of time in ticks of one clock, a sequence's or a file's.</summary>
/// <param name="Start">The first tick.</param>
/// <param name="End">The first tick after it.</param>
public readonly record struct TickRange(long Start, long End)
{
    /// <summary>How long it is; not positive where it is empty.</summary>
    public long Length => End - Start;

    /// <summary>Whether all of another stretch lies in it.</summary>
    public bool Covers(TickRange inner) => Start <= inner.Start && End >= inner.End;

    /// <summary>The part that two stretches share, or null where they touch at most.</summary>
    public TickRange? Overlap(TickRange other)
    {
        var shared = new TickRange(Math.Max(Start, other.Start), Math.Min(End, other.End));
        return shared.Length > 0 ? shared : null;
    }
}

/// <summary>A part of a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Start">Where the part begins on the file's clock, in ticks.</param>
/// <param name="End">Where it ends, exclusive; null for the file's end.</param>
public sealed record MediaRange(string Path, long Start, long? End);

/// <summary>A part of a file and where it is heard on a sequence.</summary>
/// <param name="Path">The file.</param>
/// <param name="Start">Where the part begins on the file's clock, in ticks.</param>
/// <param name="Span">Where it is heard, on the sequence's clock; as long as the part.</param>
public sealed record SoundPiece(string Path, long Start, TickRange Span);
