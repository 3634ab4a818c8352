using HeyGem.Core.Timing;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Tests.Voice;

public sealed class VoiceDriverTests
{
    public static TheoryData<long, long> Rates =>
        new() { { 12, 1 }, { 24000, 1001 }, { 25, 1 }, { 30000, 1001 }, { 30, 1 }, { 50, 1 }, { 60000, 1001 }, { 60, 1 }, { 120, 1 } };

    [Theory]
    [MemberData(nameof(Rates))]
    public void A_closure_of_one_sample_touches_for_at_least_two_frames(long numerator, long denominator)
    {
        var rate = FrameRate.Of(numerator, denominator);
        for (var at = 60; at < 80; at++)
        {
            var curve = VoiceSounds.Curve(200, k => 0.3f + (0.3f * MathF.Sin(k)), k => k == at ? 0.9f : 0);
            var driving = Sample(curve, rate);
            var closed = Enumerable.Range(0, driving.FrameCount).Where(i => driving.Closure[i] >= 0.9999f).ToList();
            Assert.True(closed.Count >= (rate.PerSecond < 20 ? 1 : 2), $"{closed.Count} frames at {rate} for sample {at}");
            Assert.Equal(closed.Count, closed[^1] - closed[0] + 1);
            Assert.True(closed.Count <= Math.Max(2, (0.09 * rate.PerSecond) + 1), $"{closed.Count} frames at {rate}");
            Assert.All(closed, i => Assert.Equal(0, driving.Opening[i], 1e-3f));
            Assert.InRange((closed[0] + closed[^1]) / 2.0 / rate.PerSecond, (at / 50.0) - 0.04 - (0.6 / rate.PerSecond),
                (at / 50.0) - 0.04 + (0.6 / rate.PerSecond));
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Closures_nearer_than_80_ms_leave_no_blip_of_open_lips(long numerator, long denominator)
    {
        var rate = FrameRate.Of(numerator, denominator);
        for (var gap = 2; gap < 12; gap++)
        {
            var curve = VoiceSounds.Curve(200, _ => 0.5f, k => k == 60 || k == 60 + gap ? 0.9f : 0);
            var driving = Sample(curve, rate);
            var open = 0;
            for (var i = 0; i < driving.FrameCount; i++)
            {
                open = driving.Closure[i] >= 0.9999f ? 0 : open + 1;
                if (open > 0 && i + 1 < driving.FrameCount && driving.Closure[i + 1] >= 0.9999f && i - open >= 0)
                {
                    Assert.True((open + 1) / rate.PerSecond >= 0.0799, $"{open} open frames between closures at {rate}, gap {gap}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Movement_leads_the_sound_by_40_ms_and_a_positive_offset_delays_it(long numerator, long denominator)
    {
        var rate = FrameRate.Of(numerator, denominator);
        var curve = VoiceSounds.Curve(400, k => 0.4f + (0.3f * MathF.Exp(-MathF.Pow((k - 200) / 8f, 2))));
        Assert.Equal(4 - 0.04, Centre(Sample(curve, rate).Opening, rate), 0.004);
        Assert.Equal(4 - 0.04 + 0.12, Centre(Sample(curve, rate, 120).Opening, rate), 0.004);
        Assert.Equal(4 - 0.04 - 0.12, Centre(Sample(curve, rate, -120).Opening, rate), 0.004);
    }

    [Fact]
    public void Rest_covers_pauses_over_250_ms_and_nothing_shorter()
    {
        var curve = VoiceSounds.Curve(
            500, _ => 0.5f, null, k => k is (>= 100 and < 111) or (>= 200 and < 215) or (>= 300 and < 400) ? 0.95f : 0.02f);
        var driving = Sample(curve, FrameRate.Of(50, 1));
        Assert.True(driving.Rest.AsSpan(90, 30).ToArray().Max() < 0.05f, "a pause of 220 ms rests");
        Assert.True(driving.Rest[205] > 0.7f, "a pause of 300 ms does not rest");
        Assert.All(Enumerable.Range(310, 75), i => Assert.Equal(1, driving.Rest[i], 1e-2f));
        Assert.All(Enumerable.Range(310, 75), i => Assert.Equal(0, driving.Opening[i], 1e-2f));
        Assert.All(Enumerable.Range(30, 50), i => Assert.Equal(0, driving.Rest[i], 1e-2f));
    }

    [Fact]
    public void A_click_inside_a_pause_does_not_open_the_mouth()
    {
        var curve = VoiceSounds.Curve(500, _ => 0.6f, null, k => k is >= 100 and < 300 and not (200 or 201) ? 0.95f : 0.02f);
        Assert.All(Sample(curve, FrameRate.Of(25, 1)).Rest[60..140], rest => Assert.Equal(1, rest, 1e-2f));
    }

    [Fact]
    public void After_the_voice_the_mouth_rests()
    {
        var driving = VoiceDriver.Sample(VoiceSounds.Curve(50, _ => 0.6f), FrameRate.Of(25, 1), 100, new VoiceDriveOptions());
        Assert.Equal(100, driving.FrameCount);
        Assert.All(driving.Rest[35..], rest => Assert.Equal(1, rest, 1e-2f));
        Assert.True(driving.Rest[12] < 0.05f);
    }

    [Fact]
    public void A_closure_at_the_first_sound_after_a_pause_is_kept()
    {
        var curve = VoiceSounds.Curve(200, _ => 0.6f, k => k is 98 or 99 or 100 ? 0.9f : 0, k => k < 99 ? 0.95f : 0.02f);
        var driving = Sample(curve, FrameRate.Of(25, 1));
        Assert.Contains(driving.Closure[44..54], c => c >= 0.9999f);
        var quiet = VoiceSounds.Curve(200, _ => 0.6f, k => k is 50 or 51 ? 0.9f : 0, k => k < 99 ? 0.95f : 0.02f);
        Assert.All(Sample(quiet, FrameRate.Of(25, 1)).Closure, c => Assert.Equal(0, c));
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void No_frame_moves_faster_than_lips_can(long numerator, long denominator)
    {
        var rate = FrameRate.Of(numerator, denominator);
        var random = new Random(3);
        var curve = VoiceSounds.Curve(500, _ => random.NextSingle(), k => k % 37 == 0 ? 0.9f : 0, k => k % 200 < 40 ? 0.9f : 0);
        for (var k = 0; k < curve.Length; k++)
        {
            curve.Width[k] = (2 * random.NextSingle()) - 1;
        }

        var driving = Sample(curve, rate);
        for (var i = 1; i < driving.FrameCount; i++)
        {
            Assert.InRange(driving.Opening[i] - driving.Opening[i - 1], -12.01 / rate.PerSecond, 9.01 / rate.PerSecond);
            Assert.InRange(Math.Abs(driving.Width[i] - driving.Width[i - 1]), 0, 10.01 / rate.PerSecond);
            Assert.InRange(driving.Opening[i], 0, 1);
            Assert.InRange(driving.Width[i], -1, 1);
        }
    }

    [Fact]
    public void What_a_frame_cannot_show_does_not_flicker()
    {
        // 12 Hz at 12 frames a second would fold into a constant of any height; it must come out as the middle.
        var curve = VoiceSounds.Curve(500, k => 0.5f + (0.3f * MathF.Cos(2 * MathF.PI * 12 * k / 50)));
        var opening = Sample(curve, FrameRate.Of(12, 1)).Opening[10..90];
        Assert.True(opening.Max() - opening.Min() < 0.1f, $"{opening.Min()} .. {opening.Max()}");
    }

    [Fact]
    public void The_clear_style_opens_further_and_is_not_slower_to_close()
    {
        float Vowels(int k) => 0.4f + (0.3f * MathF.Sin(k / 6f));
        var clear = new VoiceDriveOptions { Style = VoiceStyle.Clear };
        var open = VoiceSounds.Curve(300, Vowels);
        Assert.True(VoiceDriver.Sample(open, FrameRate.Of(25, 1), 150, clear).Opening.Sum() > 1.05f * Sample(
            open, FrameRate.Of(25, 1)).Opening.Sum());
        var faint = VoiceSounds.Curve(300, Vowels, k => k % 50 == 25 ? 0.33f : 0);
        Assert.DoesNotContain(Sample(faint, FrameRate.Of(25, 1)).Closure, c => c > 0);
        Assert.Equal(12, VoiceDriver.Sample(faint, FrameRate.Of(25, 1), 150, clear).Closure.Count(c => c >= 0.9999f));
    }

    [Fact]
    public void A_quiet_speaker_and_a_lively_one_use_the_same_range()
    {
        var small = Sample(VoiceSounds.Curve(1000, k => 0.2f + (0.18f * MathF.Sin(k / 5f))), FrameRate.Of(25, 1)).Opening[10..^10];
        var large = Sample(VoiceSounds.Curve(1000, k => 0.45f + (0.42f * MathF.Sin(k / 5f))), FrameRate.Of(25, 1)).Opening[10..^10];
        Assert.Equal(large.Max(), small.Max(), 0.1f);
        Assert.True(large.Min() < 0.05f && small.Min() < 0.05f);
    }

    private static DrivingCurve Sample(MouthCurve curve, FrameRate rate, double offsetMs = 0) =>
        VoiceDriver.Sample(curve, rate, (int)(curve.Length * rate.PerSecond / 50), new VoiceDriveOptions { OffsetMs = offsetMs });

    private static double Centre(float[] opening, FrameRate rate)
    {
        // Centre of gravity of the bump between 3 s and 5 s.
        double sum = 0, weighted = 0;
        var low = opening[(int)(2.5 * rate.PerSecond)];
        for (var i = 0; i < opening.Length; i++)
        {
            var t = i / rate.PerSecond;
            if (t is > 3.2 and < 4.8)
            {
                sum += opening[i] - low;
                weighted += (opening[i] - low) * t;
            }
        }

        return weighted / sum;
    }
}
