using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Occlusion;

/// <summary>
/// Refines a coarse mask at the frame's own resolution: along its edge each pixel is placed between the colours that both sides have
/// nearby. Owns its buffers: one object a thread.
/// </summary>
internal sealed class CoverMatte
{
    private const float Rim = 0.02f;

    private readonly RegionReader _reader = new();
    private readonly GaussianBlur _blur = new();
    private readonly ColourField _before = new();
    private readonly ColourField _behind = new();
    private float[] _coarse = [];
    private float[] _near = [];
    private float[] _alpha = [];
    private float[] _spare = [];

    /// <summary>The part of the frame that may be covered, and room around it; corners on whole chroma samples.</summary>
    public PixelRect Rect => Source.Rect;

    /// <summary>The frame's own pixels there.</summary>
    public RgbRegion Source { get; } = new();

    /// <summary>0 where the face shows, 1 where something stands before it, one value for each pixel of <see cref="Rect"/>.</summary>
    public ReadOnlySpan<float> Alpha => _alpha.AsSpan(0, Source.Count);

    /// <summary>Works out a frame's matte; false where nothing of it lies in the frame.</summary>
    public bool Fill(Frame frame, YuvSpace space, CoverGrid grid, ReadOnlySpan<byte> mask)
    {
        var rect = Bounds(grid, mask, frame.Width, frame.Height);
        if (rect.IsEmpty)
        {
            return false;
        }

        _reader.Read(frame, space, rect, Source);
        Prepare(Source.Count);
        var count = Source.Count;
        var coarse = _coarse.AsSpan(0, count);
        Enlarge(grid, mask, rect, coarse);
        var unit = grid.CellPixels * CoverGrid.PerUnit;
        _blur.Blur(coarse, _near.AsSpan(0, count), rect.Width, rect.Height, OcclusionTuning.EdgeReach * unit / 2);
        var spare = _spare.AsSpan(0, count);
        Weigh(coarse, spare, 1);
        _before.Measure(Source, spare, OcclusionTuning.ColourReach * unit);
        Weigh(coarse, spare, -1);
        _behind.Measure(Source, spare, OcclusionTuning.ColourReach * unit);
        Place(count);
        Soften(rect);
        return true;
    }

    private static PixelRect Bounds(CoverGrid grid, ReadOnlySpan<byte> mask, int width, int height)
    {
        Vector2 low = new(float.MaxValue), high = new(float.MinValue);
        for (var cell = 0; cell < CoverGrid.Side * CoverGrid.Side; cell++)
        {
            if (CoverGrid.IsSet(mask, cell))
            {
                var p = grid.Centre(cell % CoverGrid.Side, cell / CoverGrid.Side);
                low = Vector2.Min(low, p);
                high = Vector2.Max(high, p);
            }
        }

        if (low.X > high.X)
        {
            return default;
        }

        var margin = (OcclusionTuning.EdgeReach + OcclusionTuning.ColourReach) * grid.CellPixels * CoverGrid.PerUnit;
        var (x, y) = ((int)MathF.Floor(low.X - margin), (int)MathF.Floor(low.Y - margin));
        return new PixelRect(x, y, (int)MathF.Ceiling(high.X + margin) - x, (int)MathF.Ceiling(high.Y + margin) - y)
            .ClampTo(width, height).AlignToChroma(width, height);
    }

    private void Prepare(int count)
    {
        if (_alpha.Length < count)
        {
            _alpha = new float[BufferSize.Grow(count, _alpha.Length)];
            _coarse = new float[_alpha.Length];
            _near = new float[_alpha.Length];
            _spare = new float[_alpha.Length];
        }
    }

    private static void Enlarge(CoverGrid grid, ReadOnlySpan<byte> mask, PixelRect rect, Span<float> coarse)
    {
        var start = grid.ToCells(new Vector2(rect.X, rect.Y));
        var (stepX, stepY) = (grid.ToCells(new Vector2(rect.X + 1, rect.Y)) - start, grid.ToCells(new Vector2(rect.X, rect.Y + 1)) - start);
        for (var y = 0; y < rect.Height; y++)
        {
            for (var x = 0; x < rect.Width; x++)
            {
                var p = start + (x * stepX) + (y * stepY);
                var (column, row) = ((int)MathF.Floor(p.X), (int)MathF.Floor(p.Y));
                var (fx, fy) = (p.X - column, p.Y - row);
                coarse[(y * rect.Width) + x] =
                    ((1 - fy) * (((1 - fx) * Cell(mask, column, row)) + (fx * Cell(mask, column + 1, row))))
                    + (fy * (((1 - fx) * Cell(mask, column, row + 1)) + (fx * Cell(mask, column + 1, row + 1))));
            }
        }
    }

    /// <summary>A cell's value; beyond the grid its border goes on.</summary>
    private static float Cell(ReadOnlySpan<byte> mask, int column, int row) => CoverGrid.IsSet(
        mask, (Math.Clamp(row, 0, CoverGrid.Side - 1) * CoverGrid.Side) + Math.Clamp(column, 0, CoverGrid.Side - 1)) ? 1 : 0;

    /// <summary>How surely a pixel belongs to the side that <paramref name="sign"/> names: 1 what stands before, -1 the face.</summary>
    private static void Weigh(ReadOnlySpan<float> coarse, Span<float> weight, int sign)
    {
        for (var i = 0; i < weight.Length; i++)
        {
            weight[i] = MathF.Max(0, sign * ((2 * coarse[i]) - 1));
        }
    }

    private void Place(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (_near[i] is <= Rim or >= 1 - Rim)
            {
                _alpha[i] = _near[i] < 0.5f ? 0 : 1;
                continue;
            }

            var (front, back) = (_before.At(i), _behind.At(i));
            var apart = front - back;
            var square = apart.LengthSquared();
            var own = new Vector3(Source.R[i], Source.G[i], Source.B[i]);
            _alpha[i] = square < OcclusionTuning.LeastContrast * OcclusionTuning.LeastContrast
                ? _coarse[i]
                : Smooth.Step(Vector3.Dot(own - back, apart) / square, OcclusionTuning.FreeBelow, OcclusionTuning.CoveredFrom);
        }
    }

    /// <summary>Softens the edge over a pixel; what is all but covered, or all but free, becomes so.</summary>
    private void Soften(PixelRect rect)
    {
        var alpha = _alpha.AsSpan(0, rect.Width * rect.Height);
        _blur.Blur(alpha, alpha, rect.Width, rect.Height, 0.6f);
        foreach (ref var value in alpha)
        {
            value = value < 0.02f ? 0 : value > 0.85f ? 1 : value;
        }
    }
}
