using System.Numerics;
using HeyGem.Core.Timing;
using HeyGem.Testing.Performer;
using static HeyGem.Core.Tests.Faces.TrackedScene;

namespace HeyGem.Core.Tests.Faces;

public sealed class DissolveTests
{
    private const int Size = 192;
    private const int Frames = 34;
    private const int From = 10;
    private const int Length = 14;

    private static readonly Scene _first = Person(0, new Vector2(90, 76), new Vector3(0.75f, 0.72f, 0.7f));
    private static readonly Scene _second = Person(1, new Vector2(104, 88), new Vector3(0.25f, 0.35f, 0.3f));

    [Fact]
    public void A_dissolve_between_two_people_shows_no_face_and_parts_the_shots()
    {
        var track = Track(Size, Size, Frames, i => Blend(_first.Draw(i), _second.Draw(i), Share(i)));

        Assert.Equal(3, track.Shots.Count);
        Assert.InRange(track.Shots[1].Start, From, From + 2);
        Assert.InRange(track.Shots[1].End, From + Length - 2, From + Length + 1);
        for (var i = 0; i < Frames; i++)
        {
            Assert.Equal(i < track.Shots[1].Start || i >= track.Shots[1].End, track.HasFace(i));
        }
    }

    [Fact]
    public void A_fade_is_no_dissolve()
    {
        var track = Track(Size, Size, Frames, i => Blend(_first.Draw(i), new float[3 * Size * Size], 0.8f * Share(i)));

        Assert.Equal([new FrameRange(0, Frames)], track.Shots);
        Assert.Equal(Frames, track.FaceCount);
    }

    [Fact]
    public void A_head_that_walks_through_the_picture_is_no_dissolve()
    {
        var actor = new Actor(HeadLook.Number(0), i => new HeadPose(new Vector2(60 + (3 * i), 80), 44), _ => new Lips());

        var track = Track(new Scene(Size, Size, [actor], _ => new Vector3(0.25f, 0.35f, 0.3f)), Frames);

        Assert.Single(track.Shots);
    }

    private static float Share(int frame) => Math.Clamp((frame - From + 0.5f) / Length, 0, 1);

    private static float[] Blend(float[] a, float[] b, float share) => [.. a.Select((value, k) => float.Lerp(value, b[k], share))];

    private static Scene Person(int look, Vector2 place, Vector3 wall) => new(Size, Size,
        [
            new Actor(
                HeadLook.Number(look),
                i => new HeadPose(place + new Vector2(2 * MathF.Sin(i * 0.3f), 0), 46),
                i => new Lips(0.06f + (0.06f * MathF.Sin(i * 0.8f)), 0.5f)),
        ],
        _ => wall);
}
