using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Benchmarks.Voice;

/// <summary>
/// A curve from band energies alone, for any language and without a trained model: the first formant's place opens the mouth,
/// the second's place spreads or rounds it, hiss narrows it, and short dips of the whole spectrum close it. It knows no phones, so it
/// reaches about half of the correlation with real lips that <c>voice-mouth</c> reaches. It is the yardstick for that model and no part of
/// the product.
/// </summary>
internal sealed class BandMouthCurve : IMouthCurveModel
{
    private const float SilentBelowLoudDb = 32;
    private const float DipDb = 11;
    private const int DipReach = 6;

    /// <inheritdoc/>
    public string Name => "bands 1";

    /// <inheritdoc/>
    public async Task<MouthCurve> AnalyseAsync(IAsyncEnumerable<ReadOnlyMemory<float>> samples16k, CancellationToken cancellationToken)
    {
        var frames = await VoiceFrames.ReadAsync(samples16k, cancellationToken).ConfigureAwait(false);
        return Analyse(new VoiceFeatures(frames), frames);
    }

    private static MouthCurve Analyse(VoiceFeatures features, VoiceFrames frames)
    {
        var sounds = new BandSound[frames.Count];
        for (var t = 0; t < sounds.Length; t++)
        {
            sounds[t] = BandSound.Of(features, t, VoiceLevel.Db(frames.MeanSquares[t]) - features.Level.LoudDb);
        }

        var length = features.Columns;
        var curve = new MouthCurve
        {
            Opening = new float[length],
            Width = new float[length],
            Rounding = new float[length],
            Closure = new float[length],
            Labiodental = new float[length],
            Silence = new float[length],
        };
        for (var k = 0; k < length; k++)
        {
            // Frame 2k is centred on the sample's own moment; its neighbours smooth it over 50 ms.
            BandSound sound = default;
            float weight = 0;
            for (var t = Math.Max(0, (2 * k) - 2); t <= Math.Min(sounds.Length - 1, (2 * k) + 2); t++)
            {
                var near = 3 - Math.Abs(t - (2 * k));
                sound += near * sounds[t];
                weight += near;
            }

            sound = 1 / weight * sound;
            curve.Silence[k] = Step(-SilentBelowLoudDb - sound.LevelDb, 4);
            curve.Closure[k] = (1 - curve.Silence[k]) * Math.Max(Dip(sounds, 2 * k), Math.Max(0, sound.Murmur - sound.Open));
            var voice = (1 - curve.Silence[k]) * (1 - curve.Closure[k]);
            curve.Opening[k] = voice * Math.Clamp(sound.Open * (1 - (0.6f * sound.Hiss)), 0, 1);
            curve.Rounding[k] = voice * Math.Clamp(-sound.Spread * 1.2f, 0, 1);
            curve.Width[k] = voice * Math.Clamp(sound.Spread, -1, 1);
        }

        return curve;
    }

    /// <summary>How surely frame t lies in a dip of at most 120 ms between louder sound on both sides.</summary>
    private static float Dip(BandSound[] sounds, int t)
    {
        float before = -100, after = -100;
        for (var d = 1; d <= DipReach; d++)
        {
            before = Math.Max(before, t >= d ? sounds[t - d].SpeechDb : -100);
            after = Math.Max(after, t + d < sounds.Length ? sounds[t + d].SpeechDb : -100);
        }

        return Step(Math.Min(before, after) - sounds[t].SpeechDb - DipDb, 2) * (1 - Math.Clamp(2 * sounds[t].Hiss, 0, 1));
    }

    private static float Step(float above, float softness) => 1 / (1 + MathF.Exp(-above / softness));
}
