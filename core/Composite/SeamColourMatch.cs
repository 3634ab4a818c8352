using System.Numerics.Tensors;

namespace HeyGem.Core.Composite;

/// <summary>
/// Brings a patch to the colour of the picture around it: the difference seen in the patch's soft border is spread smoothly over the
/// patch's inside and added. Works at a reduced resolution, because the offset is smooth. Owns its buffers: one object a thread.
/// </summary>
internal sealed class SeamColourMatch
{
    private const float BandFrom = 0.02f;
    private const float BandTo = 0.6f;
    private const float Limit = 30f;

    private static readonly float[] Sigmas = [0.06f, 0.15f, 0.4f];
    private static readonly float[] Shares = [1f, 0.05f, 0.002f];

    private readonly GaussianBlur _blur = new();
    private float[] _weight = [];
    private float[] _value = [];
    private float[] _blurred = [];
    private float[] _weights = [];
    private float[] _offset = [];
    private float[] _line = [];

    /// <summary>
    /// Adds to <paramref name="patch"/>, wherever alpha is above 0, the spread difference <c>baseline - patch</c> of the border
    /// (alpha between 0.02 and 0.6), at most 30 grey levels in a channel. Without any border nothing happens.
    /// </summary>
    /// <param name="baseline">The picture that the patch will lie on; same rectangle.</param>
    /// <param name="patch">Changed in place.</param>
    /// <param name="alpha">The patch's opacity, one value a pixel.</param>
    /// <param name="unit">Pixels of one outer-eye distance; the spread's widths are .06, .15 and .4 of it.</param>
    public void Match(RgbRegion baseline, RgbRegion patch, ReadOnlySpan<float> alpha, float unit)
    {
        if (baseline.Rect != patch.Rect || alpha.Length != patch.Count)
        {
            throw new ArgumentException($"Baseline {baseline.Rect}, patch {patch.Rect} and alpha ({alpha.Length} values) must agree.");
        }

        var width = patch.Rect.Width;
        var height = patch.Rect.Height;
        var step = Math.Clamp((int)(unit * Sigmas[0] / 2.5f), 1, 16);
        var columns = (width + step - 1) / step;
        var rows = (height + step - 1) / step;
        Grow(columns * rows, columns);
        var cells = columns * rows;
        if (Gather(alpha, width, height, step, columns) == 0)
        {
            return;
        }

        var weights = _weights.AsSpan(0, cells);
        Spread(_weight.AsSpan(0, cells), weights, columns, rows, unit / step);
        for (var plane = 0; plane < 3; plane++)
        {
            Difference(baseline.Plane(plane), patch.Plane(plane), alpha, width, step, columns, cells);
            var offset = _offset.AsSpan(0, cells);
            Spread(_value.AsSpan(0, cells), offset, columns, rows, unit / step);
            for (var i = 0; i < cells; i++)
            {
                offset[i] = Math.Clamp(offset[i] / MathF.Max(weights[i], 1e-12f), -Limit, Limit);
            }

            Add(offset, columns, rows, step, alpha, patch.Plane(plane), width);
        }
    }

    private void Grow(int cells, int columns)
    {
        if (_weight.Length < cells)
        {
            _weight = new float[BufferSize.Grow(cells, _weight.Length)];
            _value = new float[_weight.Length];
            _blurred = new float[_weight.Length];
            _weights = new float[_weight.Length];
            _offset = new float[_weight.Length];
        }

        if (_line.Length < columns + 1)
        {
            _line = new float[columns + 1];
        }
    }

    /// <summary>Counts the border's pixels in each cell.</summary>
    private int Gather(ReadOnlySpan<float> alpha, int width, int height, int step, int columns)
    {
        Array.Clear(_weight);
        var count = 0;
        for (var y = 0; y < height; y++)
        {
            var row = alpha.Slice(y * width, width);
            var cells = _weight.AsSpan(y / step * columns, columns);
            for (int cell = 0, from = 0; cell < columns; cell++, from += step)
            {
                var within = 0;
                foreach (var value in row[from..Math.Min(width, from + step)])
                {
                    within += value is > BandFrom and < BandTo ? 1 : 0;
                }

                cells[cell] += within;
                count += within;
            }
        }

        return count;
    }

    /// <summary>Sums the border's difference in each cell.</summary>
    private void Difference(
        ReadOnlySpan<float> baseline, ReadOnlySpan<float> patch, ReadOnlySpan<float> alpha, int width, int step, int columns, int cells)
    {
        var values = _value.AsSpan(0, cells);
        values.Clear();
        for (int start = 0, y = 0; start < alpha.Length; start += width, y++)
        {
            var row = y / step * columns;
            for (int cell = 0, from = start; cell < columns; cell++, from += step)
            {
                if (_weight[row + cell] == 0)
                {
                    continue;
                }

                var sum = 0f;
                var end = Math.Min(start + width, from + step);
                for (var i = from; i < end; i++)
                {
                    sum += alpha[i] is > BandFrom and < BandTo ? baseline[i] - patch[i] : 0;
                }

                values[row + cell] += sum;
            }
        }
    }

    private void Spread(ReadOnlySpan<float> source, Span<float> target, int columns, int rows, float unit)
    {
        target.Clear();
        var blurred = _blurred.AsSpan(0, target.Length);
        for (var k = 0; k < Sigmas.Length; k++)
        {
            _blur.Blur(source, blurred, columns, rows, Sigmas[k] * unit);
            TensorPrimitives.MultiplyAdd(blurred, Shares[k], target, target);
        }
    }

    /// <summary>Adds the offset, interpolated between cell centres.</summary>
    private void Add(
        ReadOnlySpan<float> offset, int columns, int rows, int step, ReadOnlySpan<float> alpha, Span<float> plane, int width)
    {
        var scale = 1f / step;
        var line = _line.AsSpan(0, columns + 1);
        for (int start = 0, y = 0; start < plane.Length; start += width, y++)
        {
            var opaque = alpha.Slice(start, width);
            if (!opaque.ContainsAnyInRange(float.Epsilon, float.PositiveInfinity))
            {
                continue;
            }

            var v = Math.Clamp(((y + 0.5f) * scale) - 0.5f, 0, rows - 1);
            var top = (int)v;
            var above = offset.Slice(top * columns, columns);
            var below = offset.Slice(Math.Min(top + 1, rows - 1) * columns, columns);
            TensorPrimitives.Lerp(above, below, v - top, line[..columns]);
            line[columns] = line[columns - 1];
            var output = plane.Slice(start, width);
            for (var x = 0; x < output.Length; x++)
            {
                if (opaque[x] > 0)
                {
                    var u = MathF.Max(0, ((x + 0.5f) * scale) - 0.5f);
                    var left = (int)u;
                    output[x] += line[left] + ((line[left + 1] - line[left]) * (u - left));
                }
            }
        }
    }
}
