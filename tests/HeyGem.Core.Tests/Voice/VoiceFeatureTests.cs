using HeyGem.Core.Voice.Features;
using HeyGem.Testing;

namespace HeyGem.Core.Tests.Voice;

public sealed class VoiceFeatureTests
{
    [Theory]
    [InlineData(512)]
    [InlineData(800)]
    [InlineData(40)]
    public void The_transform_equals_the_sum_it_stands_for(int length)
    {
        var signal = VoiceSounds.Noise(length, 1, length);
        var power = new float[(length / 2) + 1];
        var fft = new RealFft(length);
        fft.Power(signal, power);
        fft.Power(signal, power);
        for (var k = 0; k <= length / 2; k++)
        {
            double re = 0, im = 0;
            for (var n = 0; n < length; n++)
            {
                re += signal[n] * Math.Cos(2 * Math.PI * k * n / length);
                im -= signal[n] * Math.Sin(2 * Math.PI * k * n / length);
            }

            Assert.Equal((re * re) + (im * im), power[k], 1e-3 * Math.Max(1, re * re + im * im));
        }
    }

    [Fact]
    public void Taking_frames_allocates_only_the_store()
    {
        var mel = new LogMel();
        var frame = VoiceSounds.Noise(LogMel.Window, 0.3f);
        var bands = new float[LogMel.Bands];
        mel.BandPower(frame, bands);

        Assert.Equal(0, Allocated.Least(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                mel.BandPower(frame, bands);
            }
        }));
    }
}
