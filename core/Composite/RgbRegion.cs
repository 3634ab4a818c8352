using HeyGem.Core.Frames;

namespace HeyGem.Core.Composite;

/// <summary>
/// A rectangle of a frame as three float planes of gamma-encoded R'G'B', 0..255 whatever the clip's depth. Values may lie a
/// little outside that range, because YUV can; nothing here clips them. Row-major, stride = <see cref="Rect"/>'s width, no padding.
/// One thread at a time.
/// </summary>
internal sealed class RgbRegion
{
    private float[] _r = [];
    private float[] _g = [];
    private float[] _b = [];

    /// <summary>The rectangle, in frame space: sample 0 belongs to the frame's pixel (X, Y).</summary>
    public PixelRect Rect { get; private set; }

    /// <summary>Pixels in each plane.</summary>
    public int Count { get; private set; }

    /// <summary>Red.</summary>
    public Span<float> R => _r.AsSpan(0, Count);

    /// <summary>Green.</summary>
    public Span<float> G => _g.AsSpan(0, Count);

    /// <summary>Blue.</summary>
    public Span<float> B => _b.AsSpan(0, Count);

    /// <summary>Plane 0 red, 1 green, 2 blue.</summary>
    public Span<float> Plane(int plane) => plane switch
    {
        0 => R,
        1 => G,
        2 => B,
        _ => throw new ArgumentOutOfRangeException(nameof(plane), plane, "A region has planes 0, 1 and 2."),
    };

    /// <summary>
    /// Takes a rectangle. Buffers only ever grow; the samples are undefined afterwards, unless the size is the same: then they stay.
    /// </summary>
    public void Resize(PixelRect rect)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rect.Width);
        ArgumentOutOfRangeException.ThrowIfNegative(rect.Height);
        Rect = rect;
        Count = rect.Width * rect.Height;
        if (_r.Length < Count)
        {
            _r = GC.AllocateUninitializedArray<float>(BufferSize.Grow(Count, _r.Length));
            _g = GC.AllocateUninitializedArray<float>(_r.Length);
            _b = GC.AllocateUninitializedArray<float>(_r.Length);
        }
    }

    /// <summary>Takes another region's rectangle and samples.</summary>
    public void CopyFrom(RgbRegion other)
    {
        Resize(other.Rect);
        other.R.CopyTo(R);
        other.G.CopyTo(G);
        other.B.CopyTo(B);
    }
}
