using System.Numerics.Tensors;

namespace HeyGem.Core.Voice.Features;

/// <summary>
/// Short-time spectrum of a voice as the mouth model hears it: 25 ms under a periodic Hann window every 10 ms, power in
/// 80 triangular bands of peak 1, equally spaced on the HTK mel scale from 60 to 7600 Hz. The same as models/training/features.py.
/// Owns its buffers; one thread at a time; allocates nothing after construction.
/// </summary>
internal sealed class LogMel
{
    /// <summary>Samples a second.</summary>
    public const int SampleRateHz = 16000;

    /// <summary>Samples from one frame to the next.</summary>
    public const int Hop = 160;

    /// <summary>Samples in a frame.</summary>
    public const int Window = 400;

    /// <summary>Mel bands.</summary>
    public const int Bands = 80;

    private const int FftLength = 512;
    private static readonly float[] Hann = MakeWindow();
    private static readonly (int First, float[] Weights)[] Bank = MakeBank();
    private readonly RealFft _fft = new(FftLength);
    private readonly float[] _padded = new float[FftLength];
    private readonly float[] _power = new float[(FftLength / 2) + 1];

    /// <summary>Writes the power in each band of one frame.</summary>
    /// <param name="frame">400 samples.</param>
    /// <param name="bands">80 values, at least 0.</param>
    public void BandPower(ReadOnlySpan<float> frame, Span<float> bands)
    {
        TensorPrimitives.Multiply(frame, Hann, _padded);
        _fft.Power(_padded, _power);
        for (var b = 0; b < Bands; b++)
        {
            var (first, weights) = Bank[b];
            bands[b] = TensorPrimitives.Dot(_power.AsSpan(first, weights.Length), weights);
        }
    }

    /// <summary>The band whose triangle peaks nearest a frequency.</summary>
    public static int BandAt(double hertz) =>
        Math.Clamp((int)Math.Round((Mel(hertz) - Mel(60)) / (Mel(7600) - Mel(60)) * (Bands + 1)) - 1, 0, Bands - 1);

    /// <summary>Frequency of a band's peak, hertz.</summary>
    public static double CentreOf(int band) => Edge(band + 1);

    private static double Mel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));

    private static double Edge(int index) =>
        700 * (Math.Pow(10, (Mel(60) + ((Mel(7600) - Mel(60)) * index / (Bands + 1))) / 2595) - 1);

    private static float[] MakeWindow()
    {
        var window = new float[Window];
        for (var n = 0; n < Window; n++)
        {
            window[n] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * n / Window)));
        }

        return window;
    }

    private static (int First, float[] Weights)[] MakeBank()
    {
        var bank = new (int, float[])[Bands];
        for (var b = 0; b < Bands; b++)
        {
            double low = Edge(b), peak = Edge(b + 1), high = Edge(b + 2);
            const double binHertz = (double)SampleRateHz / FftLength;
            var first = (int)Math.Ceiling(low / binHertz);
            var last = (int)Math.Floor(high / binHertz);
            var weights = new float[Math.Max(0, last - first + 1)];
            for (var i = 0; i < weights.Length; i++)
            {
                var hertz = (first + i) * binHertz;
                weights[i] = (float)Math.Max(0, Math.Min((hertz - low) / (peak - low), (high - hertz) / (high - peak)));
            }

            bank[b] = (first, weights);
        }

        return bank;
    }
}
