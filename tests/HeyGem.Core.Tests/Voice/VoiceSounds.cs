using HeyGem.Core.Voice;

namespace HeyGem.Core.Tests.Voice;

/// <summary>Sounds made by formula and ways to feed them to a model.</summary>
internal static class VoiceSounds
{
    /// <summary>The sound that models/training/golden.py describes: 3 s of a gated harmonic voice with hiss in its gaps.</summary>
    public static float[] Golden()
    {
        var samples = new float[48000];
        uint state = 1;
        for (var n = 0; n < samples.Length; n++)
        {
            state = (1664525 * state) + 1013904223;
            var noise = (state / 2147483648.0) - 1;
            var t = n / 16000.0;
            var phase = 2 * Math.PI * ((120 * t) + (30 * (1 - Math.Cos(2 * Math.PI * 0.7 * t)) / (2 * Math.PI * 0.7)));
            double voice = 0;
            for (var h = 1; h <= 30; h++)
            {
                voice += Math.Sin(h * phase) / h * (1 + (0.8 * Math.Cos(2 * Math.PI * (1.3 + (0.1 * h)) * t))) / 1.8;
            }

            var beat = t % 0.6;
            var hiss = beat is >= 0.45 and < 0.52 ? 0.03 : 0;
            samples[n] = (float)((beat < 0.45 ? 0.1 * voice : 0) + ((0.002 + hiss) * noise));
        }

        return samples;
    }

    /// <summary>Seeded white noise of an amplitude.</summary>
    public static float[] Noise(int count, float amplitude, int seed = 1)
    {
        var random = new Random(seed);
        var samples = new float[count];
        for (var n = 0; n < count; n++)
        {
            samples[n] = amplitude * ((2 * random.NextSingle()) - 1);
        }

        return samples;
    }

    /// <summary>Sound plus white noise at a ratio to the sound's power over the whole.</summary>
    public static float[] InNoise(float[] sound, double decibels)
    {
        var power = Math.Sqrt(sound.Average(s => (double)s * s));
        var noise = Noise(sound.Length, (float)(power * Math.Sqrt(3) * Math.Pow(10, -decibels / 20)), seed: 5);
        return [.. sound.Zip(noise, (s, n) => s + n)];
    }

    /// <summary>A piano of sorts: three-note chords over a scale, each decaying, with a beat.</summary>
    public static float[] Music(int count, double decay, int partials)
    {
        var random = new Random(7);
        int[] scale = [0, 2, 4, 5, 7, 9, 11];
        var samples = new float[count];
        for (var start = 0; start < count; start += 6400)
        {
            var degree = random.Next(0, 8);
            for (var voice = 0; voice < 3; voice++)
            {
                var step = degree + (2 * voice);
                var frequency = 110 * Math.Pow(2, (scale[step % 7] + (12 * (step / 7))) / 12.0);
                for (var n = start; n < Math.Min(count, start + 12800); n++)
                {
                    var t = (n - start) / 16000.0;
                    var fade = Math.Min(1, t / 0.01) * Math.Exp(-decay * t) * Math.Min(1, (0.8 - t) / 0.03);
                    for (var k = 1; k <= partials; k++)
                    {
                        samples[n] += (float)(0.06 / k * fade * Math.Sin(2 * Math.PI * k * frequency * t));
                    }
                }
            }
        }

        return samples;
    }

    /// <summary>Feeds samples in pieces.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<float>> InPieces(float[] samples, int length = 16000)
    {
        for (var at = 0; at < samples.Length; at += length)
        {
            await Task.Yield();
            yield return samples.AsMemory(at, Math.Min(length, samples.Length - at));
        }
    }

    /// <summary>A curve of one opening, with nothing else going on.</summary>
    public static MouthCurve Curve(
        int length, Func<int, float> opening, Func<int, float>? closure = null, Func<int, float>? silence = null) => new()
        {
            Opening = [.. Enumerable.Range(0, length).Select(opening)],
            Width = new float[length],
            Rounding = new float[length],
            Closure = [.. Enumerable.Range(0, length).Select(closure ?? (_ => 0))],
            Labiodental = new float[length],
            Silence = [.. Enumerable.Range(0, length).Select(silence ?? (_ => 0))],
        };
}
