using System.Globalization;
using System.Numerics;
using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Occlusion;
using HeyGem.Core.Frames;
using HeyGem.Testing;

namespace HeyGem.Media.Tests.Occlusion;

/// <summary>Made things laid before real faces, with known masks. Run by name, nightly.</summary>
public sealed class CoveredMouthTests(MediaFixture media, ITestOutputHelper output)
{
    private const int Frames = 36;

    private static readonly string[] _clips =
        ["talk-bust-700x700-30.mp4", "talk-seated-1080x1920-25.mp4", "silent-bust-720x974-30.mp4", "silent-suit-720x1080-25.mp4"];

    /// <summary>Found before every talker, whichever way they stand there.</summary>
    private static readonly string[] _found = ["blue cup", "green bar", "blue glove"];

    /// <summary>Found before every talker, to the pixel.</summary>
    private static readonly string[] _letters =
        ["subtitle", "yellow subtitle", "large subtitle", "subtitle without rim", "boxed subtitle"];

    /// <summary>Found where the head moves behind them.</summary>
    private static readonly string[] _grey = ["black microphone", "grey grille microphone", "black bar"];

    private static readonly (int Number, int Turn, Vector3 Tint, float Width)[] _hands =
    [
        (5, 0, Vector3.One, 1.9f), (200, 0, Vector3.One, 1.2f), (200, 3, new(0.62f, 0.5f, 0.44f), 1.2f), (140, 2, Vector3.One, 1.5f),
        (200, 1, new(0.85f, 0.75f, 0.68f), 1.2f), (95, 3, Vector3.One, 1.5f),
    ];

