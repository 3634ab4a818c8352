using System.Runtime.Intrinsics;

namespace HeyGem.Core.Composite;

/// <summary>
/// Gaussian blur of a float plane; beyond the plane the edge sample goes on. Small widths (sigma below 5) use the sampled
/// kernel. Larger ones use three box filters with fractional ends and the same variance: within 2 % of the range, less true within
/// 3 sigma of an edge, and no dearer for a larger sigma. Owns its buffers: one object a thread.
/// </summary>
internal sealed class GaussianBlur
{
    private const float LargestSampledSigma = 5f;
    private const float Reach = 3.2f;

    private readonly float[] _taps = new float[(int)(LargestSampledSigma * Reach) + 2];
    private readonly ExtendedBoxBlur _boxes = new();
    private float[] _padded = [];
    private float[] _plane = [];
    private float _tapsSigma = -1;
    private int _radius;

    /// <summary>Blurs a plane.</summary>
    /// <param name="source">Row-major, <paramref name="width"/> x <paramref name="height"/>.</param>
    /// <param name="target">The same size; may be <paramref name="source"/> itself.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="sigma">Standard deviation in pixels; below 0.1 the plane is copied.</param>
    public void Blur(ReadOnlySpan<float> source, Span<float> target, int width, int height, float sigma)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(source.Length, width * height);
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, width * height);
        if (sigma < 0.1f || source.IsEmpty)
        {
            source.CopyTo(target);
        }
        else if (sigma > LargestSampledSigma)
        {
            _boxes.Blur(source, target, width, height, sigma);
        }
        else
        {
            Prepare(width, height, sigma);
            for (var row = 0; row < height; row++)
            {
                AlongRow(source.Slice(row * width, width), _plane.AsSpan(row * width, width));
            }

            DownColumns(target, width, height);
        }
    }

    private void Prepare(int width, int height, float sigma)
    {
        if (_tapsSigma != sigma)
        {
            _tapsSigma = sigma;
            _radius = Math.Max(1, (int)MathF.Ceiling(sigma * Reach));
            var total = 0f;
            for (var i = 0; i <= _radius; i++)
            {
                _taps[i] = MathF.Exp(-0.5f * i * i / (sigma * sigma));
                total += i == 0 ? _taps[i] : 2 * _taps[i];
            }

            for (var i = 0; i <= _radius; i++)
            {
                _taps[i] /= total;
            }
        }

        if (_padded.Length < width + (2 * _radius) + 8)
        {
            _padded = new float[width + (2 * _taps.Length) + 8];
        }

        if (_plane.Length < width * height)
        {
            _plane = new float[BufferSize.Grow(width * height, _plane.Length)];
        }
    }

    private void AlongRow(ReadOnlySpan<float> row, Span<float> target)
    {
        var radius = _radius;
        var padded = _padded.AsSpan();
        padded[..radius].Fill(row[0]);
        row.CopyTo(padded[radius..]);
        padded.Slice(radius + row.Length, radius).Fill(row[^1]);
        var x = 0;
        for (; x <= row.Length - 16; x += 16)
        {
            var a = Vector256.Create<float>(padded.Slice(x + radius, 8)) * _taps[0];
            var b = Vector256.Create<float>(padded.Slice(x + radius + 8, 8)) * _taps[0];
            for (var i = 1; i <= radius; i++)
            {
                var tap = Vector256.Create(_taps[i]);
                var left = padded.Slice(x + radius - i, 16);
                var right = padded.Slice(x + radius + i, 16);
                a = Vector256.FusedMultiplyAdd(Vector256.Create<float>(left) + Vector256.Create<float>(right), tap, a);
                b = Vector256.FusedMultiplyAdd(Vector256.Create<float>(left[8..]) + Vector256.Create<float>(right[8..]), tap, b);
            }

            a.CopyTo(target[x..]);
            b.CopyTo(target[(x + 8)..]);
        }

        for (; x < row.Length; x++)
        {
            var sum = padded[x + radius] * _taps[0];
            for (var i = 1; i <= radius; i++)
            {
                sum += (padded[x + radius - i] + padded[x + radius + i]) * _taps[i];
            }

            target[x] = sum;
        }
    }

    private void DownColumns(Span<float> target, int width, int height)
    {
        for (var y = 0; y < height; y++)
        {
            var output = target.Slice(y * width, width);
            var x = 0;
            for (; x <= width - 16; x += 16)
            {
                var middle = _plane.AsSpan((y * width) + x, 16);
                var a = Vector256.Create<float>(middle) * _taps[0];
                var b = Vector256.Create<float>(middle[8..]) * _taps[0];
                for (var i = 1; i <= _radius; i++)
                {
                    var tap = Vector256.Create(_taps[i]);
                    var above = _plane.AsSpan((Math.Max(0, y - i) * width) + x, 16);
                    var below = _plane.AsSpan((Math.Min(height - 1, y + i) * width) + x, 16);
                    a = Vector256.FusedMultiplyAdd(Vector256.Create<float>(above) + Vector256.Create<float>(below), tap, a);
                    b = Vector256.FusedMultiplyAdd(Vector256.Create<float>(above[8..]) + Vector256.Create<float>(below[8..]), tap, b);
                }

                a.CopyTo(output[x..]);
                b.CopyTo(output[(x + 8)..]);
            }

            for (; x < width; x++)
            {
                var sum = _plane[(y * width) + x] * _taps[0];
                for (var i = 1; i <= _radius; i++)
                {
                    sum += (_plane[(Math.Max(0, y - i) * width) + x] + _plane[(Math.Min(height - 1, y + i) * width) + x]) * _taps[i];
                }

                output[x] = sum;
            }
        }
    }
}
