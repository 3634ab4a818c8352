using System.Numerics;
using System.Runtime.InteropServices;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Track;

/// <summary>Reads single places of a frame as luma, Cb and Cr on the 0..255 scale, chroma around 0.</summary>
internal sealed class SampleReader(YuvSpace space)
{
    /// <summary>The nearest samples; false outside the frame.</summary>
    public bool TryRead(Frame frame, float x, float y, out Vector3 colour)
    {
        var (column, row) = ((int)MathF.Round(x), (int)MathF.Round(y));
        if ((uint)column >= (uint)frame.Width || (uint)row >= (uint)frame.Height)
        {
            colour = default;
            return false;
        }

        var layout = frame.Layout;
        var depth = layout.BitDepth;
        var at = (row * frame.Width) + column;
        var chroma = ((row >> layout.ChromaShiftY) * layout.PlaneWidth(1, frame.Width)) + (column >> layout.ChromaShiftX);
        var luma = 255f / space.LumaSpan(depth);
        var span = 255f / space.ChromaSpan(depth);
        var zero = YuvSpace.ChromaZero(depth);
        colour = new Vector3(
            (Sample(frame, 0, at) - space.LumaZero(depth)) * luma,
            (Sample(frame, 1, chroma) - zero) * span,
            (Sample(frame, 2, chroma) - zero) * span);
        return true;
    }

    private static int Sample(Frame frame, int plane, int at) => frame.Layout.BytesPerSample == 1
        ? frame.Plane(plane)[at]
        : MemoryMarshal.Cast<byte, ushort>(frame.Plane(plane))[at];
}
