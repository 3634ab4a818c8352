using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HeyGem.Core.Faces.Detect;

/// <summary>
/// A part of one plane, made smaller by averaging blocks of samples, for reading between samples without aliasing. Samples are
/// on the plane's own scale. Reuses its buffers; for one thread at a time.
/// </summary>
internal sealed class PlaneWindow
{
    private float[] _samples = [];
    private uint[] _sums = [];
    private Vector2 _origin;
    private Vector2 _scale;
    private int _width;
    private int _height;

    /// <summary>Loads a part of a plane.</summary>
    /// <param name="plane">8-bit samples, or 16-bit ones in little-endian pairs.</param>
    /// <param name="wide">Whether samples have 16 bits.</param>
    /// <param name="planeWidth">Samples in a row of the plane.</param>
    /// <param name="planeHeight">Rows of the plane.</param>
    /// <param name="low">First corner wanted, plane samples; the window is clipped to the plane, and reading beyond repeats its
    /// edge.</param>
    /// <param name="high">Last corner wanted, plane samples.</param>
    /// <param name="blockX">Columns averaged into one, at least 1.</param>
    /// <param name="blockY">Rows averaged into one, at least 1.</param>
    public void Load(ReadOnlySpan<byte> plane, bool wide, int planeWidth, int planeHeight, Vector2 low, Vector2 high, int blockX,
        int blockY)
    {
        blockX = Math.Min(blockX, planeWidth);
        blockY = Math.Min(blockY, planeHeight);
        var left = Math.Clamp((int)MathF.Floor(low.X) - blockX, 0, planeWidth - blockX);
        var top = Math.Clamp((int)MathF.Floor(low.Y) - blockY, 0, planeHeight - blockY);
        _width = Math.Clamp(((int)MathF.Ceiling(high.X) + (2 * blockX) - left) / blockX, 1, (planeWidth - left) / blockX);
        _height = Math.Clamp(((int)MathF.Ceiling(high.Y) + (2 * blockY) - top) / blockY, 1, (planeHeight - top) / blockY);
        _scale = new Vector2(1f / blockX, 1f / blockY);
        _origin = new Vector2(left + ((blockX - 1) / 2f), top + ((blockY - 1) / 2f));
        if (_samples.Length <= _width * _height)
        {
            // One more than there are: the last sample is read together with the one after it, which then counts for nothing.
            _samples = new float[(_width * _height * 5 / 4) + 1];
        }

        var columns = _width * blockX;
        if (_sums.Length < columns)
        {
            _sums = new uint[columns * 5 / 4];
        }

        var sums = _sums.AsSpan(0, columns);
        for (var y = 0; y < _height; y++)
        {
            var start = ((top + (y * blockY)) * planeWidth) + left;
            if (wide)
            {
                sums.Clear();
                for (var r = 0; r < blockY; r++)
                {
                    Add(MemoryMarshal.Cast<byte, ushort>(plane).Slice(start + (r * planeWidth), columns), sums);
                }
            }
            else
            {
                AddAll(plane[start..], planeWidth, blockY, sums);
            }

            Average(sums, blockX, 1f / (blockX * blockY), _samples.AsSpan(y * _width, _width));
        }
    }

    /// <summary>
    /// The part's own coordinates for plane coordinates: a point and a direction are carried alike, the point after <see cref="PointIn"/>.
    /// </summary>
    public Vector2 DirectionIn(Vector2 plane) => plane * _scale;

    /// <summary>A plane point in the window's coordinates.</summary>
    public Vector2 PointIn(Vector2 plane) => (plane - _origin) * _scale;

    /// <summary>Bilinear sample at window coordinates; beyond the window its edge repeats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Sample(float x, float y)
    {
        x = Math.Clamp(x, 0, _width - 1);
        y = Math.Clamp(y, 0, _height - 1);
        var (ix, iy) = ((int)x, (int)y);
        var (fx, fy) = (x - ix, y - iy);
        var at = (iy * _width) + ix;
        var right = ix + 1 < _width ? 1 : 0;
        var down = iy + 1 < _height ? _width : 0;
        var upper = _samples[at] + (fx * (_samples[at + right] - _samples[at]));
        var lower = _samples[at + down] + (fx * (_samples[at + down + right] - _samples[at + down]));
        return upper + (fy * (lower - upper));
    }

