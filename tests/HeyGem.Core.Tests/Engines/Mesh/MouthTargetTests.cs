using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Clip;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Tests.Voice;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Tests.Engines.Mesh;

public sealed class MouthTargetTests
{
    private const int Frames = 60;

    private static readonly MeshClip _talker = MeshClip.Analyse(MouthShapeTests.Talker(), CancellationToken.None);
    private static readonly MeshClip _silent = MeshClip.Analyse(MadeFace.Track(80, _ => 0.008f, _ => 0.45f), CancellationToken.None);

    [Fact]
    public void The_loudest_vowel_stays_within_what_the_clip_shows()
    {
        var targets = MouthTargets.FromVoice(Curve(_ => 1), _talker.Shapes, _talker.Range, Plain(), 1.5f);

        Assert.True(targets.Opening.Max() <= _talker.Range.OpeningP97 + 1e-5f);
        Assert.True(targets.Opening.Max() > 0.1f);
    }

    [Fact]
    public void A_mouth_that_never_opened_opens_at_most_to_the_cap()
    {
        var targets = MouthTargets.FromVoice(Curve(_ => 1), _silent.Shapes, _silent.Range, Plain(), 1.5f);

        Assert.False(_silent.EverOpens);
        Assert.InRange(targets.Opening.Max(), 0.12f, 0.22f);
    }

    [Fact]
    public void Rest_and_closures_shut_the_lips_whatever_the_source_says()
    {
        var curve = Curve(_ => 0.8f) with
        {
            Rest = [.. Enumerable.Range(0, Frames).Select(n => n is >= 20 and < 40 ? 1f : 0)],
            Closure = [.. Enumerable.Range(0, Frames).Select(n => n is 50 or 51 ? 1f : 0)],
        };

        var targets = MouthTargets.FromVoice(curve, _talker.Shapes, _talker.Range, Plain(), 1);

        Assert.All(Enumerable.Range(20, 20), n => Assert.Equal(0, targets.Opening[n]));
        Assert.Equal(0, targets.Opening[50]);
        Assert.Equal(0, targets.Opening[51]);
        Assert.True(targets.Opening[10] > 0.08f);
    }

    [Fact]
    public void A_mouth_that_never_opens_spreads_and_rounds_as_far_as_speech_does()
    {
        Assert.True(_silent.Range.WidthP95 - _silent.Range.WidthP5 < 0.06f);
        Assert.InRange(_silent.Range.WidthSwing, 0.05f, 0.07f);
    }

    [Fact]
    public void A_person_who_talks_with_the_lips_apart_keeps_them_apart()
    {
        var apart = _talker.Range with { OpeningApart = 0.6f * _talker.Range.Loud };
        var nearly = _talker.Range with { OpeningApart = 0.2f * _talker.Range.Loud };
        float Opening(MouthRange range, float spoken) =>
            MouthTargets.FromVoice(Curve(_ => spoken), _talker.Shapes, range, Plain(), 1).Opening[30];

        Assert.InRange(Opening(apart, 0.42f), 1.15f * Opening(nearly, 0.42f), apart.OpeningApart + 0.01f);
        Assert.Equal(Opening(nearly, 1), Opening(apart, 1), 1e-5f);
        Assert.Equal(Opening(nearly, 0), Opening(apart, 0), 1e-5f);
    }

