using System.Numerics;
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
        if (_samples.Length < _width * _height)
        {
            _samples = new float[_width * _height * 5 / 4];
        }

        var columns = _width * blockX;
        if (_sums.Length < columns)
        {
            _sums = new uint[columns * 5 / 4];
        }

        var sums = _sums.AsSpan(0, columns);
        for (var y = 0; y < _height; y++)
        {
            sums.Clear();
            for (var r = 0; r < blockY; r++)
            {
                var start = ((top + (y * blockY) + r) * planeWidth) + left;
                if (wide)
                {
                    Add(MemoryMarshal.Cast<byte, ushort>(plane).Slice(start, columns), sums);
                }
                else
                {
                    Add(plane.Slice(start, columns), sums);
                }
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
        for (var i = Avx2.IsSupported ? SampleEights(at, step, target) : 0; i < target.Length; i++)
        {
            target[i] = Sample(at.X + (i * step.X), at.Y + (i * step.Y));
        }
    }

    private unsafe int SampleEights(Vector2 at, Vector2 step, Span<float> target)
    {
        var (lastX, lastY) = (Vector256.Create(_width - 1), Vector256.Create(_height - 1));
        var (farX, farY) = (Vector256.ConvertToSingle(lastX), Vector256.ConvertToSingle(lastY));
        var stride = Vector256.Create(_width);
        var i = 0;
        fixed (float* samples = _samples)
        {
            for (; i <= target.Length - 8; i += 8)
            {
                var n = Vector256.ConvertToSingle(Vector256<int>.Indices + Vector256.Create(i));
                var x = Vector256.Clamp(Vector256.Create(at.X) + (n * step.X), Vector256<float>.Zero, farX);
                var y = Vector256.Clamp(Vector256.Create(at.Y) + (n * step.Y), Vector256<float>.Zero, farY);
                var (left, top) = (Vector256.ConvertToInt32(x), Vector256.ConvertToInt32(y));
                var right = Vector256.Min(left + Vector256<int>.One, lastX);
                var upper = top * stride;
                var lower = Vector256.Min(top + Vector256<int>.One, lastY) * stride;
                var fx = x - Vector256.ConvertToSingle(left);
                var a = Avx2.GatherVector256(samples, upper + left, sizeof(float));
                var b = Avx2.GatherVector256(samples, lower + left, sizeof(float));
                a += fx * (Avx2.GatherVector256(samples, upper + right, sizeof(float)) - a);
                b += fx * (Avx2.GatherVector256(samples, lower + right, sizeof(float)) - b);
                (a + ((y - Vector256.ConvertToSingle(top)) * (b - a))).CopyTo(target[i..]);
            }
        }

        return i;
    }

    private static void Add(ReadOnlySpan<byte> row, Span<uint> sums)
    {
        var i = 0;
        var lanes = Vector<uint>.Count;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[i..]), out var a, out var b);
            AddWide(a, sums[i..]);
            AddWide(b, sums[(i + (2 * lanes))..]);
        }

        for (; i < row.Length; i++)
        {
            sums[i] += row[i];
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
