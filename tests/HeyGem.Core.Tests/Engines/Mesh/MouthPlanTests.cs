using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Layers;
using HeyGem.Core.Engines.Mesh.References;
using HeyGem.Core.Engines.Mesh.Targets;

namespace HeyGem.Core.Tests.Engines.Mesh;

public sealed class MouthPlanTests
{
    [Fact]
    public void Teeth_change_only_where_the_lips_are_closed()
    {
        InnerPath.View[] keys = [new(0.10f, 0.5f, 0, 0, 0), new(0.10f, 0.5f, 14, 0, 0)];
        float[] yaws = [0, 0, 0, 9, 9, 9, 14, 14, 14];
        float[] openings = [0.09f, 0.09f, 0.09f, 0.09f, 0.09f, 0, 0.09f, 0.09f, 0.09f];
        var wanted = yaws.Select((y, n) => new InnerPath.View(openings[n], 0.5f, y, 0, 0)).ToArray();

        var path = InnerPath.Find(wanted, keys, [0, 0], 8, CancellationToken.None);

        // Frames 3 and 4 look more like key 1, but a change there would show; the closure at 5 hides it.
        Assert.Equal([0, 0, 0, 0, 0], path[..5]);
        Assert.Equal([1, 1, 1], path[6..]);
    }

    [Fact]
    public void Teeth_that_would_be_stretched_lose_to_a_somewhat_turned_head()
    {
        // From a real clip: clenched teeth at .173, stretched to .21, grew pale and filled the whole mouth.
        InnerPath.View[] keys = [new(0.173f, 0.68f, 5.3f, 9.4f, 0), new(0.221f, 0.643f, -5.2f, 9.9f, 0)];
        float[] openings = [0.05f, 0.093f, 0.122f, 0.154f, 0.183f, 0.206f, 0.21f, 0.184f, 0.169f, 0.163f, 0.166f, 0.157f, 0.149f, 0.149f,
            0.176f, 0.199f, 0.215f, 0.213f, 0.195f, 0.143f, 0.061f];
        var wanted = openings.Select(o => new InnerPath.View(o, 0.64f, 4, 13, 0)).ToArray();

        Assert.All(InnerPath.Find(wanted, keys, [0, 0], 8, CancellationToken.None), key => Assert.Equal(1, key));
    }

    [Fact]
    public void A_clips_own_teeth_are_shown_only_where_they_stay()
    {
        float[] likeness = [0, 0, 1, 0, 0, 1, 1, 0.9f, 1, 1, 1];

        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0.9f, 0.9f, 0.9f, 1], SourceTeeth.Of(likeness, rateFactor: 1));
    }

    [Fact]
    public void A_cut_changes_to_the_shots_own_teeth_at_once()
    {
        InnerPath.View[] keys = [new(0.1f, 0.5f, 0, 0, 0), new(0.1f, 0.5f, 0, 0, 1)];
        var wanted = Enumerable.Range(0, 6).Select(n => new InnerPath.View(0.09f, 0.5f, 0, 0, n < 3 ? 0 : 1)).ToArray();

        Assert.Equal([0, 0, 0, 1, 1, 1], InnerPath.Find(wanted, keys, [0, 0], 8, CancellationToken.None));
    }

    [Fact]
    public void Shares_sum_to_one_and_small_ones_are_dropped()
    {
        float[] shares = [1, 0, 0, /**/ 0, 1, 0, /**/ 0, 0.97f, 0.03f];

        var mixes = ReferenceMix.Blend(shares, 3, [1, 0.4f], 0.06f);

        foreach (var mix in mixes)
        {
            Assert.Equal(1, Enumerable.Range(0, mix.Count).Sum(mix.Share), 1e-5);
        }

        Assert.Equal(2, mixes[0].Count);
        Assert.Equal(0, mixes[0].Key(0));
        Assert.DoesNotContain(2, Enumerable.Range(0, mixes[2].Count).Select(mixes[2].Key));
    }

    [Fact]
    public void Reference_frames_are_few_and_do_not_depend_on_the_voice()
    {
        var clip = MeshClip.Analyse(MouthShapeTests.Talker(), CancellationToken.None);
        int[] plain = [.. Enumerable.Range(0, 80)];

        var one = new MeshMouth(clip, MouthTargets.Own(clip.Shapes, plain), Frames.YuvSpace.Bt709);
        var other = new MeshMouth(clip, MouthTargets.Exact(new float[80], new float[80], plain), Frames.YuvSpace.Bt709);

        Assert.Equal(one.ReferenceFrames, other.ReferenceFrames);
        Assert.InRange(one.ReferenceFrames.Count, 2, 40);
        Assert.Equal(one.ReferenceFrames.Order(), one.ReferenceFrames);
    }

    [Fact]
    public void Small_turned_and_missing_faces_are_kept_and_eased()
    {
        var small = MeshClip.Analyse(MadeFace.Track(30, _ => 0.1f, _ => 0.5f, 120, 30), CancellationToken.None);
        var gap = MeshClip.Analyse(MadeFace.Track(30, i => 0.05f + (0.05f * MathF.Sin(i)), _ => 0.5f, missing: i => i == 15),
            CancellationToken.None);
        int[] plain = [.. Enumerable.Range(0, 30)];
        float[] shut = new float[30];
        var width = Enumerable.Repeat(0.5f, 30).ToArray();

        var smallPlan = new MeshMouth(small, MouthTargets.Exact(shut, width, plain), Frames.YuvSpace.Bt709).Plan;
        var gapPlan = new MeshMouth(gap, MouthTargets.Exact([.. shut.Select(_ => 0.2f)], width, plain), Frames.YuvSpace.Bt709).Plan;

        Assert.All(smallPlan.Outcome, o => Assert.Equal(FrameOutcome.KeptSmall, o));
        Assert.Equal(FrameOutcome.KeptNoFace, gapPlan.Outcome[15]);
        Assert.InRange(gapPlan.Strength[14], 0.01f, 0.5f);
        Assert.True(gapPlan.Strength[12] > gapPlan.Strength[13]);
        Assert.Equal(1, gapPlan.Strength[5], 1e-3);
    }

    [Fact]
    public void A_hand_before_the_mouth_is_left_alone_and_a_talking_mouth_is_not()
    {
        var track = MadeFace.Track(
            120, i => 0.06f + (0.06f * MathF.Sin(i / 3f)), i => 0.5f + (0.03f * MathF.Sin(i / 5f)), hand: i => i is >= 60 and < 72);
        var clip = MeshClip.Analyse(track, CancellationToken.None);

        Assert.All(Enumerable.Range(60, 12), i => Assert.True(clip.Covered[i]));
        Assert.All(Enumerable.Range(0, 60).Concat(Enumerable.Range(72, 48)), i => Assert.False(clip.Covered[i]));

        var mouth = new MeshMouth(
            clip, MouthTargets.Exact(new float[120], [.. Enumerable.Repeat(0.5f, 120)], [.. Enumerable.Range(0, 120)]),
                Frames.YuvSpace.Bt709);
        Assert.Equal(FrameOutcome.KeptOccluded, mouth.Plan.Outcome[65]);
        Assert.DoesNotContain(mouth.ReferenceFrames, i => i is >= 58 and < 74);
    }
}
