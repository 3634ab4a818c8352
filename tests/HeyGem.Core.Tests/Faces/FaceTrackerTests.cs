using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;
using HeyGem.Testing.Performer;
using static HeyGem.Core.Tests.Faces.TrackedScene;

namespace HeyGem.Core.Tests.Faces;

public sealed class FaceTrackerTests
{
    private const int Size = 256;

    [Fact]
    public void A_moving_speaking_head_is_followed_with_its_pose_and_lips()
    {
        const int frames = 40;
        var scene = new Scene(Size, Size, [new Actor(HeadLook.Number(0), i => Swaying(i), Speaking)]);

        var track = Track(scene, frames);

        Assert.Equal(frames, track.FaceCount);
        Assert.Equal([new FrameRange(0, frames)], track.Shots);
        var (opening, openingTrue, width, widthTrue) = (new List<float>(), new List<float>(), new List<float>(), new List<float>());
        for (var i = 0; i < frames; i++)
        {
            var face = Landmarks(track, i);
            var pose = Swaying(i);
            Assert.InRange(Vector2.Distance(new Vector2(face[168].X, face[168].Y), pose.NoseRoot) / pose.Unit, 0, 0.05f);
            Assert.InRange(Unit(face) / pose.Unit, 0.93f, 1.07f);
            Assert.InRange(MathF.Atan2(face[263].Y - face[33].Y, face[263].X - face[33].X) - pose.Roll, -0.04f, 0.04f);
            Assert.InRange(track.Confidence(i), 0.9f, 1);
            Assert.InRange(track.Sharpness(i), 0.5f, 100);
            opening.Add(Opening(face));
            openingTrue.Add(Speaking(i).Opening);
            width.Add(Width(face));
            widthTrue.Add(Speaking(i).Width);
        }

        Assert.InRange(Correlation(opening, openingTrue), 0.97, 1);
        Assert.InRange(Correlation(width, widthTrue), 0.88, 1);
        Assert.InRange(opening.Min(), 0, 0.02f);
    }

    [Theory]
    [InlineData(ChromaLayout.Yuv422, 10, true)]
    [InlineData(ChromaLayout.Yuv444, 12, false)]
    public void Other_layouts_give_the_same_landmarks(ChromaLayout chroma, int depth, bool fullRange)
    {
        var scene = new Scene(Size, Size, [new Actor(HeadLook.Number(2), i => Swaying(i), Speaking)]);

        var usual = Track(scene, 3);
        var other = Track(scene, 3, layout: new PixelLayout(chroma, depth), space: YuvSpace.Bt709 with { FullRange = fullRange });

        for (var i = 0; i < 3; i++)
        {
            var distance = Landmarks(usual, i).Zip(Landmarks(other, i), Vector3.Distance).Average();
            Assert.InRange(distance, 0, 0.5f);
            Assert.InRange(other.Sharpness(i) / usual.Sharpness(i), fullRange ? 1.0f : 0.85f, fullRange ? 1.35f : 1.15f);
        }
    }

    [Fact]
    public void A_face_that_leaves_and_returns_is_missing_only_while_it_is_away()
    {
        HeadPose? Leaving(int i) => new(new Vector2(i is >= 6 and < 16 ? -200 : 128, 100), 58);
        var scene = new Scene(Size, Size, [new Actor(HeadLook.Number(1), Leaving, Speaking)]);

        var track = Track(scene, 24);

        Assert.All(Enumerable.Range(0, 6), i => Assert.True(track.HasFace(i)));
        Assert.All(Enumerable.Range(6, 10), i => Assert.False(track.HasFace(i)));
        Assert.All(Enumerable.Range(17, 7), i => Assert.True(track.HasFace(i)));
    }

    [Fact]
    public void A_face_that_jumps_is_found_again_at_once()
    {
        HeadPose? Jumping(int i) => new(new Vector2(i < 5 ? 100 : 145, 105), 56);
        var scene = new Scene(Size, Size, [new Actor(HeadLook.Number(3), Jumping, Speaking)]);

        var track = Track(scene, 8);

        for (var i = 0; i < 8; i++)
        {
            var face = Landmarks(track, i);
            Assert.InRange(face[168].X - Jumping(i)!.Value.NoseRoot.X, -4, 4);
        }
    }

    [Theory]
    [InlineData("auto", 300)]
    [InlineData("largest", 300)]
    [InlineData("left", 110)]
    [InlineData("right", 300)]
    [InlineData("100,120", 110)]
    public void Of_two_faces_the_chosen_one_is_tracked(string words, int expectedX)
    {
        var small = new Actor(HeadLook.Number(1), _ => new HeadPose(new Vector2(110, 120), 46), Speaking);
        var large = new Actor(HeadLook.Number(2), _ => new HeadPose(new Vector2(300, 115), 60), Speaking);
        Assert.True(FaceChoice.TryParse(words, out var choice));

        var track = Track(new Scene(420, Size, [small, large]), 3, choice);

        Assert.Equal(3, track.FaceCount);
        Assert.InRange(Landmarks(track, 2)[168].X, expectedX - 6, expectedX + 6);
    }

    [Fact]
    public void A_cut_splits_the_shots_and_the_new_face_is_tracked()
    {
        var first = new Actor(HeadLook.Number(0), i => i < 7 ? new HeadPose(new Vector2(100, 100), 56) : null, Speaking);
        var second = new Actor(HeadLook.Number(1), i => i < 7 ? null : new HeadPose(new Vector2(170, 110), 44), Speaking);
        var scene = new Scene(Size, Size, [first, second], i => i < 7 ? new Vector3(0.6f, 0.6f, 0.65f) : new Vector3(0.35f, 0.45f, 0.3f));

        var track = Track(scene, 14);

        Assert.Equal([new FrameRange(0, 7), new FrameRange(7, 7)], track.Shots);
        Assert.Equal(14, track.FaceCount);
        Assert.InRange(Landmarks(track, 7)[168].X, 165, 175);
    }

    [Fact]
    public void A_flash_is_no_cut()
    {
        var actor = new Actor(HeadLook.Number(0), _ => new HeadPose(new Vector2(128, 100), 56), Speaking);
        var scene = new Scene(Size, Size, [actor], i => i == 5 ? Vector3.One : new Vector3(0.5f));

        var track = Track(scene, 12);

        Assert.Single(track.Shots);
        Assert.InRange(track.FaceCount, 11, 12);
    }

    [Fact]
    public void A_small_face_in_a_large_picture_is_found()
    {
        var scene = new Scene(540, 960, [new Actor(HeadLook.Number(3), _ => new HeadPose(new Vector2(330, 640), 26), Speaking)]);

        var track = Track(scene, 2);

        Assert.Equal(2, track.FaceCount);
        Assert.InRange(Landmarks(track, 1)[168].X, 326, 334);
    }

    [Fact]
    public void A_picture_without_a_face_gives_a_track_without_one()
    {
        var track = Track(new Scene(Size, 200, []), 3);

        Assert.Equal(0, track.FaceCount);
        Assert.Equal(3, track.FrameCount);
    }

    private static HeadPose Swaying(int i) =>
        new(new Vector2(128 + (14 * MathF.Sin(i * 0.21f)), 104 + (7 * MathF.Sin(i * 0.13f))), 58 * (1 + (0.07f * MathF.Sin(i * 0.1f))),
            0.12f * MathF.Sin(i * 0.17f));

    private static Lips Speaking(int i) => new(MathF.Max(0, 0.14f * MathF.Sin(i * 0.55f)), 0.52f + (0.07f * MathF.Sin(i * 0.23f)));
}
