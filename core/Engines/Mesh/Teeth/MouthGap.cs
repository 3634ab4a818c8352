using System.Numerics;

namespace HeyGem.Core.Engines.Mesh.Teeth;

/// <summary>The gap between the lips on the mouth plane, as two heights for each u. Reusable: <see cref="Set"/> overwrites it.</summary>
internal sealed class MouthGap
{
    /// <summary>Samples across the plane.</summary>
    public const int Samples = 256;

    private readonly float[] _upper = new float[Samples];
    private readonly float[] _lower = new float[Samples];

    /// <summary>u of the first sample.</summary>
    public float From { get; private set; }

    /// <summary>u between two samples.</summary>
    public float Step { get; private set; }

    /// <summary>u of the left corner.</summary>
    public float Left { get; private set; }

    /// <summary>u of the right corner.</summary>
    public float Right { get; private set; }

    /// <summary>Height of the upper lip's edge per sample, v downward.</summary>
    public ReadOnlySpan<float> Upper => _upper;

    /// <summary>Height of the lower lip's edge per sample.</summary>
    public ReadOnlySpan<float> Lower => _lower;

    /// <summary>Takes the lips.</summary>
    /// <param name="upper">Inner edge of the upper lip on the plane, left to right, at least 2 points.</param>
    /// <param name="lower">Inner edge of the lower lip, as many.</param>
    public void Set(ReadOnlySpan<Vector2> upper, ReadOnlySpan<Vector2> lower)
    {
        Left = MathF.Min(upper[0].X, lower[0].X);
        Right = MathF.Max(Left + InteriorTuning.LeastGapWidth, MathF.Max(upper[^1].X, lower[^1].X));
        var margin = InteriorTuning.GapMargin * (Right - Left);
        From = Left - margin;
        Step = (Right - Left + (2 * margin)) / (Samples - 1);
        Fill(upper, _upper);
        Fill(lower, _lower);
    }

    private void Fill(ReadOnlySpan<Vector2> edge, float[] heights)
    {
        var k = 0;
        for (var i = 0; i < Samples; i++)
        {
            var u = From + (i * Step);
            while (k < edge.Length - 2 && u > edge[k + 1].X)
            {
                k++;
            }

            var (a, b) = (edge[k], edge[k + 1]);
            var t = b.X - a.X > 1e-5f ? Math.Clamp((u - a.X) / (b.X - a.X), 0, 1) : 1;
            heights[i] = a.Y + (t * (b.Y - a.Y));
        }
    }
}
