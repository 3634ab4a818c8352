using System.Numerics;
using HeyGem.Core.Engines.Occlusion;
using HeyGem.Core.Faces;
using HeyGem.Core.Tests.Engines.Mesh;

namespace HeyGem.Core.Tests.Engines.Occlusion;

public sealed class MouthCoverTests
{
    private const int Frames = 40;

    private static readonly FrameCover _whole = new(Disc(new Vector2(47.5f, 50), 40), IsGrey: false);

    [Fact]
    public void One_frame_alone_is_not_believed_and_a_gap_of_one_is_filled()
    {
        var cover = Of(i => i is 5 or (>= 20 and < 30 and not 24) ? _whole : null);

        Assert.Equal([.. Enumerable.Range(20, 10)], Enumerable.Range(0, Frames).Where(i => !cover.Mask(i).IsEmpty));
        Assert.All(Enumerable.Range(20, 10), i => Assert.True(cover.IsKept(i)));
        Assert.Equal([18, 19, 30, 31], Enumerable.Range(0, Frames).Where(i => cover.Mask(i).IsEmpty && !cover.IsClean(i)));
    }

    [Fact]
    public void The_share_is_that_of_the_mouth_and_half_of_it_may_be_drawn()
    {
        var track = MadeFace.Track(Frames, _ => 0.05f, _ => 0.5f, cover: _ => new FrameCover(Below(0.80f), IsGrey: false));
        var cover = MouthCover.Of(track, TestContext.Current.CancellationToken);

        Assert.InRange(cover.Share[10], 0.3f, 0.49f);
        Assert.False(cover.IsKept(10));
    }

