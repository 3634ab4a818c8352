using System.Runtime.InteropServices;

namespace HeyGem.Core.Frames;

/// <summary>
/// One decoded picture: planar YUV in the clip's own depth and matrix, upright, planes tight (no row padding), exactly the
/// bytes that ffmpeg's rawvideo carries. Comes from a <see cref="FramePool"/>; whoever holds it disposes it, which gives the
/// buffer back. Not safe for writing from two threads at once.
/// </summary>
public sealed class Frame : IDisposable
{
    private readonly FramePool _pool;
    private byte[]? _buffer;

    internal Frame(FramePool pool, byte[] buffer)
    {
        _pool = pool;
        _buffer = buffer;
    }

    /// <summary>Sample layout.</summary>
    public PixelLayout Layout => _pool.Layout;

    /// <summary>Luma samples in a row.</summary>
    public int Width => _pool.Width;

    /// <summary>Luma rows.</summary>
    public int Height => _pool.Height;

    /// <summary>Position on the clip's constant-rate time line, counted from the clip's first frame (not from the range's start).</summary>
    public long Index { get; set; }

    /// <summary>All planes, Y then Cb then Cr, then alpha where the layout has it, <see cref="PixelLayout.FrameBytes"/> long.</summary>
    public Memory<byte> Bytes => Buffer.AsMemory(0, Layout.FrameBytes(Width, Height));

    private byte[] Buffer => _buffer ?? throw new ObjectDisposedException(nameof(Frame));

    /// <summary>Bytes of one plane (0 Y, 1 Cb, 2 Cr, 3 alpha where the layout has it), row-major without padding.</summary>
    public Span<byte> Plane(int plane)
    {
        var y = Layout.PlaneBytes(0, Width, Height);
        var c = Layout.PlaneBytes(1, Width, Height);
        return plane switch
        {
            0 => Buffer.AsSpan(0, y),
            1 => Buffer.AsSpan(y, c),
            2 => Buffer.AsSpan(y + c, c),
            3 when Layout.HasAlpha => Buffer.AsSpan(y + (2 * c), y),
            _ => throw new ArgumentOutOfRangeException(nameof(plane), plane, "A frame has planes 0, 1, 2, and 3 with alpha."),
        };
    }

    /// <summary>One plane of a picture deeper than 8 bits, as samples.</summary>
    public Span<ushort> Plane16(int plane) => MemoryMarshal.Cast<byte, ushort>(Plane(plane));

    /// <inheritdoc/>
    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, null);
        if (buffer is not null)
        {
            _pool.Return(buffer);
        }
    }
}
