namespace HeyGem.Core.Frames;

/// <summary>A rectangle of whole pixels in frame space: columns <c>X .. X+Width-1</c>, rows <c>Y .. Y+Height-1</c>.</summary>
/// <param name="X">Left column.</param>
/// <param name="Y">Top row.</param>
/// <param name="Width">Columns, at least 0.</param>
/// <param name="Height">Rows, at least 0.</param>
public readonly record struct PixelRect(int X, int Y, int Width, int Height)
{
    /// <summary>The first column to the right.</summary>
    public int Right => X + Width;

    /// <summary>The first row below.</summary>
    public int Bottom => Y + Height;

    /// <summary>Whether it holds no pixel.</summary>
    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>The same rectangle elsewhere.</summary>
    public PixelRect MovedBy(int x, int y) => this with { X = X + x, Y = Y + y };

    /// <summary>The part inside a frame of the given size.</summary>
    public PixelRect ClampTo(int width, int height)
    {
        var x = Math.Clamp(X, 0, width);
        var y = Math.Clamp(Y, 0, height);
        return new PixelRect(x, y, Math.Max(0, Math.Min(Right, width) - x), Math.Max(0, Math.Min(Bottom, height) - y));
    }

    /// <summary>
    /// The smallest rectangle with even corner and size (or the frame's edge) around this one, so that chroma samples are whole.
    /// </summary>
    public PixelRect AlignToChroma(int width, int height)
    {
        var x = X & ~1;
        var y = Y & ~1;
        return new PixelRect(x, y, Math.Min(width, (Right + 1) & ~1) - x, Math.Min(height, (Bottom + 1) & ~1) - y);
    }

    /// <summary>The smallest rectangle around both.</summary>
    public PixelRect Union(PixelRect other)
    {
        if (IsEmpty)
        {
            return other;
        }

        if (other.IsEmpty)
        {
            return this;
        }

        var x = Math.Min(X, other.X);
        var y = Math.Min(Y, other.Y);
        return new PixelRect(x, y, Math.Max(Right, other.Right) - x, Math.Max(Bottom, other.Bottom) - y);
    }
}
