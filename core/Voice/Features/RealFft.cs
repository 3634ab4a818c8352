using System.Numerics;

namespace HeyGem.Core.Voice.Features;

/// <summary>
/// Power spectrum of a real signal whose length is twice a product of fours and fives, such as 512 or 800.
/// Stockham's self-sorting passes over split real and imaginary parts; owns its buffers, so one thread at a time.
/// </summary>
internal sealed class RealFft
{
    private readonly List<Pass> _passes = [];
    private readonly float[] _unpackRe;
    private readonly float[] _unpackIm;
    private float[] _re;
    private float[] _im;
    private float[] _nextRe;
    private float[] _nextIm;

    /// <summary>Prepares transforms of <paramref name="length"/> samples.</summary>
    public RealFft(int length)
    {
        Length = length;
        var half = length / 2;
        for (int left = half, stride = 1; left > 1;)
        {
            var radix = left % 4 == 0 ? 4 : 5;
            if (left % radix != 0 || length % 2 != 0)
            {
                throw new ArgumentException($"{length} is not twice a product of fours and fives.", nameof(length));
            }

            _passes.Add(Pass.Of(radix, left, stride));
            stride *= radix;
            left /= radix;
        }

        (_re, _im, _nextRe, _nextIm) = (new float[half], new float[half], new float[half], new float[half]);
        (_unpackRe, _unpackIm) = (new float[half + 1], new float[half + 1]);
        for (var k = 0; k <= half; k++)
        {
            (var sin, var cos) = Math.SinCos(-2 * Math.PI * k / length);
            (_unpackRe[k], _unpackIm[k]) = ((float)cos, (float)sin);
        }
    }

    /// <summary>Samples of one transform.</summary>
    public int Length { get; }

    /// <summary>Writes |X[k]|^2 for k = 0 .. Length/2.</summary>
    /// <param name="signal">Length samples, already windowed.</param>
    /// <param name="power">Length/2 + 1 values.</param>
    public void Power(ReadOnlySpan<float> signal, Span<float> power)
    {
        var half = Length / 2;
        for (var k = 0; k < half; k++)
        {
            (_re[k], _im[k]) = (signal[2 * k], signal[(2 * k) + 1]);
        }

        foreach (var pass in _passes)
        {
            pass.Run(_re, _im, _nextRe, _nextIm);
            (_re, _nextRe) = (_nextRe, _re);
            (_im, _nextIm) = (_nextIm, _im);
        }

        // The half-length transform of even + i odd samples holds both; X = even + w odd.
        for (var k = 0; k <= half; k++)
        {
            int a = k == half ? 0 : k, b = k == 0 ? 0 : half - k;
            float evenRe = (_re[a] + _re[b]) / 2, evenIm = (_im[a] - _im[b]) / 2;
            float oddRe = (_im[a] + _im[b]) / 2, oddIm = (_re[b] - _re[a]) / 2;
            var re = evenRe + (_unpackRe[k] * oddRe) - (_unpackIm[k] * oddIm);
            var im = evenIm + (_unpackRe[k] * oddIm) + (_unpackIm[k] * oddRe);
            power[k] = (re * re) + (im * im);
        }
    }

    /// <summary>One pass: butterflies of <c>Radix</c> over <c>Blocks</c> twiddles, each <c>Stride</c> long.</summary>
    private sealed record Pass(int Radix, int Blocks, int Stride, float[] TwiddleRe, float[] TwiddleIm, float[] RootRe, float[] RootIm)
    {
        public static Pass Of(int radix, int length, int stride)
        {
            var blocks = length / radix;
            var pass = new Pass(radix, blocks, stride, new float[length], new float[length], new float[radix * radix],
                new float[radix * radix]);
            for (var i = 0; i < length; i++)
            {
                (var sin, var cos) = Math.SinCos(-2 * Math.PI * (i / radix) * (i % radix) / length);
                (pass.TwiddleRe[i], pass.TwiddleIm[i]) = ((float)cos, (float)sin);
            }

            for (var i = 0; i < radix * radix; i++)
            {
                (var sin, var cos) = Math.SinCos(-2 * Math.PI * (i / radix) * (i % radix) / radix);
                (pass.RootRe[i], pass.RootIm[i]) = ((float)cos, (float)sin);
            }

            return pass;
        }

        public void Run(float[] re, float[] im, float[] toRe, float[] toIm)
        {
            for (var p = 0; p < Blocks; p++)
            {
                for (var j = 0; j < Radix; j++)
                {
                    var to = Stride * ((Radix * p) + j);
                    var q = 0;
                    for (; q <= Stride - Vector<float>.Count; q += Vector<float>.Count)
                    {
                        SumVector(re, im, toRe, toIm, p, j, q, to);
                    }

                    for (; q < Stride; q++)
                    {
                        SumScalar(re, im, toRe, toIm, p, j, q, to);
                    }
                }
            }
        }

        private void SumVector(float[] re, float[] im, float[] toRe, float[] toIm, int p, int j, int q, int to)
        {
            Vector<float> sumRe = default, sumIm = default;
            for (var k = 0; k < Radix; k++)
            {
                var from = q + (Stride * (p + (Blocks * k)));
                Vector<float> a = new(re, from), b = new(im, from);
                float c = RootRe[(j * Radix) + k], s = RootIm[(j * Radix) + k];
                sumRe += (a * c) - (b * s);
                sumIm += (a * s) + (b * c);
            }

            float wr = TwiddleRe[(Radix * p) + j], wi = TwiddleIm[(Radix * p) + j];
            ((sumRe * wr) - (sumIm * wi)).CopyTo(toRe, to + q);
            ((sumRe * wi) + (sumIm * wr)).CopyTo(toIm, to + q);
        }

        private void SumScalar(float[] re, float[] im, float[] toRe, float[] toIm, int p, int j, int q, int to)
        {
            float sumRe = 0, sumIm = 0;
            for (var k = 0; k < Radix; k++)
            {
                var from = q + (Stride * (p + (Blocks * k)));
                float c = RootRe[(j * Radix) + k], s = RootIm[(j * Radix) + k];
                sumRe += (re[from] * c) - (im[from] * s);
                sumIm += (re[from] * s) + (im[from] * c);
            }

            float wr = TwiddleRe[(Radix * p) + j], wi = TwiddleIm[(Radix * p) + j];
            toRe[to + q] = (sumRe * wr) - (sumIm * wi);
            toIm[to + q] = (sumRe * wi) + (sumIm * wr);
        }
    }
}
