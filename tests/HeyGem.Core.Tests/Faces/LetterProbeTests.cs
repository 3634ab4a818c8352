using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Testing.Performer;

namespace HeyGem.Core.Tests.Faces;

public sealed class LetterProbeTests
{
    private const int Size = 320;

    private static readonly Scene _speaker = new(
        Size, Size, [new Actor(HeadLook.Number(1), _ => new HeadPose(new Vector2(160, 130), 72), _ => new Lips(0))]);

    private static readonly float[] _bare = _speaker.Draw(0);
    private static readonly Vector3 _white = Vector3.One;
    private static readonly Vector3 _yellow = new(1, 1, 0);

    [Fact]
    public void White_letters_with_a_dark_rim_are_found_and_the_skin_beside_them_is_not()
    {
        var track = Track((x, y) => Letter(x, y) ? _white : Letter(x, y, rim: 2) ? Vector3.Zero : null);

        Assert.All(Enumerable.Range(0, 3), i => Assert.True(track.IsLettered(i), $"{i}"));
        Assert.True(IsSet(track, 130, 205));
        Assert.True(IsSet(track, 156, 205));
        Assert.False(IsSet(track, 143, 205));
        Assert.False(IsSet(track, 130, 185));
    }

    [Fact]
    public void Yellow_letters_are_found() => Assert.True(Track((x, y) => Letter(x, y) ? _yellow : null).IsLettered(2));

    [Fact]
    public void The_box_that_letters_stand_on_is_marked_with_them()
    {
        var track = Track((x, y) => Letter(x, y) ? _white : y is >= 192 and < 218 ? 0.5f * Own(x, y) : null);

        Assert.True(IsSet(track, 143, 205));
        Assert.True(IsSet(track, 143, 195));
        Assert.True(IsSet(track, 143, 215));
        Assert.False(IsSet(track, 143, 184));
    }

    [Fact]
    public void A_white_thing_and_a_bright_row_of_teeth_are_no_letters()
    {
        Assert.False(Track((x, y) => x is >= 140 and < 180 && y is >= 170 and < 230 ? _white : null).IsLettered(2));
        Assert.False(Track((x, y) => x is >= 142 and < 178 && y is >= 172 and < 178 ? _white : null).IsLettered(2));
    }

    [Fact]
    public void A_bare_face_has_none() => Assert.False(Track((_, _) => null).IsLettered(2));

    /// <summary>A row of capital I.</summary>
    private static bool Letter(int x, int y, int rim = 0) => y >= 198 - rim && y < 212 + rim && ((x + 2 + rim) % 26) < 4 + (2 * rim);

    private static Vector3 Own(int x, int y)
    {
        var k = 3 * ((y * Size) + x);
        return new Vector3(_bare[k], _bare[k + 1], _bare[k + 2]);
    }

    private static bool IsSet(FaceTrack track, int x, int y)
    {
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        track.Landmarks(2, landmarks);
        var p = CoverGrid.Of(landmarks).ToCells(new Vector2(x, y));
        return CoverGrid.IsSet(track.Letters(2)!, ((int)MathF.Round(p.Y) * CoverGrid.Side) + (int)MathF.Round(p.X));
    }

    private static FaceTrack Track(Func<int, int, Vector3?> colour) => TrackedScene.Track(Size, Size, 3, i =>
    {
        var picture = _speaker.Draw(i);
        for (var k = 0; k < Size * Size; k++)
        {
            if (colour(k % Size, k / Size) is { } own)
            {
                (picture[3 * k], picture[(3 * k) + 1], picture[(3 * k) + 2]) = (own.X, own.Y, own.Z);
            }
        }

        return picture;
    });
}
