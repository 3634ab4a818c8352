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

    private static readonly Vector3 _luma = new(0.2126f, 0.7152f, 0.0722f);

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
    public bool Fill(Frame frame, YuvSpace space, MouthCover cover, int index)
    {
        var grid = cover.Grid(index);
        var mask = cover.Mask(index, stackalloc byte[CoverGrid.Bytes]);
        var letters = cover.Letters(index, stackalloc byte[CoverGrid.Bytes]);
        var rect = Bounds(grid, mask, letters, frame.Width, frame.Height);
        if (rect.IsEmpty)
        {
            return false;
        }

        _reader.Read(frame, space, rect, Source);
        Prepare(Source.Count);
        Array.Clear(_alpha, 0, Source.Count);
        if (!mask.IsEmpty)
        {
            PlaceThings(grid, mask);
        }

        if (!letters.IsEmpty)
        {
            PlaceLetters(grid, letters);
        }

        return true;
    }

    private void PlaceThings(CoverGrid grid, ReadOnlySpan<byte> mask)
    {
        var count = Source.Count;
        var coarse = _coarse.AsSpan(0, count);
        Enlarge(grid, mask, Rect, coarse);
        var unit = grid.CellPixels * CoverGrid.PerUnit;
        _blur.Blur(coarse, _near.AsSpan(0, count), Rect.Width, Rect.Height, OcclusionTuning.EdgeReach * unit / 2);
        var spare = _spare.AsSpan(0, count);
        Weigh(coarse, spare, 1);
        _before.Measure(Source, spare, OcclusionTuning.ColourReach * unit);
        Weigh(coarse, spare, -1);
        _behind.Measure(Source, spare, OcclusionTuning.ColourReach * unit);
        Place(count);
        Soften(Rect);
    }

    /// <summary>
    /// Adds letters, their rims and their box: what differs in brightness from the face around them, and the pixels that touch it. A
    /// letter's colour and its rim's average to anything, so that no edge is placed between two colours.
    /// </summary>
    private void PlaceLetters(CoverGrid grid, ReadOnlySpan<byte> letters)
    {
        var (count, width, height) = (Source.Count, Rect.Width, Rect.Height);
        var coarse = _coarse.AsSpan(0, count);
        var near = _near.AsSpan(0, count);
        Enlarge(grid, letters, Rect, coarse);
        var unit = grid.CellPixels * CoverGrid.PerUnit;
        _blur.Blur(coarse, near, width, height, OcclusionTuning.EdgeReach * unit / 3);
        var spare = _spare.AsSpan(0, count);
        for (var i = 0; i < count; i++)
        {
            spare[i] = near[i] <= Rim && _alpha[i] == 0 ? 1 : 0;
        }

        _behind.Measure(Source, spare, OcclusionTuning.ColourReach * unit);
        for (var i = 0; i < count; i++)
        {
            spare[i] = near[i] <= Rim ? 0 : Unlike(
                Vector3.Dot(new Vector3(Source.R[i], Source.G[i], Source.B[i]), _luma), Vector3.Dot(_behind.At(i), _luma));
        }

        for (var i = 0; i < count; i++)
        {
            var (x, y) = (i % width, i / width);
            for (var v = Math.Max(0, y - 1); v <= Math.Min(height - 1, y + 1); v++)
            {
                for (var u = Math.Max(0, x - 1); u <= Math.Min(width - 1, x + 1); u++)
                {
                    _alpha[i] = MathF.Max(_alpha[i], spare[(v * width) + u]);
                }
            }
        }
    }

    private static float Unlike(float own, float face) => own > face
        ? Smooth.Step(own - face, OcclusionTuning.BrightFrom, OcclusionTuning.BrightSure)
        : Smooth.Step((face - own) / MathF.Max(1, face), OcclusionTuning.DarkFrom, OcclusionTuning.DarkSure);

    private static PixelRect Bounds(CoverGrid grid, ReadOnlySpan<byte> mask, ReadOnlySpan<byte> letters, int width, int height)
    {
        Vector2 low = new(float.MaxValue), high = new(float.MinValue);
        for (var cell = 0; cell < CoverGrid.Side * CoverGrid.Side; cell++)
        {
            if ((!mask.IsEmpty && CoverGrid.IsSet(mask, cell)) || (!letters.IsEmpty && CoverGrid.IsSet(letters, cell)))
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
