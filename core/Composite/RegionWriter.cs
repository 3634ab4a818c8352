using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Composite;

/// <summary>
/// Puts a changed region back into its frame by adding the change, so that what was not changed keeps its very samples: an
/// unchanged pixel is not converted there and back. Owns the rows it works on: one object a thread.
/// </summary>
internal sealed class RegionWriter
{
    private const int Pad = 8;

    private float[] _cb = [];
    private float[] _cr = [];
    private float[] _covered = [];

    /// <summary>
    /// Adds <c>changed - original</c>, turned to YUV, rounded and clamped to the sample range, to the frame's samples wherever the
    /// mask is above 0. Where the rounded change is 0 the sample stays bit for bit. A chroma sample takes the mean change of
    /// the luma pixels around its position (unmasked ones count as unchanged) and is only written when its own cell has a masked pixel.
    /// </summary>
    /// <param name="original">What <see cref="RegionReader"/> read.</param>
    /// <param name="changed">The same rectangle after drawing.</param>
    /// <param name="mask">One value a pixel of the rectangle; only its being above 0 matters, it does not blend.</param>
    /// <param name="space">The same as for reading.</param>
    /// <param name="frame">Changed in place.</param>
    public void WriteDelta(RgbRegion original, RgbRegion changed, ReadOnlySpan<float> mask, YuvSpace space, Frame frame)
    {
        var rect = original.Rect;
        if (changed.Rect != rect || mask.Length != original.Count || rect.ClampTo(frame.Width, frame.Height) != rect)
        {
            throw new ArgumentException(
                $"Original {rect}, changed {changed.Rect} and mask ({mask.Length} values) must agree and lie in the frame.");
        }

        if (rect.IsEmpty)
        {
            return;
        }

        Grow(rect.Width + 32);
        if (frame.Layout.BytesPerSample == 1)
        {
            Write<ByteSamples>(original, changed, mask, space, frame);
        }
        else
        {
            Write<WordSamples>(original, changed, mask, space, frame);
        }
    }

    private void Write<T>(RgbRegion original, RgbRegion changed, ReadOnlySpan<float> mask, YuvSpace space, Frame frame)
        where T : struct, ISampleFormat
    {
        var rect = original.Rect;
        var shiftY = frame.Layout.ChromaShiftY;
        var lead = frame.Layout.ChromaShiftX == 1 ? rect.X & 1 : 0;
        var delta = new DeltaRow(space, frame.Layout.BitDepth);
        for (var y = rect.Y; y < rect.Bottom;)
        {
            var chromaRow = y >> shiftY;
            var lines = Math.Min(frame.Height, (chromaRow + 1) << shiftY) - (chromaRow << shiftY);
            var end = Math.Min(rect.Bottom, (chromaRow + 1) << shiftY);
            Array.Clear(_cb);
            Array.Clear(_cr);
            Array.Clear(_covered);
            var any = false;
            for (; y < end; y++)
            {
                var at = (y - rect.Y) * rect.Width;
                var row = mask.Slice(at, rect.Width);
                if (!row.ContainsAnyInRange(float.Epsilon, float.PositiveInfinity))
                {
                    continue;
                }

                any = true;
                delta.Add<T>(
                    original, changed, at, row, ref MemoryMarshal.GetReference(frame.Plane(0)), (y * frame.Width) + rect.X,
                    _cb.AsSpan(Pad + lead), _cr.AsSpan(Pad + lead), _covered.AsSpan(Pad + lead));
            }

            if (any)
            {
                if (rect.X == 0)
                {
                    // Left of the frame the first column goes on.
                    _cb[Pad - 1] = _cb[Pad];
                    _cr[Pad - 1] = _cr[Pad];
                }

                WriteChroma<T>(frame, space, rect, chromaRow, 1f / lines);
            }
        }
    }

    private void WriteChroma<T>(Frame frame, YuvSpace space, PixelRect rect, int chromaRow, float scale)
        where T : struct, ISampleFormat
    {
        var layout = frame.Layout;
        var grid = ChromaGrid.Of(layout, space.Siting);
        var planeWidth = layout.PlaneWidth(1, frame.Width);
        var first = rect.X >> grid.ShiftX;
        var last = (rect.Right - 1) >> grid.ShiftX;
        var max = (1 << layout.BitDepth) - 1;
        for (var plane = 1; plane <= 2; plane++)
        {
            var rowDelta = plane == 1 ? _cb : _cr;
            ref var samples = ref MemoryMarshal.GetReference(frame.Plane(plane));
            for (var c = first; c <= last; c++)
            {
                var i = Pad + ((c - first) << grid.ShiftX);
                if (!Covered(i, grid.ShiftX))
                {
                    continue;
                }

                var change = (int)MathF.Round(scale * Mean(rowDelta, i, grid, (c << grid.ShiftX) + 1 < frame.Width));
                if (change != 0)
                {
                    var offset = (chromaRow * planeWidth) + c;
                    T.Store(ref samples, offset, Math.Clamp(T.Load(ref samples, offset) + change, 0, max));
                }
            }
        }
    }

