using System.Runtime.Intrinsics;

namespace HeyGem.Core.Composite;

/// <summary>
/// Three running box filters in each direction, which together come near a Gaussian. A box has fractional ends (Gwosdek et al. 2011,
/// "Theoretical foundations of Gaussian convolution by extended box filtering"), so any sigma is met. Owns its buffers.
/// </summary>
internal sealed class ExtendedBoxBlur
{
    private const int Passes = 3;

    private float[] _plane = [];
    private float[] _turned = [];
    private float[] _sums = [];

    /// <summary>Blurs a plane; see <see cref="GaussianBlur.Blur"/>.</summary>
    public void Blur(ReadOnlySpan<float> source, Span<float> target, int width, int height, float sigma)
    {
        var count = width * height;
        if (_plane.Length < count)
        {
            _plane = new float[BufferSize.Grow(count, _plane.Length)];
            _turned = new float[_plane.Length];
        }

        if (_sums.Length < Math.Max(width, height))
        {
            _sums = new float[Math.Max(width, height)];
        }

        var plane = _plane.AsSpan(0, count);
        var turned = _turned.AsSpan(0, count);
        source.CopyTo(plane);
        DownThrice(plane, turned, width, height, sigma);
        Transposition.Apply(turned, plane, width, height);
        DownThrice(plane, turned, height, width, sigma);
        Transposition.Apply(turned, target, height, width);
    }

    /// <summary>Three passes down the columns; the result ends in <paramref name="b"/>.</summary>
    private void DownThrice(Span<float> a, Span<float> b, int width, int height, float sigma)
    {
        var variance = sigma * sigma / Passes;
        var radius = (int)MathF.Floor((0.5f * MathF.Sqrt((12 * variance) + 1)) - 0.5f);
        var length = (2 * radius) + 1;
        var rest = length * ((radius * (radius + 1)) - (3 * variance)) / (6 * (variance - ((radius + 1) * (radius + 1))));
        Down(a, b, width, height, radius, rest);
        Down(b, a, width, height, radius, rest);
        Down(a, b, width, height, radius, rest);
    }

    /// <summary>One box: weight 1 to <paramref name="radius"/> rows away and <paramref name="rest"/> one row farther.</summary>
    private void Down(ReadOnlySpan<float> from, Span<float> to, int width, int height, int radius, float rest)
    {
        var sums = _sums.AsSpan(0, width);
        sums.Clear();
        for (var y = -radius; y <= radius; y++)
        {
            Add(sums, Row(from, y, width, height));
        }

        var scale = 1 / ((2 * radius) + 1 + (2 * rest));
        for (var y = 0; y < height; y++)
        {
            var before = Row(from, y - radius - 1, width, height);
            var after = Row(from, y + radius + 1, width, height);
            var leaving = Row(from, y - radius, width, height);
            var output = to.Slice(y * width, width);
            var x = 0;
            for (; x <= width - 8; x += 8)
            {
                var sum = Vector256.Create<float>(sums.Slice(x, 8));
                var next = Vector256.Create(after.Slice(x, 8));
                ((sum + ((Vector256.Create(before.Slice(x, 8)) + next) * rest)) * scale).CopyTo(output[x..]);
                (sum + next - Vector256.Create(leaving.Slice(x, 8))).CopyTo(sums[x..]);
            }

            for (; x < width; x++)
            {
                output[x] = (sums[x] + ((before[x] + after[x]) * rest)) * scale;
                sums[x] += after[x] - leaving[x];
            }
        }
    }

    private static ReadOnlySpan<float> Row(ReadOnlySpan<float> plane, int y, int width, int height) =>
        plane.Slice(Math.Clamp(y, 0, height - 1) * width, width);

    private static void Add(Span<float> sums, ReadOnlySpan<float> row) => System.Numerics.Tensors.TensorPrimitives.Add(sums, row, sums);
}
