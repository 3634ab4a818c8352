namespace HeyGem.Core.Engines;

/// <summary>How frames are gathered into blocks: a batch where blocks do not overlap, a window over time where they do.</summary>
public sealed record BlockShape
{
    /// <summary>Frames need no preparing.</summary>
    public static BlockShape OneFrame { get; } = new(1, 0);

    /// <summary>Checks the numbers.</summary>
    /// <param name="size">Frames in a block, 1..256; the last block of a result may be shorter.</param>
    /// <param name="overlap">Frames that a block shares with the block before it, 0..size - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public BlockShape(int size, int overlap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 256);
        ArgumentOutOfRangeException.ThrowIfNegative(overlap);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(overlap, size);
        (Size, Overlap) = (size, overlap);
    }

    /// <summary>Frames in a block.</summary>
    public int Size { get; }

    /// <summary>Frames that a block shares with the block before it.</summary>
    public int Overlap { get; }

    /// <summary>How many blocks may be prepared at once where they do not overlap: one reads its faces while another is drawn.</summary>
    public int AtOnce { get; init; } = 2;
}

/// <summary>Frames that are prepared together, in the order of the result.</summary>
/// <param name="Frames">1 to <see cref="BlockShape.Size"/> frames; their pixels are the source's.</param>
/// <param name="Shared">How many frames at the start were in the block before, too.</param>
public readonly record struct FrameBlock(IReadOnlyList<MouthFrame> Frames, int Shared);
