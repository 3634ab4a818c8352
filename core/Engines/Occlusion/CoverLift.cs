using System.Numerics;
using System.Runtime.InteropServices;
using HeyGem.Core.Composite;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Occlusion;

/// <summary>
/// Takes what stands before a face out of a frame, and lays it back over what was drawn meanwhile. Samples that nobody drew are the
/// source's to the bit afterwards, and so are those under the thing. Owns its buffers: one object a thread.
/// </summary>
internal sealed class CoverLift(YuvSpace space)
{
    private readonly CoverMatte _matte = new();
    private readonly ColourField _skin = new();
    private readonly RegionWriter _writer = new();
    private readonly RgbRegion _clean = new();
    private float[] _weight = [];
    private byte[] _before = [];
    private byte[] _after = [];

    /// <summary>Fills the covered part of a frame with the skin around it.</summary>
    /// <param name="frame">Changed in place.</param>
    /// <param name="cover">What stands before the face.</param>
    /// <param name="index">The frame's place in the track.</param>
    /// <returns>Whether anything was taken out.</returns>
    public bool Take(Frame frame, MouthCover cover, int index)
    {
        if (!cover.IsCovered(index) || !_matte.Fill(frame, space, cover, index))
        {
            return false;
        }

        var alpha = _matte.Alpha;
        var source = _matte.Source;
        if (_weight.Length < alpha.Length)
        {
            _weight = new float[BufferSize.Grow(alpha.Length, _weight.Length)];
        }

        var weight = _weight.AsSpan(0, alpha.Length);
        for (var i = 0; i < weight.Length; i++)
        {
            weight[i] = alpha[i] > 0 ? 0 : 1;
        }

        var unit = cover.Grid(index).CellPixels * Faces.CoverGrid.PerUnit;
        _skin.Measure(source, weight, OcclusionTuning.FillReach * unit);
        _clean.CopyFrom(source);
        for (var i = 0; i < alpha.Length; i++)
        {
            var fill = alpha[i] > 0 ? _skin.At(i) - new Vector3(source.R[i], source.G[i], source.B[i]) : default;
            _clean.R[i] += fill.X;
            _clean.G[i] += fill.Y;
            _clean.B[i] += fill.Z;
        }

        Copy(frame, ref _before);
        _writer.WriteDelta(source, _clean, alpha, space, frame);
        Copy(frame, ref _after);
        return true;
    }

    /// <summary>Lays the thing back over the frame that <see cref="Take"/> was given last.</summary>
    public void PutBack(Frame frame)
    {
        if (frame.Layout.BytesPerSample == 1)
        {
            PutBack<byte>(frame);
        }
        else
        {
            PutBack<ushort>(frame);
        }
    }

    /// <summary>Copies the planes of the matte's rectangle.</summary>
    private void Copy(Frame frame, ref byte[] copy)
    {
        var bytes = frame.Layout.FrameBytes(_matte.Rect.Width, _matte.Rect.Height);
        if (copy.Length < bytes)
        {
            copy = new byte[BufferSize.Grow(bytes, copy.Length)];
        }

        var at = 0;
        for (var plane = 0; plane < 3; plane++)
        {
            var part = PlanePart.Of(frame, plane, _matte.Rect);
            for (var row = 0; row < part.Height; row++)
            {
                part.Row(frame, row).CopyTo(copy.AsSpan(at));
                at += part.RowBytes;
            }
        }
    }

    private void PutBack<T>(Frame frame)
        where T : unmanaged, IBinaryInteger<T>
    {
        var at = 0;
        for (var plane = 0; plane < 3; plane++)
        {
            var part = PlanePart.Of(frame, plane, _matte.Rect);
            for (var row = 0; row < part.Height; row++)
            {
                var drawn = MemoryMarshal.Cast<byte, T>(part.Row(frame, row));
                var before = MemoryMarshal.Cast<byte, T>(_before.AsSpan(at, part.RowBytes));
                var clean = MemoryMarshal.Cast<byte, T>(_after.AsSpan(at, part.RowBytes));
                for (var x = 0; x < drawn.Length; x++)
                {
                    var change = int.CreateTruncating(drawn[x]) - int.CreateTruncating(clean[x]);
                    var own = int.CreateTruncating(before[x]);
                    if (change != 0)
                    {
                        var most = (1 << frame.Layout.BitDepth) - 1;
                        own = Math.Clamp(own + (int)MathF.Round((1 - AlphaAt(part, x, row)) * change), 0, most);
                    }

                    drawn[x] = T.CreateTruncating(own);
                }

                at += part.RowBytes;
            }
        }
    }

    /// <summary>The largest alpha of the pixels that share a sample.</summary>
    private float AlphaAt(PlanePart part, int x, int row)
    {
        var rect = _matte.Rect;
        float most = 0;
        for (var v = row << part.ShiftY; v < Math.Min(rect.Height, (row + 1) << part.ShiftY); v++)
        {
            for (var u = x << part.ShiftX; u < Math.Min(rect.Width, (x + 1) << part.ShiftX); u++)
            {
                most = MathF.Max(most, _matte.Alpha[(v * rect.Width) + u]);
            }
        }

        return most;
    }

    /// <summary>The samples of one plane within a rectangle.</summary>
    private readonly record struct PlanePart(int Plane, int Offset, int Stride, int RowBytes, int Height, int ShiftX, int ShiftY)
    {
        public static PlanePart Of(Frame frame, int plane, PixelRect rect)
        {
            var layout = frame.Layout;
            var (shiftX, shiftY) = plane == 0 ? (0, 0) : (layout.ChromaShiftX, layout.ChromaShiftY);
            var stride = layout.PlaneWidth(plane, frame.Width) * layout.BytesPerSample;
            return new PlanePart(
                plane,
                ((rect.Y >> shiftY) * stride) + ((rect.X >> shiftX) * layout.BytesPerSample),
                stride,
                layout.PlaneWidth(plane, rect.Width) * layout.BytesPerSample,
                layout.PlaneHeight(plane, rect.Height),
                shiftX,
                shiftY);
        }

        public Span<byte> Row(Frame frame, int row) => frame.Plane(Plane).Slice(Offset + (row * Stride), RowBytes);
    }
}
