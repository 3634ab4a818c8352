using System.Numerics.Tensors;

namespace HeyGem.Core.Voice.Features;

/// <summary>
/// The 80 triangular bands that Wav2Lip was trained with, over the bins of an 800-point transform at 16 kHz: edges equally spaced from
/// 55 to 7600 Hz on Slaney's mel scale (linear to 1 kHz, logarithmic above), each of area 1 over its width in hertz. Source: Wav2Lip
/// hparams.py and audio.py.
/// </summary>
internal static class SlaneyBank
{
    /// <summary>Bands.</summary>
    public const int Bands = 80;

    private const double BinHertz = 20;
    private const double LowestHertz = 55;
    private const double HighestHertz = 7600;
    private const double LinearHertz = 200.0 / 3;
    private const double LogFromHertz = 1000;
    private const double LogFromMel = LogFromHertz / LinearHertz;
    private static readonly double LogStep = Math.Log(6.4) / 27;
    private static readonly (int First, float[] Weights)[] Triangles = Make();

    /// <summary>Edge 0 .. 81 in hertz; band b rises from edge b to b + 1 and falls to b + 2.</summary>
    public static double Edge(int index) =>
        Hertz(Mel(LowestHertz) + ((Mel(HighestHertz) - Mel(LowestHertz)) * index / (Bands + 1)));

    /// <summary>Sum of a band's weights, for checks.</summary>
    public static float Area(int band) => TensorPrimitives.Sum<float>(Triangles[band].Weights);

    /// <summary>Gathers 401 magnitudes into 80 bands.</summary>
    public static void Gather(ReadOnlySpan<float> magnitudes, Span<float> bands)
    {
        for (var b = 0; b < Bands; b++)
        {
            var (first, weights) = Triangles[b];
            bands[b] = TensorPrimitives.Dot(magnitudes.Slice(first, weights.Length), weights);
        }
    }

    private static double Mel(double hertz) =>
        hertz < LogFromHertz ? hertz / LinearHertz : LogFromMel + (Math.Log(hertz / LogFromHertz) / LogStep);

    private static double Hertz(double mel) =>
        mel < LogFromMel ? mel * LinearHertz : LogFromHertz * Math.Exp(LogStep * (mel - LogFromMel));

    private static (int First, float[] Weights)[] Make()
    {
        var triangles = new (int, float[])[Bands];
        for (var b = 0; b < Bands; b++)
        {
            double low = Edge(b), peak = Edge(b + 1), high = Edge(b + 2);
            var first = (int)Math.Ceiling(low / BinHertz);
            var weights = new float[(int)Math.Floor(high / BinHertz) - first + 1];
            for (var i = 0; i < weights.Length; i++)
            {
                var hertz = (first + i) * BinHertz;
                weights[i] =
                    (float)(Math.Max(0, Math.Min((hertz - low) / (peak - low), (high - hertz) / (high - peak))) * 2 / (high - low));
            }

            triangles[b] = (first, weights);
        }

        return triangles;
    }
}
