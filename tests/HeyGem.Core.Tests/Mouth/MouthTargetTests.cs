using HeyGem.Core.Mouth.Mesh;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Tests.Mouth;

public sealed class MouthTargetTests
{
    private const int Frames = 60;

    private static readonly MeshClip _talker = MeshClip.Analyse(MouthShapeTests.Talker(), CancellationToken.None);
    private static readonly MeshClip _silent = MeshClip.Analyse(MadeFace.Track(80, _ => 0.008f, _ => 0.45f), CancellationToken.None);

    [Fact]
    public void A_closure_of_one_frame_lasts_two()
    {
        float[] closure = [0, 0, 0, 0.9f, 0.3f, 0, 0, 0];

        ClosureRules.Settle(closure, 25);

        Assert.Equal([0, 0, 0, 1, 1, 0, 0, 0], closure);
    }

    [Fact]
    public void Closures_nearer_than_80_ms_become_one_and_others_stay_apart()
    {
        float[] near = [1, 1, 0, 1, 1, 0, 0, 0];
        float[] far = [1, 1, 0, 0, 0, 1, 1, 0];

        ClosureRules.Settle(near, 25);
        ClosureRules.Settle(far, 25);

        Assert.Equal([1, 1, 1, 1, 1, 0, 0, 0], near);
        Assert.Equal([1, 1, 0, 0, 0, 1, 1, 0], far);
    }

    [Fact]
    public void Lips_open_no_faster_than_the_limit_and_close_as_they_like()
    {
        float[] opening = [0, 0.2f, 0.2f, 0.2f, 0];

        ClosureRules.LimitRelease(opening, 0.07f);

        Assert.Equal([0, 0.07f, 0.14f, 0.2f, 0], opening);
    }

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
    public void Intensity_scales_the_movement()
    {
        var weak = MouthTargets.FromVoice(Curve(n => 0.5f + (0.4f * MathF.Sin(n))), _talker.Shapes, _talker.Range, Plain(), 0.5f);
        var usual = MouthTargets.FromVoice(Curve(n => 0.5f + (0.4f * MathF.Sin(n))), _talker.Shapes, _talker.Range, Plain(), 1);

        Assert.InRange(weak.Opening.Max() / usual.Opening.Max(), 0.4f, 0.7f);
    }

    [Fact]
    public void Another_clips_curve_keeps_its_timing_in_this_clips_range()
    {
        var opening = Enumerable.Range(0, Frames).Select(n => 0.15f + (0.15f * MathF.Sin(n / 3f))).ToArray();
        var width = Enumerable.Range(0, Frames).Select(n => 0.6f + (0.05f * MathF.Sin(n / 5f))).ToArray();

        var targets = MouthTargets.FromMeasured(opening, width, _talker.Range, Plain());

        Assert.True(targets.Opening.Max() <= _talker.Range.Cap + 1e-5f);
        Assert.True(targets.Opening.Min() >= 0);
        Assert.Equal(Array.IndexOf(width, width.Max()), targets.Width.ToList().IndexOf(targets.Width.Max()));
    }

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
