using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Covers;
using HeyGem.Core.Frames;
using HeyGem.Core.Tests.Engines.Mesh;
using HeyGem.Testing.Performer;

namespace HeyGem.Core.Tests.Faces;

public sealed class KnownThingsTests
{
    private const int Size = 240;
    private const int Frames = 36;
    private const int Comes = 10;
    private const int Falls = 30;
    private const int Thick = 20;
    private const int Chin = 166;
    private const int Middle = Size / 2;

    private static readonly Vector3 _skin = new(0.75f, 0.55f, 0.45f);
    private static readonly Vector3 _blue = new(0.15f, 0.25f, 0.65f);
    private static readonly Vector3 _black = new(0.06f);

    private static readonly FaceTrack _bare = MadeFace.Track(Frames, _ => 0.05f, _ => 0.5f, Size);

    [Fact]
    public void A_thing_is_followed_down_to_where_it_only_grazes_the_chin()
    {
        var frames = Followed(Falling, _blue, isGrey: false);

        Assert.All(Enumerable.Range(Falls, Frames - Falls), i => Assert.True(frames.IsCovered(i), $"frame {i}"));
        Assert.All(Enumerable.Range(33, Frames - 33), i =>
        {
            Assert.True(IsMasked(frames, i, Falling(i) + 8), $"frame {i}, thing");
            Assert.False(IsMasked(frames, i, Falling(i) - 12), $"frame {i}, face");
        });
    }

    [Fact]
    public void Where_it_reaches_the_outline_of_the_face_it_goes_on()
    {
        var frames = Followed(Falling, _blue, isGrey: false);

        Assert.All(Enumerable.Range(33, Frames - 33), i => Assert.True(IsMasked(frames, i, Chin + 4), $"frame {i}"));
    }

    [Fact]
    public void What_is_followed_from_a_grey_find_is_grey_and_known_as_such()
    {
        var frames = Followed(Falling, _black, isGrey: true);

        Assert.All(Enumerable.Range(Comes, Falls - Comes), i =>
            Assert.Equal((true, false), (frames.IsGreyCovered(i), frames.IsFollowed(i))));
        Assert.All(Enumerable.Range(Falls, Frames - Falls), i =>
            Assert.Equal((true, true), (frames.IsGreyCovered(i), frames.IsFollowed(i))));
    }

    [Fact]
    public void A_dark_mouth_that_opens_as_the_thing_leaves_is_no_part_of_it()
    {
        var frames = Followed(i => i is >= Comes and < Falls ? 120 : Size, _blue, isGrey: false, mouth: i => i is >= Falls and < Falls + 3);

        Assert.DoesNotContain(Enumerable.Range(Falls, Frames - Falls), frames.IsCovered);
    }

    [Fact]
    public void A_grey_thing_that_a_face_passes_behind_keeps_its_own_outline()
    {
        var track = MadeFace.Track(
            Frames, _ => 0.05f, _ => 0.5f, Size, at: i => new FacePose(70, Quaternion.Identity, new Vector3(Middle, 40 + (1.6f * i), 0)));
        var (log, frames) = Look(track, _ => 120, _black, isGrey: true, _ => true);

        new PassingThings().Find(log, frames, 25, TestContext.Current.CancellationToken);

        Assert.All(Enumerable.Range(0, Frames), i => Assert.True(frames.IsGreyCovered(i), $"frame {i}"));
    }

    private static int Falling(int frame) => frame < Comes ? Size : Math.Min(Chin - 12, 120 + (12 * Math.Max(0, frame - Falls + 1)));

    private static bool IsMasked(FaceFrames frames, int frame, int row)
    {
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        frames.Read(frame, landmarks);
        var cell = CoverGrid.Of(landmarks).ToCells(new Vector2(Middle, row));
        return frames.Cover(frame) is { } cover
            && CoverGrid.IsSet(cover.Mask, ((int)MathF.Round(cell.Y) * CoverGrid.Side) + (int)MathF.Round(cell.X));
    }

    /// <summary>A face before which a bar as wide as the picture lies, found in the first frames and followed from there.</summary>
    private static FaceFrames Followed(Func<int, int> top, Vector3 colour, bool isGrey, Func<int, bool>? mouth = null)
    {
        var (log, frames) = Look(_bare, top, colour, isGrey, i => i is >= Comes and < Falls, mouth);
        new KnownThings(new SkinModel()).Follow(log, frames, 12, TestContext.Current.CancellationToken);
        return frames;
    }

    private static (SkinLog Log, FaceFrames Frames) Look(
        FaceTrack track, Func<int, int> top, Vector3 colour, bool isGrey, Func<int, bool> isFound, Func<int, bool>? mouth = null)
    {
        var pool = new FramePool(PixelLayout.Yuv420P8, Size, Size);
        var log = new SkinLog(FrameSpill.InMemory, YuvSpace.Bt601);
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        List<FaceFrame?> faces = [];
        for (var i = 0; i < Frames; i++)
        {
            track.Landmarks(i, landmarks);
            using var frame = pool.Rent();
            PlanesOf.Rgb(Picture(top(i), colour, mouth?.Invoke(i) == true), frame, YuvSpace.Bt601);
            log.Keep(frame, landmarks);
            faces.Add(track.Stored(i)!.Behind(isFound(i) ? new FrameCover(Bar(CoverGrid.Of(landmarks), top(i)), isGrey) : null));
        }

        return (log, FaceFrames.Of(faces));
    }

    private static float[] Picture(int top, Vector3 colour, bool mouth)
    {
        var picture = new float[3 * Size * Size];
        for (var k = 0; k < Size * Size; k++)
        {
            var (x, y) = (k % Size, k / Size);
            var inMouth = mouth && Math.Abs(x - Middle) < 16 && y is > 122 and < 142;
            var own = y >= top && y < top + Thick ? colour : inMouth ? _black : _skin * (1 - (0.001f * y));
            (picture[3 * k], picture[(3 * k) + 1], picture[(3 * k) + 2]) = (own.X, own.Y, own.Z);
        }

        return picture;
    }

    private static byte[] Bar(CoverGrid grid, int top)
    {
        var mask = new CellMask();
        for (var cell = 0; cell < CoverGrid.Side * CoverGrid.Side; cell++)
        {
            var y = grid.Centre(cell % CoverGrid.Side, cell / CoverGrid.Side).Y;
            mask[cell] = y >= top && y < top + Thick;
        }

        return mask.Pack();
    }
}
