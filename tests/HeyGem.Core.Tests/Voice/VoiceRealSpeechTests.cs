using System.Buffers.Binary;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;
using HeyGem.Testing;

namespace HeyGem.Core.Tests.Voice;

/// <summary>The shipped network on recorded voices; skipped where the shared media are not beside the checkout.</summary>
public sealed class VoiceRealSpeechTests : IDisposable
{
    private readonly TrainedMouthCurve _model = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _model.Dispose();

    /// <summary>Times of p, b and m that a phone recogniser (pocketsphinx, English) hears; it is no truth, but an ear of its own.</summary>
    [Theory]
    [InlineData("speech-en-a-16k.wav", new[] { 0.90, 1.87, 2.85, 3.12, 8.61, 9.04 })]
    [InlineData("speech-zh-b-16k.wav", new[] { 0.73, 2.61, 3.32, 5.27, 5.48, 11.95, 12.43 })]
    public async Task Lips_close_where_a_recogniser_hears_p_b_or_m(string file, double[] times)
    {
        var curve = await Analyse(Read(file));
        var found = times.Count(t => LipSpans.Above(curve.Closure, 0.3775).Exists(span => span.Distance(t) < 0.07));
        Assert.True(2 * found >= times.Length, $"{found} of {times.Length}");
    }

    [Theory]
    [InlineData("speech-en-a-16k.wav")]
    [InlineData("speech-zh-a-16k.wav")]
    [InlineData("speech-zh-b-16k.wav")]
    public async Task A_voice_moves_the_mouth_through_its_range(string file)
    {
        var curve = await Analyse(Read(file));
        var driving = VoiceDriver.Sample(curve, FrameRate.Of(25, 1), curve.Length / 2, new VoiceDriveOptions());
        var opening = driving.Opening.Order().ToArray();
        Assert.InRange(opening[(int)(0.95 * opening.Length)], 0.6f, 1);
        Assert.InRange(opening[(int)(0.05 * opening.Length)], 0, 0.1f);
        Assert.True(driving.Width.Max() > 0.5f && driving.Width.Min() < -0.5f);
    }

    [Fact]
    public async Task Telephone_quality_keeps_most_of_the_movement()
    {
        var samples = Read("speech-en-a-16k.wav");
        var wide = await Analyse(samples);
        var narrow = await Analyse(Halved(samples));
        Assert.True(Correlation(wide.Opening, narrow.Opening) > 0.6, $"{Correlation(wide.Opening, narrow.Opening)}");
    }

    [Theory]
    [InlineData("speech-en-a-16k.wav")]
    [InlineData("speech-zh-a-16k.wav")]
    [InlineData("speech-zh-b-16k.wav")]
    public async Task White_noise_of_20_dB_leaves_most_of_the_movement(string file)
    {
        var samples = Read(file);
        var (clean, noisy) = (await Analyse(samples), await Analyse(VoiceSounds.InNoise(samples, 20)));
        Assert.True(Correlation(clean.Opening, noisy.Opening) > 0.85, $"opening {Correlation(clean.Opening, noisy.Opening):F3}");
        Assert.True(Correlation(clean.Width, noisy.Width) > 0.85, $"width {Correlation(clean.Width, noisy.Width):F3}");
    }

    [Theory]
    [InlineData("speech-en-a-16k.wav")]
    [InlineData("speech-zh-a-16k.wav")]
    public async Task A_level_20_dB_lower_in_16_bits_hardly_changes_the_movement(string file)
    {
        var samples = Read(file);
        var quiet = await Analyse([.. samples.Select(s => MathF.Round(s * 3276.7f) / 32768)]);
        Assert.True(Correlation((await Analyse(samples)).Opening, quiet.Opening) > 0.98);
    }

    /// <summary>Two talkers at once: nobody can say whose lips these are, but they move like lips.</summary>
    [Fact]
    public async Task Two_talkers_at_once_give_a_curve_that_moves_and_stays_in_range()
    {
        var (one, other) = (Read("speech-en-a-16k.wav"), Read("speech-zh-a-16k.wav"));
        var curve = await Analyse([.. one.Zip(other, (a, b) => (a + b) / 2)]);
        var driving = VoiceDriver.Sample(curve, FrameRate.Of(25, 1), curve.Length / 2, new VoiceDriveOptions());
        Assert.All(driving.Opening, o => Assert.InRange(o, 0, 1));
        Assert.True(driving.Opening.Max() > 0.6f && driving.Opening.Count(o => o < 0.1f) > 3);
    }

    [Fact]
    public async Task A_pause_in_speech_rests_the_mouth()
    {
        var samples = Read("speech-en-a-16k.wav");
        float[] paused = [.. samples[..48000], .. VoiceSounds.Noise(24000, 0.0005f), .. samples[48000..]];
        var rest = VoiceDriver.Sample(await Analyse(paused), FrameRate.Of(25, 1), paused.Length / 640, new VoiceDriveOptions()).Rest;
        Assert.True(rest[80..108].Min() > 0.9f, $"{rest[80..108].Min()}");
    }

    [Theory]
    [InlineData("speech-en-a-16k.wav", false)]
    [InlineData("speech-zh-a-16k.wav", false)]
    [InlineData("speech-zh-b-16k.wav", false)]
    [InlineData("speech-en-a-16k.wav", true)]
    [InlineData("speech-zh-b-16k.wav", true)]
    public async Task No_moment_of_a_voice_is_taken_for_music(string file, bool noisy)
    {
        var samples = noisy ? VoiceSounds.InNoise(Read(file), 10) : Read(file);
        var evidence = new SpeechEvidence(28);
        _model.Run(new VoiceFeatures(await VoiceFrames.ReadAsync(VoiceSounds.InPieces(samples), Token)), 1024, Token, evidence);

        Assert.DoesNotContain(false, evidence.Finish());
        Assert.InRange(evidence.Nats, 0.6 * evidence.Seconds, 3 * evidence.Seconds);
    }

    private static float[] Read(string file)
    {
        var path = Path.Combine(TestFolders.SharedMedia ?? string.Empty, file);
        Assert.SkipUnless(File.Exists(path), $"{file} is not beside the checkout.");
        var bytes = File.ReadAllBytes(path);
        var data = bytes.AsSpan().IndexOf("data"u8) + 8;
        return [.. Enumerable.Range(0, (bytes.Length - data) / 2)
            .Select(n => BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(data + (2 * n))) / 32768f)];
    }

    /// <summary>Down to 8 kHz by averaging pairs, and back by repeating: telephone bandwidth and worse.</summary>
    private static float[] Halved(float[] samples) =>
        [.. samples.Select((_, n) => n + 1 < samples.Length ? (samples[n & ~1] + samples[n | 1]) / 2 : 0)];

    private static double Correlation(float[] a, float[] b)
    {
        double ma = a.Average(), mb = b.Average();
        return a.Zip(b, (x, y) => (x - ma) * (y - mb)).Sum() / Math.Sqrt(a.Sum(x => (x - ma) * (x - ma)) * b.Sum(y => (y - mb) * (y - mb)));
    }

    private Task<MouthCurve> Analyse(float[] samples) => _model.AnalyseAsync(VoiceSounds.InPieces(samples), Token);
}
