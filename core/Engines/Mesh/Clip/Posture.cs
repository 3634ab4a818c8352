using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Engines.Mesh.Clip;

/// <summary>
/// What stays of a face once the model's speech is taken out, smoothed over about a third of a second: a smile stays, the old speech
/// goes. Kept as sparse samples, since the smoothed signal changes slowly: 1.4 kB a frame at 25 frames a second, in the clip's
/// <see cref="FrameSpill"/>.
/// </summary>
internal sealed class Posture
{
    private const double SigmaAt25 = 8;
    private const double StrideAt25 = 4;
    private static readonly int _sampleBytes = FaceTrack.LandmarkCount * Unsafe.SizeOf<Vector3>();

    private readonly int _stride;
    private readonly int[] _shotStart;
    private readonly int[] _shotOf;
    private readonly bool[][] _has;
    private readonly int[] _firstSample;
    private readonly FrameRecords _samples;

    private Posture(FaceShapes shapes, int stride)
    {
        _stride = stride;
        _shotStart = [.. shapes.Shots.Select(s => (int)s.Start)];
        _shotOf = shapes.ShotOf;
        _has = [.. shapes.Shots.Select(s => new bool[Math.Max(1, ((int)s.Count + stride - 1) / stride)])];
        _firstSample = new int[_has.Length];
        for (var s = 1; s < _has.Length; s++)
        {
            _firstSample[s] = _firstSample[s - 1] + _has[s - 1].Length;
        }

        _samples = new FrameRecords(shapes.Spill, _sampleBytes);
    }

    /// <summary>Analyses a clip.</summary>
    /// <param name="shapes">The analysed clip.</param>
    /// <param name="model">Its model.</param>
    /// <param name="usable">Frames that count; the others are bridged by their neighbours.</param>
    /// <param name="cancellationToken">Stops the work; nothing remains.</param>
    public static Posture Of(FaceShapes shapes, DeformationModel model, IReadOnlyList<bool> usable, CancellationToken cancellationToken)
    {
        var stride = Math.Max(1, (int)Math.Round(StrideAt25 * shapes.RateFactor));
        var half = TimeSmoother.HalfKernel(SigmaAt25 * shapes.RateFactor / stride);
        var posture = new Posture(shapes, stride);
        for (var shot = 0; shot < shapes.Shots.Count; shot++)
        {
            posture.Blur(new Blocks(shapes, model, usable, shapes.Shots[shot], stride), shot, half, cancellationToken);
        }

        return posture;
    }

    /// <summary>The slow residual of a frame, 468 local vectors; zero where its shot has no usable face.</summary>
    public void Read(int frame, Span<Vector3> residual)
    {
        var shot = _shotOf[frame];
        var has = _has[shot];
        var position = ((frame - _shotStart[shot] + 0.5f) / _stride) - 0.5f;
        var at = Math.Clamp((int)MathF.Floor(position), 0, has.Length - 1);
        var next = Math.Min(at + 1, has.Length - 1);
        var t = Math.Clamp(position - at, 0, 1);
        if (!has[at] || !has[next])
        {
            residual.Clear();
            return;
        }

        Span<byte> copies = stackalloc byte[2 * _sampleBytes];
        var a = MemoryMarshal.Cast<byte, Vector3>(_samples.Read(_firstSample[shot] + at, copies[.._sampleBytes]));
        var b = MemoryMarshal.Cast<byte, Vector3>(_samples.Read(_firstSample[shot] + next, copies[_sampleBytes..]));
        for (var v = 0; v < residual.Length; v++)
        {
            residual[v] = Vector3.Lerp(a[v], b[v], t);
        }
    }

    private void Blur(Blocks blocks, int shot, float[] half, CancellationToken cancellationToken)
    {
        // A ring of sums as long as the kernel, so that each block is summed once and none stays.
        var has = _has[shot];
        var reach = half.Length - 1;
        var ring = new (Vector3[] Sum, int Weight)[(2 * reach) + 1];
        var next = 0;
        var mean = new Vector3[FaceTrack.LandmarkCount];
        for (var b = 0; b < has.Length; b++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (; next < has.Length && next <= b + reach; next++)
            {
                ref var slot = ref ring[next % ring.Length];
                slot.Sum ??= new Vector3[FaceTrack.LandmarkCount];
                slot.Weight = blocks.Sum(next, slot.Sum);
            }

            float total = 0;
            Array.Clear(mean);
            for (var j = Math.Max(0, b - reach); j <= Math.Min(has.Length - 1, b + reach); j++)
            {
                var (sum, weight) = ring[j % ring.Length];
                var w = half[Math.Abs(j - b)];
                total += w * weight;
                for (var v = 0; weight > 0 && v < mean.Length; v++)
                {
                    mean[v] += w * sum[v];
                }
            }

            if (total <= 0)
            {
                continue;
            }

            for (var v = 0; v < mean.Length; v++)
            {
                mean[v] /= total;
            }

            has[b] = true;
            _samples.Write(_firstSample[shot] + b, MemoryMarshal.AsBytes<Vector3>(mean));
        }
    }

    /// <summary>The residuals of a shot in blocks of some frames.</summary>
    private sealed class Blocks(FaceShapes shapes, DeformationModel model, IReadOnlyList<bool> usable, FrameRange range, int stride)
    {
        private readonly Vector3[] _shape = new Vector3[FaceTrack.LandmarkCount];
        private readonly Vector3[] _residual = new Vector3[FaceTrack.LandmarkCount];

        /// <summary>Writes the sum over the usable frames of a block and gives their number.</summary>
        public int Sum(int block, Vector3[] sum)
        {
            Array.Clear(sum);
            var weight = 0;
            var first = (int)range.Start + (block * stride);
            for (var i = first; i < Math.Min((int)range.End, first + stride); i++)
            {
                if (!usable[i] || !shapes.Has(i))
                {
                    continue;
                }

                weight++;
                shapes.Local(i, _shape);
                model.Residual(_shape, shapes.Opening[i], shapes.Width[i], _residual);
                for (var v = 0; v < sum.Length; v++)
                {
                    sum[v] += _residual[v];
                }
            }

            return weight;
        }
    }
}
