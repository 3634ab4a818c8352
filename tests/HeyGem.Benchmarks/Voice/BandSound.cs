using HeyGem.Core.Voice.Features;

namespace HeyGem.Benchmarks.Voice;

/// <summary>What the band energies of one 10 ms frame say about the mouth.</summary>
/// <param name="LevelDb">Level against the voice's loud frames, dB.</param>
/// <param name="SpeechDb">Level of 300-4000 Hz, dB.</param>
/// <param name="Open">First formant's place, 0 (300 Hz) .. 1 (750 Hz).</param>
/// <param name="Spread">Second formant's place, -1 (low: rounded) .. 1 (high: spread).</param>
/// <param name="Hiss">Share of energy above 3.5 kHz, 0..1.</param>
/// <param name="Murmur">Dominance of energy under 400 Hz, 0..1: lips closed and nose open.</param>
internal readonly record struct BandSound(float LevelDb, float SpeechDb, float Open, float Spread, float Hiss, float Murmur)
{
    private static readonly int Hz200 = LogMel.BandAt(200);
    private static readonly int Hz400 = LogMel.BandAt(400);
    private static readonly int Hz1100 = LogMel.BandAt(1100);
    private static readonly int Hz3000 = LogMel.BandAt(3000);
    private static readonly int Hz4000 = LogMel.BandAt(4000);

    /// <summary>Measures a frame of a voice.</summary>
    public static BandSound Of(VoiceFeatures features, int frame, float levelDb)
    {
        Span<float> bands = stackalloc float[LogMel.Bands];
        features.Read(frame, bands);
        for (var b = 0; b < bands.Length; b++)
        {
            bands[b] = MathF.Exp(bands[b]);
        }

        float low = Sum(bands, 0, Hz400), speech = Sum(bands, Hz400, Hz4000), high = Sum(bands, Hz4000, LogMel.Bands);
        var first = Centre(bands, Hz200, Hz1100);
        var second = Centre(bands, Hz1100, Hz3000);
        return new BandSound(
            levelDb,
            10 * MathF.Log10(speech + 1e-6f),
            Math.Clamp((first - 330) / 370, 0, 1),
            Math.Clamp((second - 1750) / 450, -1, 1),
            high / (low + speech + high),
            Math.Clamp(((low / (low + speech + high)) - 0.8f) * 5, 0, 1));
    }

    /// <summary>The sum of two frames, member by member.</summary>
    public static BandSound operator +(BandSound a, BandSound b) => new(
        a.LevelDb + b.LevelDb, a.SpeechDb + b.SpeechDb, a.Open + b.Open, a.Spread + b.Spread, a.Hiss + b.Hiss, a.Murmur + b.Murmur);

    /// <summary>A frame weighted, member by member.</summary>
    public static BandSound operator *(float w, BandSound a) => new(
        w * a.LevelDb, w * a.SpeechDb, w * a.Open, w * a.Spread, w * a.Hiss, w * a.Murmur);

    private static float Sum(ReadOnlySpan<float> bands, int from, int to)
    {
        var sum = 0f;
        foreach (var power in bands[from..to])
        {
            sum += power;
        }

        return sum;
    }

    private static float Centre(ReadOnlySpan<float> bands, int from, int to)
    {
        float sum = 1e-6f, weighted = 0;
        for (var b = from; b < to; b++)
        {
            sum += bands[b];
            weighted += bands[b] * (float)LogMel.CentreOf(b);
        }

        return weighted / sum;
    }
}
