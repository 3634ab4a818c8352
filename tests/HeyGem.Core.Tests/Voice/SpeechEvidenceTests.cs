using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;
using HeyGem.Testing;

namespace HeyGem.Core.Tests.Voice;

/// <summary>Speech against what sounds like it.</summary>
public sealed class SpeechEvidenceTests : IDisposable
{
    private const int RateHz = 16000;
    private readonly TrainedMouthCurve _model = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _model.Dispose();

    [Fact]
    public async Task A_chord_that_swells_like_syllables_leaves_the_mouth_shut()
    {
        var curve = await _model.AnalyseAsync(VoiceSounds.InPieces(Chord(3)), Token);

        Assert.All(curve.Silence, silence => Assert.True(silence > 0.5f));
        Assert.InRange(_model.MeasureSpeech(Chord(3), Token), 0, 0.1);
    }

    [Fact]
    public void A_voice_tells_much_alone_and_under_a_chord_and_the_chord_nothing()
    {
        var (voice, chord) = (MadeVoice.Samples(3), Chord(3));

        Assert.InRange(_model.MeasureSpeech(voice, Token), 2, 9);
        Assert.InRange(_model.MeasureSpeech([.. voice.Zip(chord, (v, c) => v + c)], Token), 2, 9);
        Assert.InRange(_model.MeasureSpeech(chord, Token), 0, 0.1);
    }

    [Fact]
    public async Task A_voice_after_music_is_speech_from_its_first_word()
    {
        float[] samples = [.. Chord(6), .. new float[RateHz / 2], .. MadeVoice.Samples(3)];
        var evidence = new SpeechEvidence(28);
        _model.Run(new VoiceFeatures(await VoiceFrames.ReadAsync(VoiceSounds.InPieces(samples), Token)), 1024, Token, evidence);
        var isSpeech = evidence.Finish();

        Assert.Equal(samples.Length / 320, isSpeech.Count);
        Assert.DoesNotContain(true, isSpeech.Take(4 * MouthCurve.RateHz));
        Assert.DoesNotContain(false, isSpeech.Skip((int)(6.5 * MouthCurve.RateHz)));
    }

    private static float[] Chord(double seconds) => [.. Enumerable.Range(0, (int)(seconds * RateHz)).Select(n => n / (double)RateHz).Select(
        t => (float)(0.2 * new[] { 220, 277, 330 }.Sum(f => Math.Sin(2 * Math.PI * f * t)) * (0.6 + (0.4 * Math.Sin(4 * Math.PI * t)))))];
}
