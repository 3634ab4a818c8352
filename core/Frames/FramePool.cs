using System.Collections.Concurrent;

namespace HeyGem.Core.Frames;

/// <summary>
/// Buffers for pictures of one size and layout, reused so that a long clip allocates as much as a short one. Thread-safe.
/// </summary>
public sealed class FramePool
{
    private readonly ConcurrentBag<byte[]> _free = [];
    private readonly int _bytes;

    /// <summary>Makes an empty pool.</summary>
    /// <param name="layout">Sample layout of every frame.</param>
    /// <param name="width">Luma samples in a row, at least 1.</param>
    /// <param name="height">Luma rows, at least 1.</param>
    public FramePool(PixelLayout layout, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        Layout = layout;
        Width = width;
        Height = height;
        _bytes = layout.FrameBytes(width, height);
    }

    /// <summary>Sample layout of every frame.</summary>
    public PixelLayout Layout { get; }

    /// <summary>Luma samples in a row.</summary>
    public int Width { get; }

    /// <summary>Luma rows.</summary>
    public int Height { get; }

    /// <summary>A frame whose content is undefined. The caller disposes it.</summary>
    public Frame Rent() => new(this, _free.TryTake(out var buffer) ? buffer : GC.AllocateUninitializedArray<byte>(_bytes));

    /// <summary>Another frame with the content of one of the same size and layout. The caller disposes it.</summary>
    public Frame RentCopy(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var copy = Rent();
        frame.Bytes.CopyTo(copy.Bytes);
        return copy;
    }

    internal void Return(byte[] buffer) => _free.Add(buffer);
}
