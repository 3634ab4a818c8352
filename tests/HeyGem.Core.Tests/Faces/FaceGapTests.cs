using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Testing.Performer;
using static HeyGem.Core.Tests.Faces.TrackedScene;

namespace HeyGem.Core.Tests.Faces;

public sealed class FaceGapTests
{
    private const int Size = 192;

    [Theory]
    [InlineData(6, 6)]
    [InlineData(6, 7)]
    public void One_or_two_frames_without_a_found_face_are_bridged_where_they_show_it(int first, int last)
    {
        var scene = Shaken();

        var track = Track(Size, Size, 14, i => i >= first && i <= last ? Blurred(scene.Draw(i)) : scene.Draw(i));

        Assert.Equal(14, track.FaceCount);
        Assert.Single(track.Shots);
        for (var i = first; i <= last; i++)
        {
            var nose = Landmarks(track, i)[FaceIndices.NoseRoot];
            Assert.Equal(0, track.Sharpness(i));
            Assert.InRange(Vector2.Distance(new Vector2(nose.X, nose.Y), Shake(i).NoseRoot) / Shake(i).Unit, 0, 0.06f);
        }
    }

    [Fact]
    public void Frames_that_show_no_face_stay_without_one()
    {
        var scene = Shaken();

        var track = Track(Size, Size, 14, i => i is 6 or 7 ? new float[3 * Size * Size] : scene.Draw(i));

        Assert.Equal([6, 7], Enumerable.Range(0, 14).Where(i => !track.HasFace(i)));
    }

    [Fact]
    public void A_longer_gap_stays()
    {
        var scene = Shaken();

        var track = Track(Size, Size, 14, i => i is >= 5 and <= 8 ? Blurred(scene.Draw(i)) : scene.Draw(i));

        Assert.Equal([5, 6, 7, 8], Enumerable.Range(0, 14).Where(i => !track.HasFace(i)));
    }

    private static Scene Shaken() => new(
        Size, Size, [new Actor(HeadLook.Number(2), i => Shake(i), _ => new Lips(0.05f, 0.5f))], _ => new Vector3(0.72f, 0.56f, 0.47f));

    private static HeadPose Shake(int i) => new(new Vector2(96 + (5 * MathF.Sin(i * 1.9f)), 78 + (5 * MathF.Cos(i * 2.6f))), 36);

    /// <summary>
    /// A box blur of 15 pixels, twice: so wide that no face is found, and not so wide that the frame looks like another shot.
    /// </summary>
    private static float[] Blurred(float[] picture)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            picture = Along(Along(picture, 7, 3), 7, 3 * Size);
        }

        return picture;
    }

    private static float[] Along(float[] picture, int radius, int step)
    {
        var result = new float[picture.Length];
        for (var at = 0; at < picture.Length; at++)
        {
            var place = step == 3 ? at / 3 % Size : at / (3 * Size);
            var (from, to) = (Math.Max(-radius, -place), Math.Min(radius, Size - 1 - place));
            for (var k = from; k <= to; k++)
            {
                result[at] += picture[at + (k * step)] / (to - from + 1);
            }
        }

        return result;
    }
}
