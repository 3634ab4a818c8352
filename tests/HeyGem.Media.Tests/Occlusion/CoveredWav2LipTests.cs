using System.Globalization;
using System.Numerics;
using HeyGem.Core.Engines;
using HeyGem.Core.Frames;
using HeyGem.Media.Tests.Wav2Lip;
using HeyGem.Testing;

namespace HeyGem.Media.Tests.Occlusion;

/// <summary>Things before faces that a Wav2Lip-class model draws over wholly.</summary>
public sealed class CoveredWav2LipTests(MediaFixture media, ITestOutputHelper output)
{
    private static readonly string[] _clips =
        ["talk-bust-700x700-30.mp4", "talk-seated-1080x1920-25.mp4", "silent-bust-720x974-30.mp4", "silent-suit-720x1080-25.mp4"];

    [Theory]
    [InlineData("blue cup")]
    [InlineData(null)]
    public async Task What_stands_before_a_mouth_is_not_drawn_over_and_nothing_else_is_held_back(string? name)
    {
        var thing = MadeThing.All.SingleOrDefault(t => t.Name == name);
        var sum = await DrawAsync(_clips[0], thing, "still", 12);

        Assert.InRange(sum.Painted, 0, 0.01);
        Assert.Equal(name is null, sum.Inside == 0);
        Assert.Equal(name is null ? 0 : 12, sum.Masked);
        Assert.InRange(sum.Drawn, name is null ? 0.8 : 0.02, 1);
    }

    [Fact(Explicit = true)]
    public async Task Things_before_a_mouth_are_measured()
    {
        foreach (var name in _clips)
        {
            output.WriteLine($"{name[..9]} nothing {await DrawAsync(name, null, "still", 36)}");
            foreach (var thing in MadeThing.All)
            {
                foreach (var motion in (string[])["still", "passing", "with face"])
                {
                    output.WriteLine($"{name[..9]} {thing.Name,-24} {motion,-9} {await DrawAsync(name, thing, motion, 36)}");
                }
            }
        }
    }

    private async Task<Tally> DrawAsync(string name, MadeThing? thing, string motion, int frames)
    {
        var folder = TestFolders.SharedMedia;
        Assert.SkipWhen(folder is null, "../shared/media is not there");
        var clip = await CoveredClip.ReadAsync(media, Path.Combine(folder, name), frames);
        using var model = new DrawnOver(media);
        var sum = new Tally();
        clip.Draw(
            thing, i => Place(clip, motion, i),
            (i, before, after, truth, cover, outcome) => sum.Add(clip.At(i), before, after, truth, !cover.Mask(i).IsEmpty, outcome), model);
        return sum;
    }

    private static Vector2? Place(CoveredClip clip, string motion, int i)
    {
        var (mouth, unit) = clip.At(motion == "still" ? 0 : i);
        return mouth + (unit * (motion == "passing" ? new Vector2(0.14f * (i - 17), 0.10f) : new Vector2(0.04f, 0.12f)));
    }

    /// <summary>What came of a clip, counted about the mouth.</summary>
    private sealed class Tally
    {
        private long _painted;
        private long _beside;
        private long _drawn;
        private int _kept;

        /// <summary>Pixels of the thing.</summary>
        public long Inside { get; private set; }

        /// <summary>Frames with a mask.</summary>
        public int Masked { get; private set; }

        /// <summary>Share of the thing's pixels that changed.</summary>
        public double Painted => _painted / (double)Math.Max(1, Inside);

        /// <summary>Share of the other pixels that changed.</summary>
        public double Drawn => _drawn / (double)Math.Max(1, _beside);

        public void Add((Vector2 Mouth, float Unit) at, Frame before, Frame after, float[] truth, bool masked, FrameOutcome outcome)
        {
            Masked += masked ? 1 : 0;
            _kept += outcome == FrameOutcome.Rendered ? 0 : 1;
            for (var k = 0; k < truth.Length; k++)
            {
                var p = (new Vector2(k % before.Width, k / before.Width) - at.Mouth) / at.Unit;
                if (MathF.Abs(p.X) > 0.3f || p.Y is < -0.15f or > 0.3f)
                {
                    continue;
                }

                var changed = Math.Abs(before.Plane(0)[k] - after.Plane(0)[k]) > 2 ? 1 : 0;
                (Inside, _painted) = truth[k] > 0.95f ? (Inside + 1, _painted + changed) : (Inside, _painted);
                (_beside, _drawn) = truth[k] == 0 ? (_beside + 1, _drawn + changed) : (_beside, _drawn);
            }
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"painted {100 * Painted,6:0.00} %  drawn beside {100 * Drawn,6:0.00} %  masked {Masked} kept {_kept}");
    }
}
