using HeyGem.Core.Errors;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;
using HeyGem.Core.Weights;
using HeyGem.Testing;
using Newtonsoft.Json.Linq;

namespace HeyGem.Core.Tests.Voice;

public sealed class VoiceTrainedTests : IDisposable
{
    private readonly TrainedMouthCurve _model = new();

    private static JObject Golden { get; } =
        JObject.Parse(File.ReadAllText(Path.Combine(TestFolders.Repository, "tests/fixtures/voice/golden.json")));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _model.Dispose();

    [Fact]
    public void The_golden_sound_is_the_one_training_used()
    {
        var samples = VoiceSounds.Golden();
        var expected = Numbers(Golden["firstSamples"]!);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], samples[40 * i], 1e-6f);
        }
    }

    [Fact]
    public async Task Features_equal_those_of_training_to_a_thousandth()
    {
        var features = await Features(VoiceSounds.Golden());
        Assert.Equal((float)Golden["loudnessDb"]!, features.Level.LoudnessDb, 1e-3f);
        Assert.Equal((int)Golden["activeFrames"]!, features.ActiveFrames);
        var column = new float[VoiceFeatures.Rows];
        foreach (var (index, expected) in Columns("features"))
        {
            features.Write(index, 1, column);
            Assert.All(expected.Zip(column), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
        }
    }

    [Fact]
    public async Task The_network_gives_what_it_gave_in_training()
    {
        var outputs = _model.Run(await Features(VoiceSounds.Golden()), 1024, Token);
        foreach (var (index, expected) in Columns("mouth"))
        {
            for (var c = 0; c < 3; c++)
            {
                Assert.Equal(expected[c], outputs[c][index], 2e-3f);
            }

            for (var c = 3; c < 6; c++)
            {
                Assert.Equal(expected[c], outputs[c][index], 1e-2f);
            }
        }
    }

    [Fact]
    public async Task Windows_give_the_same_as_one_run_over_the_whole()
    {
        float[] samples = [.. VoiceSounds.Golden(), .. VoiceSounds.Noise(20000, 0.05f), .. VoiceSounds.Golden()];
        var features = await Features(samples);
        var whole = _model.Run(features, features.Columns, Token);
        foreach (var window in new[] { 1, 80, 100, 361, features.Columns - 1 })
        {
            var pieces = _model.Run(features, window, Token);
            for (var c = 0; c < whole.Length; c++)
            {
                Assert.All(whole[c].Zip(pieces[c]), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
            }
        }
    }

    [Fact]
    public async Task A_voice_20_dB_quieter_gives_the_same_curve()
    {
        var loud = await Analyse(VoiceSounds.Golden());
        var quiet = await Analyse([.. VoiceSounds.Golden().Select(s => 0.1f * s)]);
        Assert.All(loud.Opening.Zip(quiet.Opening), pair => Assert.Equal(pair.First, pair.Second, 2e-2f));
        Assert.All(loud.Width.Zip(quiet.Width), pair => Assert.Equal(pair.First, pair.Second, 2e-2f));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.0005f)]
    [InlineData(0.02f)]
    public async Task Silence_and_room_tone_keep_the_mouth_closed(float amplitude)
    {
        var curve = await Analyse(VoiceSounds.Noise(160000, amplitude));
        var driving = VoiceDriver.Sample(curve, FrameRate.Of(25, 1), 250, new VoiceDriveOptions());
        Assert.True(driving.Rest.Count(r => r > 0.95f) >= 0.95 * 250, $"{driving.Rest.Count(r => r > 0.95f)} of 250 frames rest");
    }

    [Theory]
    [InlineData(2.0, 8)]
    [InlineData(0.5, 3)]
    [InlineData(5.0, 1)]
    public async Task Instrumental_music_keeps_the_mouth_closed_most_of_the_time(double decay, int partials)
    {
        var curve = await Analyse(VoiceSounds.Music(160000, decay, partials));
        var driving = VoiceDriver.Sample(curve, FrameRate.Of(25, 1), 250, new VoiceDriveOptions());
        Assert.True(driving.Rest.Count(r => r > 0.5f) >= 0.7 * 250, $"{driving.Rest.Count(r => r > 0.5f)} of 250 frames rest");
    }

    /// <summary>
    /// The figures that training wrote beside the weights: held-out voices, their fall in noise and at a low level, sounds without speech.
    /// </summary>
    [Fact]
    public void The_catalogue_tells_figures_that_hold_what_is_asked()
    {
        var entry = ShippedModel.Load("voice-mouth", ShippedModel.Folder).Entry;
        var figures = entry["figures"]!;
        Assert.InRange((double)figures["held_out_mean"]!["opening_r"]!, 0.80, 1);
        Assert.InRange((double)figures["held_out_mean"]!["width_r"]!, 0.80, 1);
        Assert.InRange((double)figures["held_out_mean"]!["closure_auc"]!, 0.90, 1);
        Assert.InRange((double)figures["opening_r_loss_at_20_dB_noise"]!, -0.05, 0.05);
        Assert.InRange((double)figures["opening_r_loss_at_minus_20_dB"]!, -0.05, 0.1);
        Assert.InRange((double)figures["shut_in_digital_silence"]!, 0.95, 1);
        Assert.InRange((double)figures["shut_in_room_tone"]!, 0.95, 1);
        Assert.InRange((double)figures["shut_in_music"]!, 0.70, 1);
        Assert.InRange((double)figures["shut_in_recorded_music"]!, 0.70, 1);
        Assert.InRange((long)entry["bytes"]!, 1, 4_000_000);
    }

    [Fact]
    public async Task A_second_of_voice_in_ten_minutes_of_silence_moves_the_mouth_in_that_second_only()
    {
        var samples = new float[600 * 16000];
        VoiceSounds.Golden().AsSpan(0, 16000).CopyTo(samples.AsSpan(300 * 16000));
        var curve = await Analyse(samples);
        var rest = VoiceDriver.Sample(curve, FrameRate.Of(25, 1), 15000, new VoiceDriveOptions()).Rest;
        Assert.InRange(rest[..7490].Concat(rest[7540..]).Min(), 0.98f, 1);
    }

    [Fact]
    public async Task Clipped_sound_and_telephone_sound_give_a_curve_near_the_clean_one()
    {
        var clean = await Analyse(VoiceSounds.Golden());
        var clipped = await Analyse([.. VoiceSounds.Golden().Select(s => Math.Clamp(6 * s, -1, 1))]);
        var telephone = await Analyse(LowPass(VoiceSounds.Golden()));
        Assert.True(Difference(clean.Opening, clipped.Opening) < 0.2f);
        Assert.True(Difference(clean.Opening, telephone.Opening) < 0.2f);
    }

    [Fact]
    public void A_changed_model_file_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("heygem-voice-");
        try
        {
            Assert.Equal(
                ErrorCode.WeightsMissing, Assert.Throws<HeyGemException>(() => ShippedModel.Load("voice-mouth", folder.FullName)).Code);
            foreach (var file in new[] { "catalog.json", "voice-mouth.onnx" })
            {
                File.Copy(Path.Combine(ShippedModel.Folder, file), Path.Combine(folder.FullName, file));
            }

            Assert.Equal(64, ShippedModel.Load("voice-mouth", folder.FullName).Sha256.Length);
            using (var file = File.OpenWrite(Path.Combine(folder.FullName, "voice-mouth.onnx")))
            {
                file.Position = 1000;
                file.WriteByte(0x5a);
            }

            Assert.Equal(ErrorCode.WeightsHashMismatch,
                Assert.Throws<HeyGemException>(() => ShippedModel.Load("voice-mouth", folder.FullName)).Code);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static float Difference(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Average();

    /// <summary>What a line of 8 kHz leaves: a windowed sinc at 3.6 kHz.</summary>
    private static float[] LowPass(float[] samples)
    {
        const int half = 40;
        var kernel = Enumerable.Range(-half, (2 * half) + 1)
            .Select(n => (n == 0 ? 0.45 : Math.Sin(Math.PI * 0.45 * n) / (Math.PI * n)) * (
                0.5 + (0.5 * Math.Cos(Math.PI * n / (half + 1))))).ToArray();
        var result = new float[samples.Length];
        for (var n = half; n < samples.Length - half; n++)
        {
            for (var k = 0; k < kernel.Length; k++)
            {
                result[n] += (float)(kernel[k] * samples[n + k - half]);
            }
        }

        return result;
    }

    private static async Task<VoiceFeatures> Features(float[] samples) =>
        new(await VoiceFrames.ReadAsync(VoiceSounds.InPieces(samples), Token));

    private static float[] Numbers(JToken array) => [.. array.Select(v => (float)v)];

    private static IEnumerable<(int Index, float[] Values)> Columns(string name) =>
        Golden["columns"]!.Select((index, i) => ((int)index, Numbers(Golden[name]![i]!)));

    private Task<MouthCurve> Analyse(float[] samples) => _model.AnalyseAsync(VoiceSounds.InPieces(samples), Token);
}
