using HeyGem.Core.Errors;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Core.Tests.Voice;

public sealed class VoiceWav2LipMelTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_bank_has_the_published_edges_and_areas()
    {
        foreach (var (index, hertz) in new[] { (0, 55), (1, 90.946), (2, 126.892), (3, 162.838), (40, 1662.397), (79, 7056.911),
            (80, 7323.423), (81, 7600) })
        {
            Assert.Equal(hertz, SlaneyBank.Edge(index), 0.001);
        }

        foreach (var (band, area) in new[] { (0, 0.049364f), (40, 0.049924f), (79, 0.049980f) })
        {
            Assert.Equal(area, SlaneyBank.Area(band), 1e-6f);
        }
    }

    [Fact]
    public async Task A_tone_of_1_kHz_has_its_golden_values()
    {
        var mel = await Analyse(Tone(16000, (0.5, 1000, 0)));
        var column = Column(mel, 40);
        Assert.Equal(81, mel.Columns);
        Assert.Equal(1.0494f, column[24], 1e-3f);
        Assert.Equal(2.5503f, column[25], 1e-3f);
        Assert.Equal(2.1534f, column[26], 1e-3f);
        Assert.Equal(-3.77809f, column.Average(), 1e-4f);
        Assert.All(column.Where((_, b) => b is < 24 or > 26), v => Assert.Equal(-4, v));
    }

    [Fact]
    public async Task Two_tones_have_their_golden_values()
    {
        var column = Column(await Analyse(Tone(16000, (0.1, 220, 0), (0.05, 3000, 0.3))), 40);
        foreach (var (band, value) in new[] { (3, 0.2422f), (4, 0.3440f), (5, -1.4950f), (54, -0.2865f), (55, 1.1731f) })
        {
            Assert.Equal(value, column[band], 1e-3f);
        }

        Assert.Equal(-3.71656f, column.Average(), 1e-4f);
    }

    [Fact]
    public async Task The_start_is_mirrored_and_not_padded_with_zeros()
    {
        var column = Column(await Analyse(Tone(16000, (0.5, 1000, 0))), 0);
        Assert.Equal(-0.51437f, column.Average(), 1e-3f);
        Assert.Equal(2.5881f, column[25], 1e-3f);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(160)]
    [InlineData(399)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(3999)]
    [InlineData(20000)]
    public async Task Every_column_equals_a_slow_reading_of_the_definition(int count)
    {
        var samples = VoiceSounds.Noise(count, 0.3f, count);
        var expected = Slow(samples);
        foreach (var piece in new[] { 1, 333, 16000 })
        {
            var mel = await Wav2LipMel.AnalyseAsync(VoiceSounds.InPieces(samples, piece), false, Token);
            Assert.Equal(1 + (count / 200), mel.Columns);
            for (var t = 0; t < mel.Columns; t++)
            {
                var column = Column(mel, t);
                Assert.All(expected[t].Zip(column), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
            }
        }
    }

    [Fact]
    public async Task Digital_silence_is_minus_four_everywhere_also_when_levelled()
    {
        var mel = await Wav2LipMel.AnalyseAsync(VoiceSounds.InPieces(new float[16000]), Token);
        var window = new float[80 * 16];
        mel.ReadWindow(20, window);
        Assert.All(window, v => Assert.Equal(-4, v));
    }

    [Fact]
    public async Task The_level_of_the_voice_does_not_matter()
    {
        var loud = await Wav2LipMel.AnalyseAsync(VoiceSounds.InPieces(VoiceSounds.Golden()), Token);
        var quiet = await Wav2LipMel.AnalyseAsync(VoiceSounds.InPieces([.. VoiceSounds.Golden().Select(s => s * 0.25f)]), Token);
        for (var t = 0; t < loud.Columns; t++)
        {
            Assert.All(Column(loud, t).Zip(Column(quiet, t)), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
        }
    }

    [Theory]
    [InlineData(24000, 1001)]
    [InlineData(25, 1)]
    [InlineData(30000, 1001)]
    [InlineData(50, 1)]
    [InlineData(60000, 1001)]
    public void Windows_start_where_exact_arithmetic_puts_them(long numerator, long denominator)
    {
        var rate = FrameRate.Of(numerator, denominator);
        foreach (var offsetMs in new[] { -200, -80, -40, 0, 40, 200 })
        {
            // Ten hours: far beyond where single precision or 16-bit indices would slip.
            for (long frame = 0; frame < 36000 * numerator / denominator; frame += frame < 3000 ? 1 : 997)
            {
                var exact = (80m * frame * denominator / numerator) + (offsetMs * 0.08m);
                Assert.Equal((long)Math.Floor(exact + 0.5m), Wav2LipMel.WindowStart(frame, rate, TimeSpan.FromMilliseconds(offsetMs)));
            }
        }
    }

    [Fact]
    public async Task Every_frame_has_a_window_and_silence_fills_what_the_voice_lacks()
    {
        var mel = await Analyse(VoiceSounds.Noise(16000, 0.3f));
        var window = new float[80 * 16];
        for (var frame = 0; frame < 30; frame++)
        {
            var start = Wav2LipMel.WindowStart(frame, FrameRate.Of(25, 1), Wav2LipMel.DefaultOffset);
            mel.ReadWindow(start, window);
            for (var c = 0; c < 16; c++)
            {
                var inside = start + c >= 0 && start + c < mel.Columns;
                Assert.Equal(inside, window[(40 * 16) + c] > -4);
                Assert.Equal(Column(mel, start + c)[7], window[(7 * 16) + c]);
            }
        }
    }

    [Fact]
    public async Task A_spectrogram_survives_the_cache_and_half_a_file_does_not()
    {
        var mel = await Wav2LipMel.AnalyseAsync(VoiceSounds.InPieces(VoiceSounds.Golden()), Token);
        var stream = new MemoryStream();
        Wav2LipMelFile.Save(mel, stream);
        stream.Position = 0;
        var back = Assert.IsType<Wav2LipMel>(Wav2LipMelFile.TryLoad(stream));
        Assert.Equal(mel.Columns, back.Columns);
        Assert.Equal(Column(mel, 100), Column(back, 100));
        stream.SetLength(stream.Length / 2);
        stream.Position = 0;
        Assert.Null(Wav2LipMelFile.TryLoad(stream));
        Assert.Null(Wav2LipMelFile.TryLoad(new MemoryStream(new byte[64])));
    }

    [Fact]
    public async Task Samples_that_are_not_numbers_and_no_samples_are_coded_errors()
    {
        Assert.Equal(ErrorCode.AudioInvalidSamples, (await Assert.ThrowsAsync<HeyGemException>(() => Analyse([0, float.NaN]))).Code);
        Assert.Equal(ErrorCode.AudioEmpty, (await Assert.ThrowsAsync<HeyGemException>(() => Analyse([]))).Code);
    }

    private static Task<Wav2LipMel> Analyse(float[] samples) => Wav2LipMel.AnalyseAsync(VoiceSounds.InPieces(samples), false, Token);

    private static float[] Column(Wav2LipMel mel, long index)
    {
        var column = new float[80];
        mel.ReadColumn(index, column);
        return column;
    }

    private static float[] Tone(int count, params (double Amplitude, double Hertz, double Phase)[] parts) =>
        [.. Enumerable.Range(0, count)
            .Select(n => (float)parts.Sum(p => p.Amplitude * Math.Sin((2 * Math.PI * p.Hertz * n / 16000) + p.Phase)))];

    /// <summary>
    /// The definition of the paper's code in double precision: sums instead of transforms, a dense bank, explicit mirroring.
    /// </summary>
    private static double[][] Slow(float[] x)
    {
        double Emphasised(long n) => x[n] - (n > 0 ? 0.97 * x[n - 1] : 0);
        long Mirror(long n)
        {
            while (x.Length > 1 && (n < 0 || n >= x.Length))
            {
                n = n < 0 ? -n : (2 * (x.Length - 1)) - n;
            }

            return x.Length > 1 ? n : 0;
        }

        static double ToHertz(double mel) => mel < 15 ? mel * 200 / 3 : 1000 * Math.Exp(Math.Log(6.4) / 27 * (mel - 15));
        static double ToMel(double hertz) => hertz < 1000 ? hertz * 3 / 200 : 15 + (Math.Log(hertz / 1000) * 27 / Math.Log(6.4));
        var edges = Enumerable.Range(0, 82).Select(i => ToHertz(ToMel(55) + ((ToMel(7600) - ToMel(55)) * i / 81))).ToArray();
        return [.. Enumerable.Range(0, 1 + (x.Length / 200)).Select(t =>
        {
            var frame = Enumerable.Range(0, 800)
                .Select(n => Emphasised(Mirror((200L * t) - 400 + n)) * (0.5 - (0.5 * Math.Cos(2 * Math.PI * n / 800)))).ToArray();
            var magnitude = new double[401];
            for (var k = 0; k <= 400; k++)
            {
                double re = 0, im = 0;
                for (var n = 0; n < 800; n++)
                {
                    var (sin, cos) = Trigonometry[k * n % 800];
                    re += frame[n] * cos;
                    im -= frame[n] * sin;
                }

                magnitude[k] = Math.Sqrt((re * re) + (im * im));
            }

            return Enumerable.Range(0, 80).Select(b =>
            {
                double sum = 0;
                for (var k = 0; k <= 400; k++)
                {
                    var f = 20.0 * k;
                    var weight = Math.Min((f - edges[b]) / (edges[b + 1] - edges[b]), (edges[b + 2] - f) / (edges[b + 2] - edges[b + 1]));
                    sum += Math.Max(0, weight) * 2 / (edges[b + 2] - edges[b]) * magnitude[k];
                }

                var db = (20 * Math.Log10(Math.Max(1e-5, sum))) - 20;
                return Math.Clamp((8 * (db + 100) / 100) - 4, -4, 4);
            }).ToArray();
        })];
    }

    private static readonly (double Sin, double Cos)[] Trigonometry =
        [.. Enumerable.Range(0, 800).Select(i => Math.SinCos(2 * Math.PI * i / 800))];
}
