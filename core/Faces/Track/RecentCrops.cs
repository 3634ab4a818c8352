using System.Numerics;
using HeyGem.Core.Faces.Covers;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Track;

/// <summary>Copies of the picture about a face in the frames since the last search for palms, to look back in when one is found.</summary>
internal sealed class RecentCrops
{
    private readonly Frame?[] _crops = new Frame?[CoverTuning.PalmEvery - 1];
    private readonly Vector2[] _corners = new Vector2[CoverTuning.PalmEvery - 1];
    private FramePool? _pool;
    private int _next;

    /// <summary>A frame before this one and where its corner lies in it; null where none was kept.</summary>
    /// <param name="back">1 for the frame that was kept last.</param>
    public (Frame Crop, Vector2 Corner)? Back(int back)
    {
        var slot = (_next - back + (2 * _crops.Length)) % _crops.Length;
        return back <= _crops.Length && _crops[slot] is { } crop ? (crop, _corners[slot]) : null;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        for (var i = 0; i < _crops.Length; i++)
        {
            _crops[i]?.Dispose();
            _crops[i] = null;
        }
    }

    /// <summary>Keeps a copy of a square about a place.</summary>
    public void Keep(Frame frame, Vector2 centre, float side)
    {
        var least = Math.Min(frame.Width, frame.Height);
        if (_pool is null || _pool.Width < Math.Min(side, least) || _pool.Width > 2 * side)
        {
            Clear();
            var room = Math.Min(((int)(side * 1.2f) + 1) & ~1, least);
            _pool = new FramePool(frame.Layout, room, room);
        }

        _crops[_next]?.Dispose();
        _crops[_next] = _pool.Rent();
        var crop = _crops[_next]!;
        var x = Math.Clamp((int)centre.X - (crop.Width / 2), 0, frame.Width - crop.Width) & ~1;
        var y = Math.Clamp((int)centre.Y - (crop.Height / 2), 0, frame.Height - crop.Height) & ~1;
        Copy(frame, crop, x, y);
        _corners[_next] = new Vector2(x, y);
        _next = (_next + 1) % _crops.Length;
    }

    private static void Copy(Frame frame, Frame crop, int x, int y)
    {
        var layout = frame.Layout;
        for (var plane = 0; plane < 3; plane++)
        {
            var (shiftX, shiftY) = plane == 0 ? (0, 0) : (layout.ChromaShiftX, layout.ChromaShiftY);
            var from = layout.PlaneWidth(plane, frame.Width) * layout.BytesPerSample;
            var to = layout.PlaneWidth(plane, crop.Width) * layout.BytesPerSample;
            var start = ((y >> shiftY) * from) + ((x >> shiftX) * layout.BytesPerSample);
            for (var row = 0; row < layout.PlaneHeight(plane, crop.Height); row++)
            {
                frame.Plane(plane).Slice(start + (row * from), to).CopyTo(crop.Plane(plane)[(row * to)..]);
            }
        }
    }
}