    [Fact]
    public void Intensity_scales_the_movement()
    {
        var weak = MouthTargets.FromVoice(Curve(n => 0.5f + (0.4f * MathF.Sin(n))), _talker.Shapes, _talker.Range, Plain(), 0.5f);
        var usual = MouthTargets.FromVoice(Curve(n => 0.5f + (0.4f * MathF.Sin(n))), _talker.Shapes, _talker.Range, Plain(), 1);

        Assert.InRange(weak.Opening.Max() / usual.Opening.Max(), 0.4f, 0.7f);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_clear_style_moves_the_final_mouth_more_than_the_natural_one(bool talks)
    {
        var clip = talks ? _talker : _silent;
        var natural = Spoken(clip, VoiceStyle.Natural);
        var clear = Spoken(clip, VoiceStyle.Clear);

        Assert.True(clear.Opening.Sum() > 1.05f * natural.Opening.Sum(), $"{clear.Opening.Sum()} against {natural.Opening.Sum()}");
        Assert.True(Swing(clear.Width) > 1.05f * Swing(natural.Width), $"{Swing(clear.Width)} against {Swing(natural.Width)}");
    }

    [Fact]
    public void Every_wanted_mouth_lies_within_what_the_clip_shows()
    {
        foreach (var style in new[] { VoiceStyle.Natural, VoiceStyle.Clear })
        {
            var targets = Spoken(_talker, style);

            Assert.All(targets.Opening, o => Assert.InRange(o, 0, _talker.Range.OpeningP97 + 1e-5f));
            Assert.All(targets.Width, w => Assert.InRange(w, _talker.Range.WidthP5 - 0.03f, _talker.Range.WidthP95 + 0.03f));
        }
    }

    [Fact]
    public void A_passage_of_small_vowels_stays_small()
    {
        // The driver has calibrated the whole voice; a piece of it must not be stretched to the clip's range again.
        float Small(int n) => 0.2f + (0.1f * MathF.Sin(n));
        var alone = MouthTargets.FromVoice(Curve(Small), _talker.Shapes, _talker.Range, Plain(), 1);
        var beforeLoud = MouthTargets.FromVoice(Curve(n => n < 30 ? Small(n) : 1), _talker.Shapes, _talker.Range, Plain(), 1);

        Assert.Equal(alone.Opening.Take(30), beforeLoud.Opening.Take(30));
        Assert.True(alone.Opening.Max() < 0.55f * _talker.Range.Loud, $"{alone.Opening.Max()} of {_talker.Range.Loud}");
    }

    [Fact]
    public void Every_closure_of_the_voice_is_full_contact_and_opens_no_faster_than_the_person()
    {
        var curve = VoiceSounds.Curve(2 * Frames, _ => 0.5f, k => k % 40 == 20 ? 0.9f : 0);
        var driving = VoiceDriver.Sample(curve, FrameRate.Of(25, 1), Frames, new VoiceDriveOptions());
        var targets = MouthTargets.FromVoice(driving, _talker.Shapes, _talker.Range, Plain(), 1);

        var shut = Enumerable.Range(0, Frames).Where(n => driving.Closure[n] >= 0.9999f).ToArray();
        Assert.Equal(6, shut.Length);
        Assert.All(shut, n => Assert.Equal(0, targets.Opening[n]));
        Assert.All(Enumerable.Range(1, Frames - 1),
            n => Assert.True(targets.Opening[n] - targets.Opening[n - 1] <= (_talker.Range.ReleaseSpeed / 25) + 1e-5f));
    }

    [Fact]
    public void The_jaw_swings_slower_than_the_lips_and_as_far()
    {
        var curve = Curve(n => n % 10 < 5 ? 0.7f : 0.1f);

        var targets = MouthTargets.FromVoice(curve, _talker.Shapes, _talker.Range, Plain(), 1);

        var jaw = Enumerable.Range(0, Frames).Select(n => targets.At(n).Jaw).ToArray();
        Assert.True(Jolt(jaw) < 0.5f * Jolt([.. targets.Opening]), $"{Jolt(jaw)} against {Jolt([.. targets.Opening])}");
        Assert.Equal(targets.Opening.Average(), jaw.Average(), 0.01f);
    }

    [Fact]
    public void Another_clips_curve_keeps_its_timing_in_this_clips_range()
    {
        var opening = Enumerable.Range(0, Frames).Select(n => 0.15f + (0.15f * MathF.Sin(n / 3f))).ToArray();
        var width = Enumerable.Range(0, Frames).Select(n => 0.6f + (0.05f * MathF.Sin(n / 5f))).ToArray();

        var targets = MouthTargets.FromMeasured(opening, width, _talker.Shapes, _talker.Range, Plain());

        Assert.True(targets.Opening.Max() <= _talker.Range.Cap + 1e-5f);
        Assert.True(targets.Opening.Min() >= 0);
        Assert.Equal(Array.IndexOf(width, width.Max()), targets.Width.ToList().IndexOf(targets.Width.Max()));
    }

    private static MouthTargets Spoken(MeshClip clip, VoiceStyle style)
    {
        var curve = VoiceSounds.Curve(2 * Frames, k => 0.4f + (0.3f * MathF.Sin(k / 6f)));
        for (var k = 0; k < curve.Length; k++)
        {
            curve.Width[k] = 0.5f * MathF.Sin(k / 9f);
        }

        var driving = VoiceDriver.Sample(curve, FrameRate.Of(25, 1), Frames, new VoiceDriveOptions { Style = style });
        return MouthTargets.FromVoice(driving, clip.Shapes, clip.Range, Plain(), 1);
    }

    private static float Swing(IReadOnlyList<float> width)
    {
        var mean = width.Average();
        return MathF.Sqrt(width.Select(w => (w - mean) * (w - mean)).Average());
    }

    private static float Jolt(float[] curve) =>
        Enumerable.Range(1, curve.Length - 2).Average(n => MathF.Abs(curve[n - 1] - (2 * curve[n]) + curve[n + 1]));

    private static int[] Plain() => [.. Enumerable.Range(0, Frames)];

    private static DrivingCurve Curve(Func<int, float> opening) => new()
    {
        Opening = [.. Enumerable.Range(0, Frames).Select(opening)],
        Width = new float[Frames],
        Rounding = new float[Frames],
        Closure = new float[Frames],
        Labiodental = new float[Frames],
        Rest = new float[Frames],
    };
}
