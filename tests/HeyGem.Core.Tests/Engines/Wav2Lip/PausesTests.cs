using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Tests.Engines.Wav2Lip;

public sealed class PausesTests
{
    [Fact]
    public void Pauses_of_350_ms_ease_to_rest_and_shorter_ones_do_not()
    {
        // Silent 1.0-1.3 s (too short) and 2.0-3.0 s; 25 frames a second.
        var curve = Curve(200, k => k is >= 50 and < 65 or >= 100 and < 150);
        var rest = Wav2LipPlan.Pauses(curve, 25, 100, 0);

        Assert.All(rest[20..45], r => Assert.Equal(0, r));
        Assert.All(rest[55..70], r => Assert.Equal(1, r));
        Assert.Equal(0, rest[49]);
        Assert.InRange(rest[52], 0.01f, 0.99f);
        Assert.Equal(0, rest[76]);
    }

    [Fact]
    public void A_later_mouth_rests_later()
    {
        var curve = Curve(200, k => k is >= 100 and < 150);
        var natural = Wav2LipPlan.Pauses(curve, 50, 200, 0);
        var late = Wav2LipPlan.Pauses(curve, 50, 200, 0.1);
        Assert.Equal(natural[100..190], late[105..195]);
    }

    [Fact]
    public void Before_and_after_the_voice_the_mouth_rests()
    {
        var rest = Wav2LipPlan.Pauses(Curve(100, _ => false), 25, 75, 0);
        Assert.All(rest[..49], r => Assert.Equal(0, r));
        Assert.All(rest[55..], r => Assert.Equal(1, r));
    }

    private static MouthCurve Curve(int length, Func<int, bool> silent)
    {
        var zeros = new float[length];
        return new MouthCurve
        {
            Opening = zeros,
            Width = zeros,
            Rounding = zeros,
            Closure = zeros,
            Labiodental = zeros,
            Silence = [.. Enumerable.Range(0, length).Select(k => silent(k) ? 1f : 0f)]
        };
    }
}
