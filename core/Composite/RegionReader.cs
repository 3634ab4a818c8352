using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Composite;

/// <summary>Turns a rectangle of a YUV frame into full-resolution R'G'B'. Owns the rows it works on: one object a thread.</summary>
internal sealed class RegionReader
{
    private float[] _cbCells = [];
    private float[] _crCells = [];
    private float[] _cb = [];
    private float[] _cr = [];

    /// <summary>
    /// Fills <paramref name="region"/> with the rectangle's pixels. Subsampled chroma is interpolated linearly between its true
    /// positions; beyond the frame the edge sample goes on.
    /// </summary>
    /// <param name="frame">The picture, left as it is.</param>
    /// <param name="space">What its numbers mean.</param>
    /// <param name="rect">Frame space; must lie within the frame.</param>
    /// <param name="region">Resized to <paramref name="rect"/> and overwritten.</param>
    public void Read(Frame frame, YuvSpace space, PixelRect rect, RgbRegion region)
    {
        if (rect.ClampTo(frame.Width, frame.Height) != rect)
        {
            throw new ArgumentOutOfRangeException(nameof(rect), rect, $"The rectangle leaves the {frame.Width}x{frame.Height} frame.");
        }

        region.Resize(rect);
        if (rect.IsEmpty)
        {
            return;
        }

        if (frame.Layout.BytesPerSample == 1)
        {
            Read<ByteSamples>(frame, space, region);
        }
        else
        {
            Read<WordSamples>(frame, space, region);
        }
    }

    private void Read<T>(Frame frame, YuvSpace space, RgbRegion region)
        where T : struct, ISampleFormat
    {
        var rect = region.Rect;
        var grid = ChromaGrid.Of(frame.Layout, space.Siting);
        var depth = frame.Layout.BitDepth;
        var chroma = new ChromaRows(frame, grid, rect);
        Grow(chroma.Count + 8, rect.Width + 16);
        ref var luma = ref MemoryMarshal.GetReference(frame.Plane(0));
        var k = new RgbCoefficients(space, depth);
        for (var row = 0; row < rect.Height; row++)
        {
            chroma.Blend<T>(frame.Plane(1), rect.Y + row, k.Grey, _cbCells);
            chroma.Blend<T>(frame.Plane(2), rect.Y + row, k.Grey, _crCells);
            chroma.Spread(_cbCells, _cb);
            chroma.Spread(_crCells, _cr);
            var at = row * rect.Width;
            k.Convert<T>(
                ref luma, ((rect.Y + row) * frame.Width) + rect.X, _cb, _cr,
                region.R.Slice(at, rect.Width), region.G.Slice(at, rect.Width), region.B.Slice(at, rect.Width));
        }
    }

    private void Grow(int cells, int columns)
    {
        if (_cbCells.Length < cells || _cb.Length < columns)
        {
            _cbCells = new float[Math.Max(cells, _cbCells.Length)];
            _crCells = new float[_cbCells.Length];
            _cb = new float[Math.Max(columns, _cb.Length)];
            _cr = new float[_cb.Length];
        }
    }

    /// <summary>The numbers that turn a sample into gamma-encoded 0..255.</summary>
    private readonly struct RgbCoefficients
    {
        private readonly float _zero;
        private readonly float _luma;
        private readonly float _redOfCr;
        private readonly float _greenOfCb;
        private readonly float _greenOfCr;
        private readonly float _blueOfCb;

        public RgbCoefficients(YuvSpace space, int depth)
        {
            Grey = 1 << (depth - 1);
            _zero = space.LumaZero(depth);
            _luma = 255f / space.LumaSpan(depth);
            var chroma = 255f / space.ChromaSpan(depth);
            _redOfCr = chroma * 2 * (1 - space.Kr);
            _blueOfCb = chroma * 2 * (1 - space.Kb);
            _greenOfCb = -chroma * 2 * (1 - space.Kb) * space.Kb / space.Kg;
            _greenOfCr = -chroma * 2 * (1 - space.Kr) * space.Kr / space.Kg;
        }

        public float Grey { get; }

        public void Convert<T>(
            ref byte plane, int offset, ReadOnlySpan<float> cb, ReadOnlySpan<float> cr, Span<float> r, Span<float> g, Span<float> b)
            where T : struct, ISampleFormat
        {
            var i = 0;
            for (; i <= r.Length - 8; i += 8)
            {
                var y = (Vector256.ConvertToSingle(T.Load8(ref plane, offset + i)) - Vector256.Create(_zero)) * _luma;
                var u = Vector256.Create(cb.Slice(i, 8));
                var v = Vector256.Create(cr.Slice(i, 8));
                (y + (v * _redOfCr)).CopyTo(r.Slice(i, 8));
                (y + (u * _greenOfCb) + (v * _greenOfCr)).CopyTo(g.Slice(i, 8));
                (y + (u * _blueOfCb)).CopyTo(b.Slice(i, 8));
            }

            for (; i < r.Length; i++)
            {
                var y = (T.Load(ref plane, offset + i) - _zero) * _luma;
                r[i] = y + (cr[i] * _redOfCr);
                g[i] = y + (cb[i] * _greenOfCb) + (cr[i] * _greenOfCr);
                b[i] = y + (cb[i] * _blueOfCb);
            }
        }
    }
}
