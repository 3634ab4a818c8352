using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Covers;
using HeyGem.Core.Frames;
using HeyGem.Testing.Performer;

namespace HeyGem.Core.Tests.Faces;

public sealed class LostFeaturesTests
{
    private const int Size = 320;
    private const int Frames = 40;
    private const int Comes = 16;
    private const int Goes = 24;

    [Fact]
    public void Lips_that_are_gone_beside_a_thing_are_behind_it()
    {
        var (known, found) = Look(isHidden: true, isCertain: false);

        Assert.InRange(OfLips(known), 0.05, 0.25);
        for (var i = Comes; i < Goes; i++)
        {
            Assert.True(OfLips(found.Cover(i)!.Mask) > 0.4, $"{i}: {OfLips(found.Cover(i)!.Mask)}");
        }
    }

    [Fact]
    public void Lips_that_are_seen_beside_a_thing_stay_in_sight()
    {
        var (known, found) = Look(isHidden: false, isCertain: false);

        Assert.All(Enumerable.Range(Comes, Goes - Comes), i => Assert.Equal(known, found.Cover(i)!.Mask));
    }

    [Fact]
    public void A_thing_whose_outline_is_certain_keeps_it()
    {
        var (known, found) = Look(isHidden: true, isCertain: true);

        Assert.All(Enumerable.Range(Comes, Goes - Comes), i => Assert.Equal(known, found.Cover(i)!.Mask));
    }

    [Fact]
    public void Frames_in_which_nothing_was_found_stay_clear()
    {
        var (_, found) = Look(isHidden: true, isCertain: false);

        Assert.Equal(Enumerable.Range(Comes, Goes - Comes), Enumerable.Range(0, Frames).Where(found.IsCovered));
    }

    /// <summary>Looks at a face before whose left cheek a thing is known, which goes on over the lips in the skin's own colour.</summary>
    /// <param name="isHidden">Whether it does, or ends there.</param>
    /// <param name="isCertain">Whether its outline is.</param>
    private static (byte[] Known, FaceFrames Found) Look(bool isHidden, bool isCertain)
    {
        var track = TrackedScene.Track(PassingThingsTests.Speaker, Frames);
        var known = Cheek();
        var log = new SkinLog(FrameSpill.InMemory, YuvSpace.Bt601);
        var pool = new FramePool(PixelLayout.Yuv420P8, Size, Size);
        List<FaceFrame?> faces = [];
        for (var i = 0; i < Frames; i++)
        {
            var isThere = i is >= Comes and < Goes;
            var landmarks = TrackedScene.Landmarks(track, i);
            var picture = PassingThingsTests.Speaker.Draw(i);
            using var frame = pool.Rent();
            PlanesOf.Rgb(isThere && isHidden ? Smoothed(picture, (landmarks[13] + landmarks[14]) / 2) : picture, frame, YuvSpace.Bt601);
            log.Keep(frame, landmarks);
            faces.Add(track.Stored(i)!.Behind(isThere ? new FrameCover(known, false) : null));
        }

        var found = FaceFrames.Of(faces);
        HashSet<int> uncertain = [.. Enumerable.Range(0, isCertain ? 0 : Frames)];
        new LostFeatures().Add(log, found, uncertain, 2, TestContext.Current.CancellationToken);
        return (known, found);
    }

    /// <summary>Cells to the left, which end in the lips.</summary>
    private static byte[] Cheek()
    {
        var cells = new CellMask();
        for (var cell = 0; cell < CoverGrid.Side * CoverGrid.Side; cell++)
        {
            cells[cell] = cell % CoverGrid.Side is >= 14 and < 36 && cell / CoverGrid.Side is >= 30 and < 60;
        }

        return cells.Pack();
    }

    private static double OfLips(byte[] mask)
    {
        int[] lips = [.. Enumerable.Range(0, CoverGrid.Side * CoverGrid.Side).Where(
            cell => CoverTuning.IsLips(cell % CoverGrid.Side, cell / CoverGrid.Side))];
        return lips.Average(cell => CoverGrid.IsSet(mask, cell) ? 1.0 : 0);
    }

    /// <summary>The picture with one colour of the same face's skin about its mouth.</summary>
    private static float[] Smoothed(float[] picture, Vector3 mouth)
    {
        float[] smooth = [.. picture];
        var skin = 3 * (((int)mouth.Y * Size) + (int)mouth.X - 40);
        for (var k = 0; k < Size * Size; k++)
        {
            if ((new Vector2((k % Size) - mouth.X, (k / Size) - mouth.Y) / new Vector2(48, 32)).LengthSquared() < 1)
            {
                picture.AsSpan(skin, 3).CopyTo(smooth.AsSpan(3 * k));
            }
        }

        return smooth;
    }
}
