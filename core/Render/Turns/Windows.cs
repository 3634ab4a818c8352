namespace HeyGem.Core.Render.Turns;

/// <summary>Sums over two curves from which their correlation over any stretch is read at once.</summary>
internal sealed class Windows
{
    // What changes slower than this, a smile or a head that turns, is no syllable.
    private const int SlowReach = 15;

    // Fewer steps with a face say nothing.
    private const int LeastSeen = 15;

    private readonly double[][] _sums = new double[6][];
    private readonly (double A, double B) _still;

    /// <summary>Adds up.</summary>
    /// <param name="a">One curve.</param>
    /// <param name="b">The other; not a number where nothing is known, which counts in neither.</param>
    /// <param name="late">By how many steps the other is late.</param>
    /// <param name="still">The least deviation that each is taken to have, so that still curves do not correlate by noise.</param>
    public Windows(float[] a, float[] b, int late, (double A, double B) still)
    {
        _still = still;
        for (var s = 0; s < _sums.Length; s++)
        {
            _sums[s] = new double[a.Length + 1];
        }

        for (var k = 0; k < a.Length; k++)
        {
            var other = k + late >= 0 && k + late < b.Length ? b[k + late] : float.NaN;
            var seen = !float.IsNaN(a[k]) && !float.IsNaN(other);
            var (x, y) = seen ? (a[k], (double)other) : (0, 0);
            ReadOnlySpan<double> add = [seen ? 1 : 0, x, y, x * x, y * y, x * y];
            for (var s = 0; s < _sums.Length; s++)
            {
                _sums[s][k + 1] = _sums[s][k] + add[s];
            }
        }
    }

    /// <summary>A curve without what changes slowly: its distance from its mean over 0.6 s.</summary>
    public static float[] Quickened(float[] curve)
    {
        var sums = new Windows(curve, curve, 0, (0, 0));
        return [.. curve.Select((value, k) => (float)(value - sums.Mean(k - SlowReach, k + SlowReach + 1)))];
    }

    /// <summary>Pearson's r from one step to before another; 0 where little is known.</summary>
    public double Correlation(int from, int to)
    {
        var n = Sum(0, ref from, ref to);
        if (n < LeastSeen)
        {
            return 0;
        }

        var (mx, my) = (Sum(1, ref from, ref to) / n, Sum(2, ref from, ref to) / n);
        var dx = Math.Sqrt(Math.Max(0, (Sum(3, ref from, ref to) / n) - (mx * mx)));
        var dy = Math.Sqrt(Math.Max(0, (Sum(4, ref from, ref to) / n) - (my * my)));
        return ((Sum(5, ref from, ref to) / n) - (mx * my)) / (Math.Max(dx, _still.A) * Math.Max(dy, _still.B));
    }

    /// <summary>
    /// What a single step says: the product of both curves there, each measured by its root mean square around it; 0 where little is known.
    /// </summary>
    public double Product(int step, int reach)
    {
        var (from, to) = (step - reach, step + reach + 1);
        var n = Sum(0, ref from, ref to);
        if (n < LeastSeen)
        {
            return 0;
        }

        var (a, b) = (Math.Sqrt(Sum(3, ref from, ref to) / n), Math.Sqrt(Sum(4, ref from, ref to) / n));
        return (_sums[5][step + 1] - _sums[5][step]) / (Math.Max(a, _still.A) * Math.Max(b, _still.B));
    }

    /// <summary>Root of the mean square of the first curve.</summary>
    public double Deviation(int from, int to) => Math.Sqrt(Sum(3, ref from, ref to) / Math.Max(1, to - from));

    private double Mean(int from, int to) => Sum(1, ref from, ref to) / Math.Max(1, Sum(0, ref from, ref to));

    private double Sum(int which, ref int from, ref int to)
    {
        (from, to) = (Math.Max(0, from), Math.Min(_sums[0].Length - 1, to));
        return _sums[which][to] - _sums[which][from];
    }
}