    /// <summary>Samples along a line: value i is that of <see cref="Sample"/> at <c>at + i * step</c>.</summary>
    /// <param name="at">The first place, window coordinates.</param>
    /// <param name="step">From one place to the next.</param>
    /// <param name="target">Overwritten.</param>
    public void SampleLine(Vector2 at, Vector2 step, Span<float> target)
    {
        for (var i = Avx2.IsSupported ? SampleEights(at, step, target, null, default) : 0; i < target.Length; i++)
        {
            target[i] = Sample(at.X + (i * step.X), at.Y + (i * step.Y));
        }
    }

    /// <summary>The same in two windows that were loaded alike, such as those of Cb and Cr.</summary>
    /// <param name="at">The first place, window coordinates.</param>
    /// <param name="step">From one place to the next.</param>
    /// <param name="target">Overwritten.</param>
    /// <param name="other">The other window.</param>
    /// <param name="otherTarget">Overwritten with the other window's; as long as <paramref name="target"/>.</param>
    public void SampleLine(Vector2 at, Vector2 step, Span<float> target, PlaneWindow other, Span<float> otherTarget)
    {
        for (var i = Avx2.IsSupported ? SampleEights(at, step, target, other, otherTarget) : 0; i < target.Length; i++)
        {
            target[i] = Sample(at.X + (i * step.X), at.Y + (i * step.Y));
            otherTarget[i] = other.Sample(at.X + (i * step.X), at.Y + (i * step.Y));
        }
    }

    /// <summary>Samples at any places: value i is that of <see cref="Sample"/> at <c>x[i]</c>, <c>y[i]</c>.</summary>
    public unsafe void SampleAll(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> target)
    {
        var i = 0;
        fixed (float* samples = _samples)
        {
            for (; Avx2.IsSupported && i <= target.Length - 8; i += 8)
            {
                var (upper, lower, fx, fy) = Place(Vector256.Create(x[i..]), Vector256.Create(y[i..]));
                Between(samples, upper, lower, fx, fy).CopyTo(target[i..]);
            }
        }

        for (; i < target.Length; i++)
        {
            target[i] = Sample(x[i], y[i]);
        }
    }

    private unsafe int SampleEights(Vector2 at, Vector2 step, Span<float> target, PlaneWindow? other, Span<float> otherTarget)
    {
        var i = 0;
        fixed (float* samples = _samples, others = other?._samples)
        {
            for (; i <= target.Length - 8; i += 8)
            {
                var n = Vector256.ConvertToSingle(Vector256<int>.Indices + Vector256.Create(i));
                var (upper, lower, fx, fy) = Place(
                    Vector256.Create(at.X) + (n * step.X), Vector256.Create(at.Y) + (n * step.Y));
                Between(samples, upper, lower, fx, fy).CopyTo(target[i..]);
                if (others is not null)
                {
                    Between(others, upper, lower, fx, fy).CopyTo(otherTarget[i..]);
                }
            }
        }

        return i;
    }

