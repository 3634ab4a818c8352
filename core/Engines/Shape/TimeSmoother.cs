namespace HeyGem.Core.Engines.Shape;

/// <summary>Zero-phase Gaussian weights over neighbouring frames.</summary>
internal static class TimeSmoother
{
    /// <summary>Half of a kernel with its centre, reaching 3 sigma: element d is the weight at a distance of d frames.</summary>
    /// <param name="sigmaFrames">Standard deviation in frames, greater than 0.</param>
    public static float[] HalfKernel(double sigmaFrames)
    {
        var half = new float[(int)Math.Ceiling(3 * sigmaFrames) + 1];
        for (var d = 0; d < half.Length; d++)
        {
            half[d] = (float)Math.Exp(-0.5 * d * d / (sigmaFrames * sigmaFrames));
        }

        return half;
    }

    /// <summary>Smooths a whole curve; the ends see only what exists.</summary>
    public static float[] Smooth(ReadOnlySpan<float> values, double sigmaFrames)
    {
        var half = HalfKernel(sigmaFrames);
        var result = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            float sum = 0, weight = 0;
            for (var j = Math.Max(0, i - half.Length + 1); j < Math.Min(values.Length, i + half.Length); j++)
            {
                var w = half[Math.Abs(i - j)];
                sum += w * values[j];
                weight += w;
            }

            result[i] = sum / weight;
        }

        return result;
    }
}