    [Fact]
    public void References_come_from_clean_frames_and_from_the_least_covered_where_there_are_none()
    {
        var half = Of(i => i < 20 ? _whole : null);
        var all = Of(_ => _whole);

        Assert.Equal([.. Enumerable.Range(22, 18)], Lenders(half));
        Assert.NotEmpty(Lenders(all));
        Assert.Equal(Frames, Lenders(Of(_ => null)).Length);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_grey_thing_that_is_there_all_through_must_stay_in_its_place_while_the_head_moves(bool beard, bool found)
    {
        static FacePose At(int i) => new(70, Quaternion.Identity, new Vector3(120 + (14 * MathF.Sin(i / 5f)), 72, 0));
        var track = MadeFace.Track(Frames, _ => 0.05f, _ => 0.5f, at: At, cover: i =>
        {
            var middle = beard ? new Vector2(47.5f, 55) : new Vector2(47.5f - (14 * MathF.Sin(i / 5f) * CoverGrid.PerUnit / 70), 55);
            return new FrameCover(Disc(middle, 16), IsGrey: true);
        });

        Assert.Equal(found, MouthCover.Of(track, TestContext.Current.CancellationToken).Any);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Letters_do_not_go_where_the_face_goes(bool onFace, bool found)
    {
        static FacePose At(int i) => new(70, Quaternion.Identity, new Vector3(120 + (14 * MathF.Sin(i / 5f)), 72, 0));
        var track = MadeFace.Track(Frames, _ => 0.05f, _ => 0.5f, at: At, letters: i => Mask((column, row) =>
            row is > 60 and < 70 && ((int)MathF.Round(column + (onFace ? 0 : 14 * MathF.Sin(i / 5f) * CoverGrid.PerUnit / 70)) & 15) < 8));

        Assert.Equal(found, MouthCover.Of(track, TestContext.Current.CancellationToken).Any);
    }

    [Theory]
    [InlineData(4, 30)]
    [InlineData(30, 4)]
    public void Letters_are_as_large_as_in_most_frames_around(int usual, int odd)
    {
        byte[] Letters(int rows) => Mask((column, row) => row > 45 && row <= 45 + rows && (column & 7) < 4);
        var still = new FacePose(70, Quaternion.Identity, new Vector3(120, 72, 0));
        var track = MadeFace.Track(
            Frames, _ => 0.05f, _ => 0.5f, at: _ => still, letters: i => Letters(i is 9 or 20 or 21 or 22 ? odd : usual));

        var cover = MouthCover.Of(track, TestContext.Current.CancellationToken);

        Assert.All(
            Enumerable.Range(2, Frames - 4),
            i => Assert.Equal(Letters(usual), cover.Letters(i, new byte[CoverGrid.Bytes]).ToArray()));
    }

    [Fact]
    public void Letters_before_a_still_head_are_believed_and_what_has_their_colour_only_is_no_further_thing()
    {
        var still = new FacePose(70, Quaternion.Identity, new Vector3(120, 72, 0));
        var letters = Mask((column, row) => row is > 45 and < 55 && (column & 7) < 4);
        var track = MadeFace.Track(
            Frames, _ => 0.05f, _ => 0.5f, at: _ => still, letters: _ => letters,
            cover: i => i < 20 ? new FrameCover(Mask((column, row) => row is > 44 and < 56), IsGrey: false) : _whole);
        var cover = MouthCover.Of(track, TestContext.Current.CancellationToken);

        Assert.True(cover.IsCovered(10));
        Assert.False(cover.IsClean(10));
        Assert.True(cover.Mask(10).IsEmpty);
        Assert.Equal(letters, cover.Letters(10, new byte[CoverGrid.Bytes]).ToArray());
        Assert.InRange(cover.Share[10], 0.05f, 0.3f);
        Assert.False(cover.Mask(30).IsEmpty);
    }

    [Fact]
    public void A_grey_thing_that_comes_and_goes_is_one_and_one_before_a_still_head_may_be_a_beard()
    {
        Assert.True(Of(i => i is > 10 and < 20 ? _whole with { IsGrey = true } : null).Any);
        var still = new FacePose(70, Quaternion.Identity, new Vector3(120, 72, 0));
        var track = MadeFace.Track(Frames, _ => 0.05f, _ => 0.5f, at: _ => still, cover: _ => _whole with { IsGrey = true });

        Assert.False(MouthCover.Of(track, TestContext.Current.CancellationToken).Any);
    }

    [Fact]
    public void Nothing_is_carried_over_a_cut()
    {
        var track = MadeFace.Track(Frames, _ => 0.05f, _ => 0.5f, cutAt: 20, cover: i => i is 18 or 19 or 21 ? _whole : null);
        var cover = MouthCover.Of(track, TestContext.Current.CancellationToken);

        Assert.All(Enumerable.Range(20, 20), i => Assert.True(cover.Mask(i).IsEmpty));
    }

    /// <summary>A mask of the cells within a circle.</summary>
    internal static byte[] Disc(Vector2 middle, float radius) => Mask((column, row) => Vector2.Distance(new(column, row), middle) < radius);

    private static byte[] Below(float y) => Mask((_, row) => CoverGrid.Top + (row / (float)CoverGrid.PerUnit) > y);

    private static byte[] Mask(Func<int, int, bool> isSet)
    {
        var mask = new byte[CoverGrid.Bytes];
        for (var cell = 0; cell < CoverGrid.Side * CoverGrid.Side; cell++)
        {
            mask[cell >> 3] |= (byte)(isSet(cell % CoverGrid.Side, cell / CoverGrid.Side) ? 1 << (cell & 7) : 0);
        }

        return mask;
    }

    private static MouthCover Of(Func<int, FrameCover?> cover) =>
        MouthCover.Of(MadeFace.Track(Frames, _ => 0.05f, _ => 0.5f, cover: cover), TestContext.Current.CancellationToken);

    private static int[] Lenders(MouthCover cover)
    {
        var usable = cover.Lenders(_ => true);
        return [.. Enumerable.Range(0, usable.Length).Where(i => usable[i])];
    }
}