    private bool Covered(int i, int shiftX) => _covered[i] > 0 || (shiftX == 1 && _covered[i + 1] > 0);

    /// <summary>
    /// Mean change around a chroma sample: its cell when it lies in the middle of it, 1-2-1 around its column when it lies on one.
    /// </summary>
    private static float Mean(float[] row, int i, ChromaGrid grid, bool wholeCell)
    {
        if (grid.ShiftX == 0 || !wholeCell)
        {
            return row[i];
        }

        return grid.OffsetX > 0 ? (row[i] + row[i + 1]) * 0.5f : (row[i - 1] + row[i] + row[i] + row[i + 1]) * 0.25f;
    }

    private void Grow(int columns)
    {
        if (_cb.Length < columns)
        {
            _cb = new float[columns];
            _cr = new float[columns];
            _covered = new float[columns];
        }
    }

    /// <summary>Adds one row's luma change to the frame and its chroma change to the row sums.</summary>
    private readonly struct DeltaRow
    {
        private readonly float _kr;
        private readonly float _kg;
        private readonly float _kb;
        private readonly float _luma;
        private readonly float _cbScale;
        private readonly float _crScale;
        private readonly int _max;

        public DeltaRow(YuvSpace space, int depth)
        {
            _kr = space.Kr;
            _kg = space.Kg;
            _kb = space.Kb;
            _luma = space.LumaSpan(depth) / 255f;
            _cbScale = space.ChromaSpan(depth) / 255f / (2 * (1 - space.Kb));
            _crScale = space.ChromaSpan(depth) / 255f / (2 * (1 - space.Kr));
            _max = (1 << depth) - 1;
        }

        public void Add<T>(
            RgbRegion original, RgbRegion changed, int at, ReadOnlySpan<float> mask, ref byte luma, int offset,
            Span<float> cb, Span<float> cr, Span<float> covered)
            where T : struct, ISampleFormat
        {
            ReadOnlySpan<float> r0 = original.R.Slice(at, mask.Length), r1 = changed.R.Slice(at, mask.Length);
            ReadOnlySpan<float> g0 = original.G.Slice(at, mask.Length), g1 = changed.G.Slice(at, mask.Length);
            ReadOnlySpan<float> b0 = original.B.Slice(at, mask.Length), b1 = changed.B.Slice(at, mask.Length);
            var i = 0;
            for (; i <= mask.Length - 8; i += 8)
            {
                var m = Vector256.Create(mask.Slice(i, 8));
                var inside = Vector256.GreaterThan(m, Vector256<float>.Zero);
                if (inside == Vector256<float>.Zero)
                {
                    continue;
                }

                var dr = Vector256.Create(r1.Slice(i, 8)) - Vector256.Create(r0.Slice(i, 8));
                var dg = Vector256.Create(g1.Slice(i, 8)) - Vector256.Create(g0.Slice(i, 8));
                var db = Vector256.Create(b1.Slice(i, 8)) - Vector256.Create(b0.Slice(i, 8));
                var dy = (dr * _kr) + (dg * _kg) + (db * _kb);
                (Vector256.Create(cb.Slice(i, 8)) + (((db - dy) * _cbScale) & inside)).CopyTo(cb.Slice(i, 8));
                (Vector256.Create(cr.Slice(i, 8)) + (((dr - dy) * _crScale) & inside)).CopyTo(cr.Slice(i, 8));
                (Vector256.Create(covered.Slice(i, 8)) + (m & inside)).CopyTo(covered.Slice(i, 8));
                var change = Vector256.ConvertToInt32(Vector256.Round((dy * _luma) & inside));
                var old = T.Load8(ref luma, offset + i);
                var changedLuma = Vector256.Min(Vector256.Max(old + change, Vector256<int>.Zero), Vector256.Create(_max));
                T.Store8(ref luma, offset + i,
                    Vector256.ConditionalSelect(Vector256.Equals(change, Vector256<int>.Zero), old, changedLuma));
            }

            for (; i < mask.Length; i++)
            {
                if (!(mask[i] > 0))
                {
                    continue;
                }

                float dr = r1[i] - r0[i], dg = g1[i] - g0[i], db = b1[i] - b0[i];
                var dy = (dr * _kr) + (dg * _kg) + (db * _kb);
                cb[i] += (db - dy) * _cbScale;
                cr[i] += (dr - dy) * _crScale;
                covered[i] += mask[i];
                var change = (int)MathF.Round(dy * _luma);
                if (change != 0)
                {
                    T.Store(ref luma, offset + i, Math.Clamp(T.Load(ref luma, offset + i) + change, 0, _max));
                }
            }
        }
    }
}
