using System.Numerics.Tensors;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Faces.Track;

/// <summary>
/// Finds dissolves from one picture into another, from the small luma pictures of <see cref="CutDetector"/>. In a dissolve every frame
/// is a blend of the two pictures around it, in growing shares, and those two are unlike each other. Motion is no blend, and a fade has
/// but one picture. Keeps the last seconds of small pictures only; for one thread at a time.
/// </summary>
internal sealed class DissolveDetector
{
    // Half lengths that are tried, frames at 25 a second: dissolves of a third of a second to one and a half.
    private static readonly int[] _halfAt25 = [4, 7, 12, 20];

    private readonly int[] _half;
    private readonly int _beside;
    private readonly float[][] _cells;
    private readonly float[] _step;
    private readonly float[] _off;
    private readonly List<FrameRange> _found = [];
    private int _count;

    /// <summary>Starts at a clip's first frame.</summary>
    /// <param name="cells">Samples of a small picture.</param>
    /// <param name="rateFactor">Frames a second divided by 25.</param>
    public DissolveDetector(int cells, double rateFactor)
    {
        var factor = Math.Max(1, rateFactor);
        _half = [.. _halfAt25.Select(h => (int)Math.Round(h * factor))];
        _beside = (int)Math.Round(DissolveTuning.BesideAt25 * factor);
        _cells = [.. Enumerable.Range(0, (2 * (_half[^1] + _beside)) + 1).Select(_ => new float[cells])];
        _step = new float[cells];
        _off = new float[cells];
    }

    /// <summary>Takes the next frame's small picture, grey levels of 8 bits.</summary>
    public void Push(ReadOnlySpan<float> cells)
    {
        // Without its mean, so that a lamp that is switched changes nothing.
        TensorPrimitives.Subtract(cells, TensorPrimitives.Sum(cells) / cells.Length, At(_count));
        _count++;
        foreach (var half in _half)
        {
            Look(_count - 1 - _beside, half);
        }
    }

    /// <summary>The dissolves of all frames pushed, in order, apart from each other.</summary>
    public List<FrameRange> Finish()
    {
        for (var end = Math.Max(0, _count - _beside); end < _count; end++)
        {
            foreach (var half in _half)
            {
                Look(end, half);
            }
        }

        var apart = new List<FrameRange>();
        foreach (var range in _found.OrderBy(r => r.Start))
        {
            if (apart.Count > 0 && range.Start <= apart[^1].End)
            {
                apart[^1] = apart[^1] with { Count = Math.Max(apart[^1].End, range.End) - apart[^1].Start };
            }
            else
            {
                apart.Add(range);
            }
        }

        return apart;
    }

    private float[] At(int frame) => _cells[frame % _cells.Length];

    /// <summary>Whether the frames up to <paramref name="end"/> are a dissolve of a half length.</summary>
    private void Look(int end, int half)
    {
        var start = end - (2 * half);
        if (start < 0)
        {
            return;
        }

        var (a, b) = (At(start), At(end));
        TensorPrimitives.Subtract(b, a, _step);
        var length = TensorPrimitives.Norm<float>(_step);
        if (TensorPrimitives.SumOfMagnitudes<float>(_step) < DissolveTuning.LeastChange * _step.Length
            || Blend(start + half, a, length) is not (> DissolveTuning.LeastMiddle and < DissolveTuning.MostMiddle)
            || !AreTwoPictures(a, b)
            || Distance(At(Math.Max(0, start - _beside)), a) > DissolveTuning.MostBeside * length
            || Distance(At(Math.Min(_count - 1, end + _beside)), b) > DissolveTuning.MostBeside * length)
        {
            return;
        }

        int first = end, last = start;
        for (var i = start; i <= end; i++)
        {
            if (Blend(i, a, length) is not { } share)
            {
                return;
            }

            if (share is > DissolveTuning.Pure and < 1 - DissolveTuning.Pure)
            {
                (first, last) = (Math.Min(first, i), Math.Max(last, i));
            }
        }

        _found.Add(new FrameRange(first, last + 1 - first));
    }

    /// <summary>The second picture's share in a frame; null where the frame is no blend of the two.</summary>
    private float? Blend(int frame, float[] a, float length)
    {
        TensorPrimitives.Subtract(At(frame), a, _off);
        var share = TensorPrimitives.Dot<float>(_off, _step) / (length * length);
        TensorPrimitives.MultiplyAdd(_step, -share, _off, _off);
        return TensorPrimitives.Norm<float>(_off) <= DissolveTuning.MostRest * length ? share : null;
    }

    /// <summary>Two pictures of about the same contrast that are unlike each other; a picture faded to black has none.</summary>
    private static bool AreTwoPictures(float[] a, float[] b)
    {
        var (normA, normB) = (TensorPrimitives.Norm<float>(a), TensorPrimitives.Norm<float>(b));
        return MathF.Min(normA, normB) > DissolveTuning.LeastContrast * MathF.Max(normA, normB)
            && TensorPrimitives.Dot<float>(a, b) < DissolveTuning.MostAlike * normA * normB;
    }

    private static float Distance(float[] a, float[] b) => TensorPrimitives.Distance<float>(a, b);
}
