using System.Numerics;
using System.Runtime.CompilerServices;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Covers;

/// <summary>Reads single places of a frame as luma, Cb and Cr on the 0..255 scale, chroma around 0.</summary>
internal readonly ref struct SampleReader
{
    private readonly ReadOnlySpan<byte> _luma;
    private readonly ReadOnlySpan<byte> _cb;
    private readonly ReadOnlySpan<byte> _cr;
    private readonly int _width;
    private readonly int _height;
    private readonly int _chromaWidth;
    private readonly int _shiftX;
    private readonly int _shiftY;
    private readonly bool _wide;
    private readonly Vector3 _zero;
    private readonly Vector3 _scale;

    /// <summary>Looks at a frame, for as long as that lives.</summary>
    public SampleReader(Frame frame, YuvSpace space)
    {
        var (layout, depth) = (frame.Layout, frame.Layout.BitDepth);
        _luma = frame.Plane(0);
        _cb = frame.Plane(1);
        _cr = frame.Plane(2);
        (_width, _height, _chromaWidth) = (frame.Width, frame.Height, layout.PlaneWidth(1, frame.Width));
        (_shiftX, _shiftY) = (layout.ChromaShiftX, layout.ChromaShiftY);
        _wide = layout.BytesPerSample > 1;
        var grey = YuvSpace.ChromaZero(depth);
        _zero = new Vector3(space.LumaZero(depth), grey, grey);
        var chroma = 255f / space.ChromaSpan(depth);
        _scale = new Vector3(255f / space.LumaSpan(depth), chroma, chroma);
    }

    /// <summary>The nearest samples; false outside the frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(Vector2 place, out Vector3 colour)
    {
        var (column, row) = ((int)MathF.Floor(place.X + 0.5f), (int)MathF.Floor(place.Y + 0.5f));
        if ((uint)column >= (uint)_width || (uint)row >= (uint)_height)
        {
            colour = default;
            return false;
        }

        var at = (row * _width) + column;
        var chroma = ((row >> _shiftY) * _chromaWidth) + (column >> _shiftX);
        var own = _wide
            ? new Vector3(Word(_luma, at), Word(_cb, chroma), Word(_cr, chroma))
            : new Vector3(_luma[at], _cb[chroma], _cr[chroma]);
        colour = (own - _zero) * _scale;
        return true;
    }

    private static int Word(ReadOnlySpan<byte> plane, int at) => plane[2 * at] | (plane[(2 * at) + 1] << 8);
}
