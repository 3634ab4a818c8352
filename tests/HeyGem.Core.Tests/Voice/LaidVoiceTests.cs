using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;
using HeyGem.Testing;

namespace HeyGem.Core.Tests.Voice;

/// <summary>What is known of a voice's pieces, laid on one time line, is what listening to the pieces' sound would give.</summary>
public sealed class LaidVoiceTests
{
    private const int RateHz = 16000;

    private static readonly float[] _voice = MadeVoice.Samples(6);

    private static readonly (double From, double At, double Length)[] _pieces = [(0.513, 0.207, 1.4), (3.001, 2.6, 1.2), (1.9, 3.8, 1.15)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_laid_curve_follows_the_curve_of_the_laid_sound()
    {
        using var model = new TrainedMouthCurve();
        var whole = await model.AnalyseAsync(Blocks(_voice), Token);
        var wanted = await model.AnalyseAsync(Blocks(Sound()), Token);

        var laid = LaidCurve.Of(Stretches(whole), MediaTime.FromSeconds(5));

        Assert.Equal(250, laid.Length);
        Assert.InRange(MeasuredLips.Correlation(wanted.Opening, laid.Opening), 0.95, 1);
        Assert.All(
            Enumerable.Range(0, 250).Where(InGap),
            k => Assert.Equal((1f, 0f, 0f), (laid.Silence[k], laid.Opening[k], laid.Closure[k])));
    }

    [Fact]
    public async Task A_piece_at_whole_steps_is_read_exactly_and_ends_where_its_voice_does()
    {
        using var model = new TrainedMouthCurve();
        var whole = await model.AnalyseAsync(Blocks(_voice), Token);

        var late = new LaidStretch<MouthCurve>(whole, MediaTime.FromSeconds(5), MediaTime.FromSeconds(1), MediaTime.FromSeconds(2));
        var laid = LaidCurve.Of([late], MediaTime.FromSeconds(4));

        Assert.Equal(whole.Opening[250..300], laid.Opening[50..100]);
        Assert.All(laid.Silence[100..], s => Assert.Equal(1, s));
    }

    [Fact]
    public async Task The_laid_spectrogram_is_that_of_the_laid_sound()
    {
        var whole = await Wav2LipMel.AnalyseAsync(Blocks(_voice), level: false, Token);
        var wanted = await Wav2LipMel.AnalyseAsync(Blocks(Sound()), level: false, Token);

        var laid = Wav2LipMel.Lay([.. Stretches(whole)], MediaTime.FromSeconds(5));

        float[] a = new float[Wav2LipMel.Bands], b = new float[Wav2LipMel.Bands];
        double apart = 0;
        for (var column = 0; column < 400; column++)
        {
            wanted.ReadColumn(column, a);
            laid.ReadColumn(column, b);
            apart += a.Zip(b, (x, y) => Math.Abs(x - y)).Average() / 400;
        }

        Assert.InRange(apart, 0, 0.25);
        laid.ReadColumn(170, b);
        Assert.All(b, v => Assert.Equal(-4, v));
    }

    private static bool InGap(int step) => !_pieces.Any(p => step / 50.0 >= p.At && step / 50.0 < p.At + p.Length);

    private static List<LaidStretch<T>> Stretches<T>(T heard)
        where T : class =>
        [.. _pieces.Select(p => new LaidStretch<T>(
            heard, MediaTime.FromSeconds(p.From), MediaTime.FromSeconds(p.At), MediaTime.FromSeconds(p.Length)))];

    private static float[] Sound()
    {
        var laid = new float[5 * RateHz];
        foreach (var (from, at, length) in _pieces)
        {
            _voice.AsSpan((int)(from * RateHz), (int)(length * RateHz)).CopyTo(laid.AsSpan((int)(at * RateHz)));
        }

        return laid;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<float>> Blocks(float[] samples)
    {
        await Task.Yield();
        yield return samples;
    }
}
