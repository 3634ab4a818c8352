using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Covers;

namespace HeyGem.Core.Tests.Faces;

public sealed class DoubtedLipsTests
{
    private const float Sure = CoverTuning.LeastDoubt / 2;
    private const float Doubted = CoverTuning.LeastDoubt * 2;

    private static readonly int _lips = (44 * CoverGrid.Side) + 47;
    private static readonly int _cheek = (44 * CoverGrid.Side) + 10;

    [Fact]
    public void A_run_of_doubted_lips_is_covered_with_the_frames_that_agree_by_chance_and_nothing_beside_it()
    {
        var frames = Faces(12);

        DoubtedLips.Add(frames, [0, 0, Sure, Doubted, Doubted, Sure, Doubted, Doubted, Sure, Sure, 0, 0]);

        Assert.Equal([4, 5, 6], Covered(frames));
        Assert.True(CoverGrid.IsSet(frames.Cover(5)!.Mask, _lips));
        Assert.False(CoverGrid.IsSet(frames.Cover(5)!.Mask, _cheek));
    }

    [Fact]
    public void A_single_look_that_differs_covers_nothing()
    {
        var frames = Faces(9);

        DoubtedLips.Add(frames, [Sure, Sure, Doubted, Sure, Sure, 0, 0, Doubted, 0]);

        Assert.Empty(Covered(frames));
    }

    [Fact]
    public void A_shot_that_begins_behind_a_hand_is_covered_from_its_first_frame()
    {
        var frames = Faces(3);

        DoubtedLips.Add(frames, [Doubted, Doubted, Doubted]);

        Assert.Equal([0, 1, 2], Covered(frames));
    }

    [Fact]
    public void What_was_found_stays_and_what_may_be_a_beard_does_not()
    {
        var frames = Faces(6, (1, new FrameCover(Cheek(), false)), (3, new FrameCover(Cheek(), true)));

        DoubtedLips.Add(frames, [.. Enumerable.Repeat(Doubted, 6)]);

        Assert.True(CoverGrid.IsSet(frames.Cover(1)!.Mask, _cheek));
        Assert.False(CoverGrid.IsSet(frames.Cover(3)!.Mask, _cheek));
        Assert.All((int[])[1, 3], i => Assert.True(CoverGrid.IsSet(frames.Cover(i)!.Mask, _lips)));
        Assert.All((int[])[1, 3], i => Assert.False(frames.IsGreyCovered(i)));
    }

    [Fact]
    public void A_frame_without_a_face_stays_without()
    {
        var frames = Faces(5);
        frames[2] = null;

        DoubtedLips.Add(frames, [.. Enumerable.Repeat(Doubted, 5)]);

        Assert.Equal([0, 1, 3, 4], Covered(frames));
    }

    private static byte[] Cheek()
    {
        var mask = new byte[CoverGrid.Bytes];
        mask[_cheek >> 3] |= (byte)(1 << (_cheek & 7));
        return mask;
    }

    private static int[] Covered(FaceFrames frames) => [.. Enumerable.Range(0, frames.Count).Where(frames.IsCovered)];

    private static FaceFrames Faces(int count, params (int Frame, FrameCover Cover)[] covers)
    {
        Vector3[] landmarks = [.. Enumerable.Range(0, FaceTrack.LandmarkCount).Select(i => new Vector3(i % 20, i / 20f, 0))];
        return FaceFrames.Of(Enumerable.Range(0, count).Select(i =>
            FaceFrame.Of(landmarks, 1, 1, covers.Where(c => c.Frame == i).Select(c => c.Cover).FirstOrDefault())));
    }
}