    /// <summary>Where the samples above and below eight places are, and how far these are from them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector256<int> Upper, Vector256<int> Lower, Vector256<float> X, Vector256<float> Y) Place(
        Vector256<float> x, Vector256<float> y)
    {
        var (stride, lastY) = (Vector256.Create(_width), Vector256.Create(_height - 1));
        x = Vector256.Clamp(x, Vector256<float>.Zero, Vector256.Create((float)(_width - 1)));
        y = Vector256.Clamp(y, Vector256<float>.Zero, Vector256.Create((float)(_height - 1)));
        var (left, top) = (Vector256.ConvertToInt32(x), Vector256.ConvertToInt32(y));
        var below = Vector256.Min(top + Vector256<int>.One, lastY);
        return ((top * stride) + left, (below * stride) + left,
            x - Vector256.ConvertToSingle(left), y - Vector256.ConvertToSingle(top));
    }

    /// <summary>Reads between samples; at a row's last one, whose share of the next is none, that may be any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<float> Between(
        float* samples, Vector256<int> upper, Vector256<int> lower, Vector256<float> fx, Vector256<float> fy)
    {
        var (a, aRight) = Pairs(samples, upper);
        var (b, bRight) = Pairs(samples, lower);
        a += fx * (aRight - a);
        b += fx * (bRight - b);
        return a + (fy * (b - a));
    }

    /// <summary>Samples and their right neighbours. Loads of two at once take half the time of the processor's own gathering.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe (Vector256<float> Left, Vector256<float> Right) Pairs(float* samples, Vector256<int> at)
    {
        var (first, last) = (at.GetLower().AsInt64(), at.GetUpper().AsInt64());
        var even = Vector256.Create(Two(samples, first.ToScalar()), Two(samples, last.ToScalar()));
        var odd = Vector256.Create(Two(samples, first.GetElement(1)), Two(samples, last.GetElement(1)));
        return (Avx.Shuffle(even, odd, 0b10_00_10_00), Avx.Shuffle(even, odd, 0b11_01_11_01));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector128<float> Two(float* samples, long places) => Sse.LoadHigh(
        Sse2.LoadScalarVector128((double*)(samples + (int)places)).AsSingle(), samples + (int)(places >> 32));

    /// <summary>Overwrites sums with those of the columns of some rows; up to 257 rows add up within 16 bits.</summary>
    private static void AddAll(ReadOnlySpan<byte> rows, int stride, int count, Span<uint> sums)
    {
        var i = 0;
        var lanes = Vector<uint>.Count;
        for (; i <= sums.Length - Vector<byte>.Count && count <= 257; i += Vector<byte>.Count)
        {
            var (low, high) = (Vector<ushort>.Zero, Vector<ushort>.Zero);
            for (var r = 0; r < count; r++)
            {
                Vector.Widen(new Vector<byte>(rows[((r * stride) + i)..]), out var a, out var b);
                (low, high) = (low + a, high + b);
            }

            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            first.CopyTo(sums[i..]);
            second.CopyTo(sums[(i + lanes)..]);
            third.CopyTo(sums[(i + (2 * lanes))..]);
            fourth.CopyTo(sums[(i + (3 * lanes))..]);
        }

        for (; i < sums.Length; i++)
        {
            sums[i] = 0;
            for (var r = 0; r < count; r++)
            {
                sums[i] += rows[(r * stride) + i];
            }
        }
    }

    private static void Add(ReadOnlySpan<ushort> row, Span<uint> sums)
    {
        var i = 0;
        for (; i <= row.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            AddWide(new Vector<ushort>(row[i..]), sums[i..]);
        }

        for (; i < row.Length; i++)
        {
            sums[i] += row[i];
        }
    }

    private static void AddWide(Vector<ushort> samples, Span<uint> sums)
    {
        Vector.Widen(samples, out var a, out var b);
        var second = sums[Vector<uint>.Count..];
        (a + new Vector<uint>(sums)).CopyTo(sums);
        (b + new Vector<uint>(second)).CopyTo(second);
    }

    private static void Average(ReadOnlySpan<uint> sums, int block, float weight, Span<float> row)
    {
        switch (block)
        {
            case 1:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<uint, int>(sums)[..row.Length], row);
                TensorPrimitives.Multiply(row, weight, row);
                break;
            case 2:
                for (var x = 0; x < row.Length; x++)
                {
                    row[x] = (int)(sums[2 * x] + sums[(2 * x) + 1]) * weight;
                }

                break;
            case 3:
                for (var x = 0; x < row.Length; x++)
                {
                    row[x] = (int)(sums[3 * x] + sums[(3 * x) + 1] + sums[(3 * x) + 2]) * weight;
                }

                break;
            default:
                AverageMany(sums, block, weight, row);
                break;
        }
    }

    private static void AverageMany(ReadOnlySpan<uint> sums, int block, float weight, Span<float> row)
    {
        var at = 0;
        for (var x = 0; x < row.Length; x++)
        {
            uint sum = 0;
            for (var end = at + block; at < end; at++)
            {
                sum += sums[at];
            }

            row[x] = sum * weight;
        }
    }
}
