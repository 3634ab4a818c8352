using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Covers;
using HeyGem.Core.Frames;
using HeyGem.Testing.Performer;

namespace HeyGem.Core.Tests.Faces;

public sealed class LostLipsTests
{
    private const int Size = 320;
    private const int Frames = 40;
    private const int Comes = 16;
    private const int Goes = 24;

    /// <summary>Somebody with red lips, who speaks and hardly moves.</summary>
    private static readonly Scene _speaker = new(
        Size, Size,
        [
            new Actor(
                HeadLook.Number(1) with { Lip = new Vector3(0.62f, 0.22f, 0.22f) },
                i => new HeadPose(new Vector2(160 + (2 * MathF.Sin(i * 0.3f)), 130), 72),
                i => new Lips(0.05f + (0.05f * MathF.Sin(i * 0.8f)))),
        ]);

    [Fact]
    public void Lips_that_are_gone_are_behind_something()
    {
        var found = Look((picture, mouth, _) => Hide(picture, mouth, new Vector2(48, 32)));

        Assert.Equal(Enumerable.Range(Comes, Goes - Comes), Covered(found));
        Assert.All(Covered(found), i => Assert.True(OfLips(found.Cover(i)!.Mask) > 0.15, $"{i}: {OfLips(found.Cover(i)!.Mask)}"));
    }

    [Fact]
    public void A_single_frame_without_lips_is_not_believed() =>
        Assert.Empty(Covered(Look((picture, mouth, i) => i == Comes ? Hide(picture, mouth, new Vector2(48, 32)) : picture)));

    [Fact]
    public void Lips_of_which_a_part_is_seen_are_there() =>
        Assert.Empty(Covered(Look((picture, mouth, _) => Hide(picture, mouth - new Vector3(24, 0, 0), new Vector2(20, 15)))));

    [Fact]
    public void A_picture_that_fades_to_white_has_its_lips() =>
        Assert.Empty(Covered(Look((picture, _, i) => [.. picture.Select(c => c + (0.1f * (i - Comes + 1) * (1 - c)))])));

    [Fact]
    public void A_picture_that_fades_to_black_has_its_lips() =>
        Assert.Empty(Covered(Look((picture, mouth, _) => [.. Hide(picture, mouth, new Vector2(48, 32)).Select(c => 0.4f * c)])));

    [Fact]
    public void A_picture_that_loses_its_colour_has_its_lips() =>
        Assert.Empty(Covered(Look((picture, _, _) =>
        [
            .. Enumerable.Range(0, picture.Length).Select(k => picture.AsSpan(k / 3 * 3, 3).ToArray().Average()),
        ])));

    [Fact]
    public void A_red_thing_beside_the_lips_does_not_hide_them() =>
        Assert.Empty(Covered(Look((picture, mouth, _) =>
        {
            for (var k = 0; k < Size * Size; k++)
            {
                if (k / Size > mouth.Y + 13 || k / Size < mouth.Y - 15)
                {
                    new[] { 0.7f, 0.2f, 0.15f }.CopyTo(picture, 3 * k);
                }
            }

            return picture;
        })));

    /// <summary>Looks at a face whose pictures are changed while something comes and goes.</summary>
    private static FaceFrames Look(Func<float[], Vector3, int, float[]> change)
    {
        var track = TrackedScene.Track(_speaker, Frames);
        var log = new SkinLog(FrameSpill.InMemory, YuvSpace.Bt601);
        var pool = new FramePool(PixelLayout.Yuv420P8, Size, Size);
        List<FaceFrame?> faces = [];
        for (var i = 0; i < Frames; i++)
        {
            var landmarks = TrackedScene.Landmarks(track, i);
            var picture = _speaker.Draw(i);
            picture = i is >= Comes and < Goes ? change(picture, (landmarks[13] + landmarks[14]) / 2, i) : picture;
            using var frame = pool.Rent();
            PlanesOf.Rgb(picture, frame, YuvSpace.Bt601);
            log.Keep(frame, landmarks);
            faces.Add(track.Stored(i)!.Behind(null));
        }

        var found = FaceFrames.Of(faces);
        var added = new LostLips().Add(log, found, TestContext.Current.CancellationToken);
        Assert.Equal(Covered(found), added);
        return found;
    }

    private static int[] Covered(FaceFrames frames) => [.. Enumerable.Range(0, Frames).Where(frames.IsCovered)];

    private static double OfLips(byte[] mask)
    {
        int[] lips = [.. Enumerable.Range(0, CoverGrid.Side * CoverGrid.Side).Where(
            cell => CoverTuning.IsLips(cell % CoverGrid.Side, cell / CoverGrid.Side))];
        return lips.Average(cell => CoverGrid.IsSet(mask, cell) ? 1.0 : 0);
    }

    /// <summary>Lays one colour of the same face's skin over an ellipse.</summary>
    private static float[] Hide(float[] picture, Vector3 middle, Vector2 reach)
    {
        float[] hidden = [.. picture];
        var skin = 3 * (((int)middle.Y * Size) + (int)middle.X - 44);
        for (var k = 0; k < Size * Size; k++)
        {
            if ((new Vector2((k % Size) - middle.X, (k / Size) - middle.Y) / reach).LengthSquared() < 1)
            {
                picture.AsSpan(skin, 3).CopyTo(hidden.AsSpan(3 * k));
            }
        }

        return hidden;
    }
}
