using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Track;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;
using HeyGem.Testing;
using HeyGem.Testing.Performer;

namespace HeyGem.Core.Tests.Faces;

public sealed class PassingThingsTests
{
    private const int Size = 320;
    private const int Frames = 60;
    private const int Comes = 24;
    private const int Goes = 36;

    /// <summary>Somebody who speaks and hardly moves.</summary>
    internal static Scene Speaker { get; } = new(
        Size, Size,
        [
            new Actor(
                HeadLook.Number(1), i => new HeadPose(new Vector2(160 + (2 * MathF.Sin(i * 0.3f)), 130), 72),
                i => new Lips(0.05f + (0.05f * MathF.Sin(i * 0.8f)))),
        ]);

    [Fact]
    public void A_thing_of_nearly_the_skins_colour_is_found_in_the_frames_in_which_it_is_there()
    {
        var covered = Covered(i => i is >= Comes and < Goes, c => new Vector3(0.70f, 0.40f, 0.30f));

        Assert.Equal(Enumerable.Range(Comes, Goes - Comes), covered);
    }

    [Fact]
    public void A_thing_that_stays_for_longer_than_a_second_is_found_in_all_of_its_frames()
    {
        var covered = Covered(i => i is >= 20 and < 54, c => new Vector3(0.70f, 0.40f, 0.30f), frames: 75);

        Assert.Equal(Enumerable.Range(20, 34), covered);
    }

    [Fact]
    public void Frames_without_a_thing_that_is_there_in_all_others_are_not_covered()
    {
        var covered = Covered(i => i is < Comes or >= Goes, c => new Vector3(0.70f, 0.40f, 0.30f));

        Assert.DoesNotContain(covered, i => i is >= Comes and < Goes);
    }

    [Fact]
    public void A_shadow_that_passes_is_none() => Assert.Empty(Covered(i => i is >= Comes and < Goes, c => 0.55f * c));

    [Fact]
    public void Coloured_light_on_all_of_the_face_is_none() =>
        Assert.Empty(Covered(i => i is >= Comes and < Goes, c => c * new Vector3(1.1f, 0.95f, 0.8f), everywhere: true));

    [Fact]
    public void White_over_all_of_the_picture_is_none() =>
        Assert.Empty(Covered(i => i is >= Comes and < Goes, c => Vector3.Lerp(c, Vector3.One, 0.5f), everywhere: true));

    [Fact]
    public void A_clip_too_short_to_tell_by_is_not_judged() =>
        Assert.Empty(Covered(i => i is 2 or 3, c => new Vector3(0.70f, 0.40f, 0.30f), frames: 7));

    [Fact]
    public void A_shot_that_is_judged_can_be_stopped()
    {
        var pool = new FramePool(PixelLayout.Yuv420P8, Size, Size);
        using var tracker = new FaceTracker(
            FaceModelsForTests.Shared, new FrameRange(0, Frames), FrameRate.Default, YuvSpace.Bt601, FaceChoice.Auto)
        {
            Stop = new CancellationToken(canceled: true),
        };
        using (var frame = Speaker.Render(0, pool, YuvSpace.Bt601))
        {
            tracker.Push(frame);
        }

        Assert.Throws<OperationCanceledException>(() => tracker.Finish());
    }

    /// <summary>Frames in which something stands before the face, when a disc over the mouth changes the picture's colours.</summary>
    private static int[] Covered(Func<int, bool> isThere, Func<Vector3, Vector3> colour, bool everywhere = false, int frames = Frames)
    {
        var track = TrackedScene.Track(Size, Size, frames, i =>
        {
            var picture = Speaker.Draw(i);
            for (var k = 0; isThere(i) && k < Size * Size; k++)
            {
                if (everywhere || Vector2.Distance(new(k % Size, k / Size), new(150, 170)) < 34)
                {
                    var own = colour(new(picture[3 * k], picture[(3 * k) + 1], picture[(3 * k) + 2]));
                    (picture[3 * k], picture[(3 * k) + 1], picture[(3 * k) + 2]) = (own.X, own.Y, own.Z);
                }
            }

            return picture;
        });
        Assert.All(Enumerable.Range(0, frames), i => Assert.True(track.HasFace(i), $"{i}"));
        return [.. Enumerable.Range(0, frames).Where(i => track.Cover(i) is { IsGrey: false })];
    }
}
