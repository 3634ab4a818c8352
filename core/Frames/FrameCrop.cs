namespace HeyGem.Core.Frames;

/// <summary>
/// A copy of a part of a frame, as a picture of its own. Its corner lies on a whole chroma sample, so that reading it gives the same
/// numbers as reading the frame there, except within four pixels of an edge that is not also the frame's.
/// </summary>
public sealed class FrameCrop
{
    private const int EdgePixels = 4;

    private readonly PixelLayout _layout;
    private readonly byte[] _samples;
    private readonly PixelRect _frame;

    private FrameCrop(PixelLayout layout, PixelRect rect, PixelRect frame)
    {
        _layout = layout;
        _samples = GC.AllocateUninitializedArray<byte>(layout.FrameBytes(rect.Width, rect.Height));
        _frame = frame;
        Rect = rect;
    }

    /// <summary>Which part of the frame it is.</summary>
    public PixelRect Rect { get; }

    /// <summary>Levels of the whole frame.</summary>
    internal PictureLevels Levels { get; private init; }

    /// <summary>Bytes of its samples.</summary>
    public int ByteCount => _samples.Length;

    /// <summary>Copies the part of a frame that covers a rectangle and what reading it needs around it.</summary>
    /// <param name="frame">The frame, which stays the caller's.</param>
    /// <param name="rect">Frame space; what lies outside the frame is left out.</param>
    /// <returns>The copy; null when nothing of the rectangle is in the frame.</returns>
    public static FrameCrop? Of(Frame frame, PixelRect rect)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var whole = new PixelRect(0, 0, frame.Width, frame.Height);
        var part = Needed(rect, whole);
        if (part.IsEmpty)
        {
            return null;
        }

        var layout = frame.Layout with { HasAlpha = false };
        var crop = new FrameCrop(layout, part, whole) { Levels = PictureLevels.Of(frame) };
        using var picture = crop.Open();
        for (var plane = 0; plane < 3; plane++)
        {
            var (shiftX, shiftY) = plane == 0 ? (0, 0) : (layout.ChromaShiftX, layout.ChromaShiftY);
            var stride = layout.PlaneWidth(plane, frame.Width) * layout.BytesPerSample;
            var width = layout.PlaneWidth(plane, part.Width) * layout.BytesPerSample;
            var from = frame.Plane(plane)[(((part.Y >> shiftY) * stride) + ((part.X >> shiftX) * layout.BytesPerSample))..];
            var to = picture.Plane(plane);
            for (var row = 0; row * width < to.Length; row++)
            {
                from.Slice(row * stride, width).CopyTo(to[(row * width)..]);
            }
        }

        return crop;
    }

    /// <summary>Whether a rectangle can be read from this copy as it would be from the frame.</summary>
    /// <param name="rect">Frame space.</param>
    public bool Holds(PixelRect rect) => !rect.IsEmpty && Rect.Union(Needed(rect, _frame)) == Rect;

    /// <summary>
    /// The samples as a picture in the frame's layout without alpha, whose corner is that of <see cref="Rect"/>. The caller disposes it;
    /// the samples stay here.
    /// </summary>
    public Frame Open() => new(new FramePool(_layout, Rect.Width, Rect.Height), _samples);

    private static PixelRect Needed(PixelRect rect, PixelRect frame) =>
        new PixelRect(rect.X - EdgePixels, rect.Y - EdgePixels, rect.Width + (2 * EdgePixels), rect.Height + (2 * EdgePixels))
            .ClampTo(frame.Width, frame.Height)
            .AlignToChroma(frame.Width, frame.Height);
}
