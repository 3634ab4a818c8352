using System.Numerics;

namespace HeyGem.Core.Dubbing;

/// <summary>
/// Brings whole sounds from one sample rate to another by a windowed sinc of 32 zero crossings. Every phase is kept, so that no position
/// is rounded: sample n of the result stands for the time n / rate exactly.
/// </summary>
internal sealed class Resampler
{
    private const int Crossings = 16;
    private const double PassBand = 0.94;

    private readonly int _up;
    private readonly int _down;
    private readonly int _reach;
    private readonly float[] _taps;

    /// <summary>Prepares the filter.</summary>
    public Resampler(int fromHz, int toHz)
    {
        var common = (int)BigInteger.GreatestCommonDivisor(toHz, fromHz);
        (_up, _down) = (toHz / common, fromHz / common);
        var cutoff = PassBand * Math.Min(1, (double)toHz / fromHz);
        _reach = (int)Math.Ceiling(Crossings / cutoff);
        _taps = new float[_up * 2 * _reach];
        for (var phase = 0; phase < _up; phase++)
        {
            for (var k = 0; k < 2 * _reach; k++)
            {
                // Distance in source samples from the wanted moment to the tap's sample.
                var x = ((double)phase / _up) - (k - _reach + 1);
                _taps[(phase * 2 * _reach) + k] = (float)(cutoff * Sinc(cutoff * x) * Window(x / _reach));
            }
        }
    }

    /// <summary>The whole of a sound at the new rate.</summary>
    public float[] Run(ReadOnlySpan<float> samples)
    {
        var result = new float[(int)(((long)samples.Length * _up) / _down)];
        for (var n = 0; n < result.Length; n++)
        {
            var at = (long)n * _down;
            var (first, phase) = ((int)(at / _up) - _reach + 1, (int)(at % _up));
            var taps = _taps.AsSpan(phase * 2 * _reach, 2 * _reach);
            var sum = 0f;
            for (var k = Math.Max(0, -first); k < taps.Length && first + k < samples.Length; k++)
            {
                sum += taps[k] * samples[first + k];
            }

            result[n] = sum;
        }

        return result;
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    /// <summary>Blackman's window on -1..1.</summary>
    private static double Window(double x) =>
        Math.Abs(x) >= 1 ? 0 : 0.42 + (0.5 * Math.Cos(Math.PI * x)) + (0.08 * Math.Cos(2 * Math.PI * x));
}
