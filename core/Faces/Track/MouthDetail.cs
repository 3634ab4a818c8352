using System.Numerics;
using System.Runtime.InteropServices;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Track;

/// <summary>What pass 1 measures around the mouth beside the landmarks; see <see cref="FaceTrack.Sharpness"/>.</summary>
internal static class MouthDetail
{
    /// <summary>Samples along each side of <see cref="Patch"/>.</summary>
    public const int PatchSide = 32;

    private const int MostRows = 96;

    /// <summary>
    /// Mean absolute Laplacian of luma, 0..255 scale, in the box 0.35 eye distances to each side of the mouth, 0.2 above and 0.3 below.
    /// </summary>
    public static float Sharpness(Frame frame, ReadOnlySpan<Vector3> landmarks)
    {
        var unit = Unit(landmarks);
        var mouth = (landmarks[13] + landmarks[14]) / 2;
        var box = new PixelRect(
            (int)MathF.Round(mouth.X - (0.35f * unit)),
            (int)MathF.Round(mouth.Y - (0.2f * unit)),
            (int)MathF.Round(0.7f * unit),
            (int)MathF.Round(0.5f * unit));
        box = Inside(box, frame.Width, frame.Height);
        if (box.IsEmpty)
        {
            return 0;
        }

        return frame.Layout.BytesPerSample == 1
            ? Laplacian(frame.Plane(0), frame.Width, box)
            : Laplacian(frame.Plane16(0), frame.Width, box) / (1 << (frame.Layout.BitDepth - 8));
    }

    /// <summary>The 32 x 32 patch of the lower face, from luma already averaged to about the mesh's step.</summary>
    /// <param name="luma">Luma around the face.</param>
    /// <param name="bitDepth">Bits of its samples.</param>
    /// <param name="landmarks">The face.</param>
    /// <param name="shift">How far beside the face to look, frame pixels.</param>
    /// <param name="patch">Receives it, row by row.</param>
    public static void Patch(PlaneWindow luma, int bitDepth, ReadOnlySpan<Vector3> landmarks, Vector2 shift, Span<byte> patch)
    {
        const int side = PatchSide;
        var (left, right) = (landmarks[FaceIndices.LeftEye], landmarks[FaceIndices.RightEye]);
        var origin = shift + (new Vector2(left.X + right.X, left.Y + right.Y) / 2);
        var x = new Vector2(right.X - left.X, right.Y - left.Y);
        var y = new Vector2(-x.Y, x.X);
        var scale = 1f / (1 << (bitDepth - 8));
        var start = luma.PointIn(origin - (0.6f * x) + (0.35f * y) + (0.5f * 1.2f / side * (x + y)));
        var (stepX, stepY) = (luma.DirectionIn(1.2f / side * x), luma.DirectionIn(1.2f / side * y));
        Span<float> places = stackalloc float[3 * 4 * side];
        var xs = places[..(4 * side)];
        var ys = places.Slice(4 * side, 4 * side);
        var values = places[(8 * side)..];
        var (a, b) = (0.25f * stepX, 0.25f * stepY);
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                var p = start + (column * stepX) + (row * stepY);
                (xs[column], ys[column]) = (p.X - a.X - b.X, p.Y - a.Y - b.Y);
                (xs[side + column], ys[side + column]) = (p.X + a.X - b.X, p.Y + a.Y - b.Y);
                (xs[(2 * side) + column], ys[(2 * side) + column]) = (p.X - a.X + b.X, p.Y - a.Y + b.Y);
                (xs[(3 * side) + column], ys[(3 * side) + column]) = (p.X + a.X + b.X, p.Y + a.Y + b.Y);
            }

            luma.SampleAll(xs, ys, values);
            for (var column = 0; column < side; column++)
            {
                var sum = values[column] + values[side + column] + values[(2 * side) + column] + values[(3 * side) + column];
                patch[(row * side) + column] = (byte)Math.Clamp((sum * scale / 4) + 0.5f, 0, 255);
            }
        }
    }

    private static float Unit(ReadOnlySpan<Vector3> landmarks) =>
        Vector3.Distance(landmarks[FaceIndices.LeftEye], landmarks[FaceIndices.RightEye]);

    private static PixelRect Inside(PixelRect box, int width, int height)
    {
        var x = Math.Max(box.X, 1);
        var y = Math.Max(box.Y, 1);
        return new PixelRect(x, y, Math.Min(box.Right, width - 1) - x, Math.Min(box.Bottom, height - 1) - y);
    }

    private static float Laplacian<T>(ReadOnlySpan<T> luma, int stride, PixelRect box)
        where T : unmanaged
    {
        // Large faces: every second or third row tells as much.
        var rowStep = 1 + (box.Height / MostRows);
        long sum = 0;
        var count = 0;
        for (var y = box.Y; y < box.Bottom; y += rowStep)
        {
            var row = luma.Slice(y * stride, stride);
            var above = luma.Slice((y - 1) * stride, stride);
            var below = luma.Slice((y + 1) * stride, stride);
            sum += typeof(T) == typeof(byte)
                ? Row(MemoryMarshal.Cast<T, byte>(above), MemoryMarshal.Cast<T, byte>(row), MemoryMarshal.Cast<T, byte>(below), box)
                : Row(MemoryMarshal.Cast<T, ushort>(above), MemoryMarshal.Cast<T, ushort>(row), MemoryMarshal.Cast<T, ushort>(below), box);
            count += box.Width;
        }

        return (float)sum / count;
    }

    private static long Row(ReadOnlySpan<byte> above, ReadOnlySpan<byte> row, ReadOnlySpan<byte> below, PixelRect box)
    {
        long sum = 0;
        for (var x = box.X; x < box.Right; x++)
        {
            sum += Math.Abs((4 * row[x]) - row[x - 1] - row[x + 1] - above[x] - below[x]);
        }

        return sum;
    }

    private static long Row(ReadOnlySpan<ushort> above, ReadOnlySpan<ushort> row, ReadOnlySpan<ushort> below, PixelRect box)
    {
        long sum = 0;
        for (var x = box.X; x < box.Right; x++)
        {
            sum += Math.Abs((4 * row[x]) - row[x - 1] - row[x + 1] - above[x] - below[x]);
        }

        return sum;
    }
}
