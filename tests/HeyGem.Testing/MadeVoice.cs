using System.Buffers.Binary;

namespace HeyGem.Testing;

/// <summary>
/// A sound that a voice model takes for speech: syllables of a buzzing and breathing source through two formants, with pauses where asked.
/// </summary>
public static class MadeVoice
{
    private const int RateHz = 16000;

    // A quiet room. Without it a codec's smear into utter silence would be the loudest thing there.
    private const float RoomNoise = 0.001f;

    // First and second formant of a, i, u, e, o: what tells an open mouth from a closed and a wide one from a round one.
    private static readonly (double First, double Second)[] _vowels = [(750, 1200), (300, 2300), (320, 800), (500, 1900), (500, 900)];

    /// <summary>
    /// Samples at 16 kHz, four syllables a second, silent between <paramref name="pauseFrom"/> and <paramref name="pauseTo"/> seconds.
    /// </summary>
    public static float[] Samples(double seconds, double pauseFrom = -1, double pauseTo = -1)
    {
        var samples = new float[(int)(seconds * RateHz)];
        var breath = new Random(1);
        double phase = 0, y1 = 0, y2 = 0, z1 = 0, z2 = 0;
        for (var n = 0; n < samples.Length; n++)
        {
            var t = n / (double)RateHz;
            var beat = (t * 4) % 1;
            var (first, second) = _vowels[(int)(t * 4) % _vowels.Length];
            var speaks = (t < pauseFrom || t >= pauseTo) && beat > 0.25;
            phase += PitchHz(t) / RateHz;
            var pulse = phase >= 1 ? 1 : 0;
            phase -= pulse;
            var source = speaks ? pulse + (0.07 * (breath.NextDouble() - 0.5)) : 0;
            var a = Resonate(source, first, 90, ref y1, ref y2);
            var b = Resonate(a, second, 120, ref z1, ref z2);
            samples[n] = (float)(b * Math.Sin(Math.PI * Math.Clamp((beat - 0.25) / 0.75, 0, 1)));
        }

        var peak = samples.Max(Math.Abs);
        return [.. samples.Select(s => (s * 0.5f / peak) + (RoomNoise * (float)(breath.NextDouble() - 0.5)))];
    }

    /// <summary>Writes samples as a 16-bit mono WAV file.</summary>
    public static string Write(string path, float[] samples)
    {
        var bytes = new byte[44 + (2 * samples.Length)];
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(bytes.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), RateHz);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(28), 2 * RateHz);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(34), 16);
        "data"u8.CopyTo(bytes.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(40), 2 * samples.Length);
        for (var n = 0; n < samples.Length; n++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(44 + (2 * n)), (short)(samples[n] * short.MaxValue));
        }

        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>A voice that rises and falls: a steady tone is an instrument to a network that knows music.</summary>
    private static double PitchHz(double t) =>
        120 * (1 + (0.15 * Math.Sin(2 * Math.PI * 0.7 * t)) + (0.08 * Math.Sin((2 * Math.PI * 1.9 * t) + 1)));

    /// <summary>One formant, as loud at its foot as what comes in, so that no vowel drowns the others.</summary>
    private static double Resonate(double x, double frequency, double bandwidth, ref double y1, ref double y2)
    {
        var r = Math.Exp(-Math.PI * bandwidth / RateHz);
        var turn = 2 * r * Math.Cos(2 * Math.PI * frequency / RateHz);
        var y = x + (turn * y1) - (r * r * y2);
        (y2, y1) = (y1, y);
        return y * (1 - turn + (r * r));
    }
}