    [Fact(Explicit = true)]
    public async Task Things_before_a_mouth_are_measured()
    {
        var folder = TestFolders.SharedMedia;
        Assert.SkipWhen(folder is null, "../shared/media is not there");
        List<string> wrong = [];
        var only = Environment.GetEnvironmentVariable("HEYGEM_THING");
        foreach (var name in _clips)
        {
            var clip = await CoveredClip.ReadAsync(media, Path.Combine(folder, name), Frames);
            var things = MadeThing.All.Where(t => only is null || only.Split(',').Any(o => t.Name.Contains(o, StringComparison.Ordinal)));
            foreach (var (thing, number) in things.Select((t, k) => (t, k)))
            {
                foreach (var motion in (string[])["still", "passing", "with face"])
                {
                    var sum = new Tally();
                    clip.Draw(thing, i => Place(clip, motion, i), (i, before, after, truth, cover, outcome) =>
                    {
                        sum.Add(clip.At(i), (before, after), truth, cover, i, outcome);
                        if (Place(clip, motion, i) is { } middle)
                        {
                            sum.AddEdge(thing, middle, clip.At(i), before, cover, i);
                        }

                        if (i is 10 or 17 or 24)
                        {
                            Picture($"{name[..9]}-{thing.Name}-{motion}-{i}".Replace(' ', '_'), clip.At(i), before, after);
                        }
                    });
                    output.WriteLine($"{name[..9]} {thing.Name,-24} {motion,-8} {sum}");
                    if (!IsAsExpected(name, thing.Name, motion, sum))
                    {
                        wrong.Add($"{name} {thing.Name} {motion}: {sum}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    private static bool IsAsExpected(string clip, string thing, string motion, Tally sum)
    {
        var isTalker = motion == "still" && clip.StartsWith("talk", StringComparison.Ordinal);
        return isTalker && _found.Concat(_grey).Contains(thing) ? sum.Painted <= 0.01 && sum.EdgeAt300 <= 3
            : isTalker && _letters.Contains(thing) ? sum.Painted <= 0.01
            : motion != "with face" || !thing.StartsWith("black", StringComparison.Ordinal) || sum.Masked == 0;
    }

    [Theory]
    [InlineData(200, 0, 1.2f)]
    [InlineData(95, 3, 1.5f)]
    public async Task A_hand_is_found_back_to_the_frame_in_which_it_came_and_is_not_painted(int number, int turn, float width)
    {
        const int Came = 5;
        var folder = TestFolders.SharedMedia;
        Assert.SkipWhen(folder is null, "../shared/media is not there");
        var clip = await CoveredClip.ReadAsync(media, Path.Combine(folder, _clips[0]), 20);
        var hand = await PastedHand.CutAsync(media, folder, number, turn, Vector3.One, width);
        List<int> masked = [];
        var sum = new Tally();

        clip.Draw(hand, i => i < Came ? null : Place(clip, "still", i), (i, before, after, truth, cover, outcome) =>
        {
            sum.Add(clip.At(i), (before, after), truth, cover, i, outcome);
            if (!cover.Mask(i).IsEmpty)
            {
                masked.Add(i);
            }
        });

        // Palms are searched in frames 0 and 12. The points of the second hands are lost on the way back, the lips are doubted there.
        Assert.Equal(Enumerable.Range(Came, 20 - Came), masked);
        Assert.InRange(sum.Painted, 0, 0.01);
    }

    [Fact]
    public async Task A_mouth_stays_covered_where_the_hands_before_it_are_not_made_out_any_more()
    {
        var folder = TestFolders.SharedMedia;
        Assert.SkipWhen(folder is null, "../shared/media is not there");
        var clip = await CoveredClip.ReadAsync(media, Path.Combine(folder, _clips[0]), Frames);
        var hands = await PastedHand.CutAsync(media, folder, 95, 3, Vector3.One, 1.5f);
        var sum = new Tally();

        clip.Draw(hands, i => Place(clip, "still", i), (i, before, after, truth, cover, outcome) =>
            sum.Add(clip.At(i), (before, after), truth, cover, i, outcome));

        // Their points are found in the first 24 frames, and in some of those beside the hands.
        Assert.Equal(Frames, sum.Masked);
        Assert.InRange(sum.Painted, 0, 0.01);
    }

    [Fact]
    public async Task A_mouth_is_drawn_above_a_hand_that_rests_below_it()
    {
        var folder = TestFolders.SharedMedia;
        Assert.SkipWhen(folder is null, "../shared/media is not there");
        var clip = await CoveredClip.ReadAsync(media, Path.Combine(folder, _clips[0]), 20);
        var hand = await PastedHand.CutAsync(media, folder, 200, 0, Vector3.One, 1.2f);
        List<FrameOutcome> outcomes = [];

        clip.Draw(
            hand, i => clip.At(0).Mouth + new Vector2(0, 0.9f * clip.At(0).Unit),
            (i, before, after, truth, cover, outcome) => outcomes.Add(outcome));

        Assert.DoesNotContain(FrameOutcome.KeptOccluded, outcomes);
    }

    [Fact(Explicit = true)]
    public async Task Hands_before_a_mouth_are_measured()
    {
        var folder = TestFolders.SharedMedia;
        Assert.SkipWhen(folder is null, "../shared/media is not there");
        foreach (var name in _clips)
        {
            var clip = await CoveredClip.ReadAsync(media, Path.Combine(folder, name), Frames);
            foreach (var (number, turn, tint, width) in _hands)
            {
                var thing = await PastedHand.CutAsync(media, folder, number, turn, tint, width);
                foreach (var motion in (string[])["still", "passing"])
                {
                    var sum = new Tally();
                    clip.Draw(thing, i => Place(clip, motion, i), (i, before, after, truth, cover, outcome) =>
                    {
                        sum.Add(clip.At(i), (before, after), truth, cover, i, outcome);
                        if (Place(clip, motion, i) is { } middle)
                        {
                            sum.AddEdge(thing, middle, clip.At(i), before, cover, i);
                        }

                        if (i is 10 or 17 or 24)
                        {
                            Mark(after, cover, i);
                            Picture($"{name[..9]}-{thing.Name}-{motion}-{i}".Replace(' ', '_'), clip.At(i), before, after);
                        }
                    });
                    output.WriteLine($"{name[..9]} {thing.Name,-24} {motion,-8} {sum}");
                    if (number == 200)
                    {
                        Assert.True(sum.Painted <= (motion == "still" ? 0.01 : 0.05), $"{name} {thing.Name} {motion}: {sum}");
                    }
                }
            }
        }
    }

    /// <summary>Darkens what a picture's mask covers.</summary>
    private static void Mark(Frame frame, MouthCover cover, int i)
    {
        var matte = new CoverMatte();
        if (Environment.GetEnvironmentVariable("HEYGEM_MASKS") is null || !cover.IsCovered(i)
            || !matte.Fill(frame, YuvSpace.Bt709, cover, i))
        {
            return;
        }

        for (var k = 0; k < matte.Alpha.Length; k++)
        {
            var at = ((matte.Rect.Y + (k / matte.Rect.Width)) * frame.Width) + matte.Rect.X + (k % matte.Rect.Width);
            frame.Plane(0)[at] = (byte)(frame.Plane(0)[at] * (1 - (0.5f * matte.Alpha[k])));
        }
    }

    private static Vector2? Place(CoveredClip clip, string motion, int i)
    {
        var (mouth, unit) = clip.At(motion == "still" ? 0 : i);
        if (motion == "with face")
        {
            return mouth + (unit * new Vector2(0.02f, 0.12f));
        }

        return motion == "still"
            ? mouth + (unit * new Vector2(0.05f, 0.12f))
            : mouth + (unit * new Vector2((0.14f * (i - 17)), 0.10f));
    }

    private static void Picture(string name, (Vector2 Mouth, float Unit) at, Frame before, Frame after)
    {
        if (Environment.GetEnvironmentVariable("HEYGEM_PICTURES") is not { } folder)
        {
            return;
        }

        var side = (int)(1.8f * at.Unit);
        var (left, top) = ((int)at.Mouth.X - (side / 2), (int)at.Mouth.Y - (side / 2));
        using var file = File.Create(Path.Combine(folder, name + ".ppm"));
        file.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P6\n{2 * side} {side}\n255\n")));
        for (var y = top; y < top + side; y++)
        {
            foreach (var frame in (Frame[])[before, after])
            {
                for (var x = left; x < left + side; x++)
                {
                    var (u, v) = (Math.Clamp(x, 0, frame.Width - 1), Math.Clamp(y, 0, frame.Height - 1));
                    var chroma = ((v / 2) * frame.Layout.PlaneWidth(1, frame.Width)) + (u / 2);
                    var luma = (frame.Plane(0)[(v * frame.Width) + u] - 16) * 255f / 219;
                    var (cb, cr) = ((frame.Plane(1)[chroma] - 128) * 255f / 224, (frame.Plane(2)[chroma] - 128) * 255f / 224);
                    file.Write([Byte(luma + (1.5748f * cr)), Byte(luma - (0.1873f * cb) - (0.4681f * cr)), Byte(luma + (1.8556f * cb))]);
                }
            }
        }
    }

    private static byte Byte(float value) => (byte)Math.Clamp(MathF.Round(value), 0, 255);

    /// <summary>What came of a clip.</summary>
    private sealed class Tally
    {
        private long _inside;
        private long _painted;
        private long _beside;
        private long _held;
        private int _masked;
        private int _kept;
        private double _share;
        private double _wrong;
        private double _length;

        /// <summary>Share of the thing's pixels about the mouth that changed.</summary>
        public double Painted => _painted / (double)Math.Max(1, _inside);

        /// <summary>Frames with a mask.</summary>
        public int Masked => _masked;

        /// <summary>Mean distance of the matte's edge from the thing's, pixels on a face 300 pixels wide.</summary>
        public double EdgeAt300 => _wrong / Math.Max(1, _length);

        /// <summary>Compares the matte's edge with the thing's, within eight pixels of that and on the face only.</summary>
        public void AddEdge(MadeThing thing, Vector2 middle, (Vector2 Mouth, float Unit) at, Frame before, MouthCover cover, int i)
        {
            var matte = new CoverMatte();
            if (!cover.IsCovered(i) || !matte.Fill(before, YuvSpace.Bt709, cover, i))
            {
                return;
            }

            var rect = matte.Rect;
            for (var k = 0; k < matte.Alpha.Length; k++)
            {
                var place = new Vector2(rect.X + (k % rect.Width), rect.Y + (k / rect.Width));
                var p = (place - at.Mouth) / at.Unit;
                var from = thing.Inside((place - middle) / at.Unit) * at.Unit;
                if (MathF.Abs(p.X) < 0.35f && p.Y is > -0.3f and < 0.2f && MathF.Abs(from) < 8)
                {
                    _wrong += (matte.Alpha[k] > 0.5f) != (from < 0) ? 300 / (1.54 * at.Unit) : 0;
                    _length += MathF.Abs(from) < 1 ? 0.5 : 0;
                }
            }
        }

        public void Add(
            (Vector2 Mouth, float Unit) at, (Frame Before, Frame After) frames, float[] truth, MouthCover cover, int i,
            FrameOutcome outcome)
        {
            var (before, after) = frames;
            var (width, height) = (before.Width, before.Height);
            _masked += cover.IsCovered(i) ? 1 : 0;
            _kept += outcome == FrameOutcome.KeptOccluded ? 1 : 0;
            _share += cover.Share[i];
            var matte = new CoverMatte();
            var filled = cover.IsCovered(i) && matte.Fill(before, YuvSpace.Bt709, cover, i);
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var p = (new Vector2(x, y) - at.Mouth) / at.Unit;
                    if (MathF.Abs(p.X) > 0.45f || p.Y is < -0.3f or > 0.45f)
                    {
                        continue;
                    }

                    var k = (y * width) + x;
                    if (truth[k] > 0.95f)
                    {
                        _inside++;
                        _painted += Math.Abs(before.Plane(0)[k] - after.Plane(0)[k]) > 2 ? 1 : 0;
                    }
                    else if (truth[k] == 0)
                    {
                        _beside++;
                        var r = matte.Rect;
                        if (filled && x >= r.X && x < r.Right && y >= r.Y && y < r.Bottom)
                        {
                            _held += matte.Alpha[((y - r.Y) * r.Width) + x - r.X] > 0.5f ? 1 : 0;
                        }
                    }
                }
            }
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"painted {100.0 * _painted / Math.Max(1, _inside),6:0.00} %  held beside {100.0 * _held / Math.Max(1, _beside),6:0.00} %  "
            + $"edge {EdgeAt300:0.0} px  masked {_masked} kept {_kept} mean share {_share / Frames:0.00}");
    }
}
