using System.Numerics;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Engines.Mesh.Clip;

/// <summary>
/// What stays of a face once the model's speech is taken out, smoothed over about a third of a second: a smile stays, the old speech
/// goes. Kept as sparse samples, since the smoothed signal changes slowly; under 1 kB a frame.
/// </summary>
internal sealed class Posture
{
    private const double SigmaAt25 = 8;
    private const double StrideAt25 = 4;

    private readonly int _stride;
    private readonly int[] _shotStart;
    private readonly int[] _shotOf;
    private readonly Vector3[]?[][] _samples;

    private Posture(int stride, int[] shotStart, int[] shotOf, Vector3[]?[][] samples)
    {
        _stride = stride;
        _shotStart = shotStart;
        _shotOf = shotOf;
        _samples = samples;
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
        var shots = shapes.Shots;
        var samples = new Vector3[]?[shots.Count][];
        for (var s = 0; s < shots.Count; s++)
        {
            var (means, weights) = BlockMeans(shapes, model, usable, shots[s], stride, cancellationToken);
            samples[s] = Blur(means, weights, half, cancellationToken);
        }

        return new Posture(stride, [.. shots.Select(s => (int)s.Start)], shapes.ShotOf, samples);
    }

    /// <summary>The slow residual of a frame, 468 local vectors; zero where its shot has no usable face.</summary>
    public void Read(int frame, Span<Vector3> residual)
    {
        var shot = _shotOf[frame];
        var samples = _samples[shot];
        var position = ((frame - _shotStart[shot] + 0.5f) / _stride) - 0.5f;
        var at = Math.Clamp((int)MathF.Floor(position), 0, samples.Length - 1);
        var next = Math.Min(at + 1, samples.Length - 1);
        var t = Math.Clamp(position - at, 0, 1);
        if (samples[at] is not { } a || samples[next] is not { } b)
        {
            residual.Clear();
            return;
        }

        for (var v = 0; v < residual.Length; v++)
        {
            residual[v] = Vector3.Lerp(a[v], b[v], t);
        }
    }

    private static (Vector3[][] Means, int[] Weights) BlockMeans(
        FaceShapes shapes, DeformationModel model, IReadOnlyList<bool> usable, FrameRange range, int stride,
        CancellationToken cancellationToken)
    {
        var (first, end) = ((int)range.Start, (int)range.End);
        var blocks = Math.Max(1, (end - first + stride - 1) / stride);
        var means = new Vector3[blocks][];
        var weights = new int[blocks];
        var shape = new Vector3[FaceTrack.LandmarkCount];
        var residual = new Vector3[FaceTrack.LandmarkCount];
        for (var b = 0; b < blocks; b++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            means[b] = new Vector3[FaceTrack.LandmarkCount];
            for (var i = first + (b * stride); i < Math.Min(end, first + ((b + 1) * stride)); i++)
            {
                if (!usable[i] || !shapes.Has(i))
                {
                    continue;
                }

                weights[b]++;
                shapes.Local(i, shape);
                model.Residual(shape, shapes.Opening[i], shapes.Width[i], residual);
                for (var v = 0; v < shape.Length; v++)
                {
                    means[b][v] += residual[v];
                }
            }
        }

        return (means, weights);
    }

    private static Vector3[]?[] Blur(Vector3[][] sums, int[] weights, float[] half, CancellationToken cancellationToken)
    {
        var result = new Vector3[]?[sums.Length];
        for (var b = 0; b < sums.Length; b++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            float total = 0;
            var mean = new Vector3[FaceTrack.LandmarkCount];
            for (var j = Math.Max(0, b - half.Length + 1); j < Math.Min(sums.Length, b + half.Length); j++)
            {
                var w = half[Math.Abs(j - b)];
                total += w * weights[j];
                for (var v = 0; weights[j] > 0 && v < mean.Length; v++)
                {
                    mean[v] += w * sums[j][v];
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

            result[b] = mean;
        }

        return result;
    }
}
