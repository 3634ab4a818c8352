using HeyGem.Core.Errors;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Tests.Voice;

public sealed class VoiceStreamTests : IDisposable
{
    private readonly TrainedMouthCurve _model = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _model.Dispose();

    [Fact]
    public async Task Pieces_of_any_length_give_the_same_curve()
    {
        var samples = VoiceSounds.Golden();
        var whole = await Analyse(samples, samples.Length);
        foreach (var length in new[] { 7, 160, 333, 4096, 47999 })
        {
            var pieces = await Analyse(samples, length);
            Assert.Equal(whole.Opening, pieces.Opening);
            Assert.Equal(whole.Silence, pieces.Silence);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(160, 1)]
    [InlineData(320, 1)]
    [InlineData(321, 2)]
    [InlineData(47999, 150)]
    public async Task A_curve_has_one_value_for_every_20_ms_begun(int samples, int length)
    {
        var curve = await Analyse(VoiceSounds.Noise(samples, 0.1f));
        Assert.Equal(length, curve.Length);
        Assert.All(curve.Opening.Concat(curve.Rounding).Concat(curve.Closure).Concat(curve.Labiodental).Concat(curve.Silence),
            v => Assert.InRange(v, 0, 1));
    }

    [Fact]
    public async Task Samples_that_are_not_numbers_are_a_coded_error()
    {
        foreach (var bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            var samples = VoiceSounds.Noise(16000, 0.1f);
            samples[9000] = bad;
            var error = await Assert.ThrowsAsync<HeyGemException>(() => Analyse(samples));
            Assert.Equal(ErrorCode.AudioInvalidSamples, error.Code);
        }
    }

    [Fact]
    public async Task A_voice_without_samples_is_a_coded_error()
    {
        var error = await Assert.ThrowsAsync<HeyGemException>(() => Analyse([]));
        Assert.Equal(ErrorCode.AudioEmpty, error.Code);
    }

    [Fact]
    public async Task Cancelling_stops_between_pieces()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _model.AnalyseAsync(VoiceSounds.InPieces(new float[16000], 100), source.Token));
    }

    private Task<MouthCurve> Analyse(float[] samples, int length = 16000) =>
        _model.AnalyseAsync(VoiceSounds.InPieces(samples, length), Token);
}
