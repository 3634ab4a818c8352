using System.Numerics;
using HeyGem.Testing.Performer;

namespace HeyGem.Core.Tests.Faces;

public sealed class HairTextureTests
{
    private const int Size = 320;

    private static readonly Scene _speaker = new(
        Size, Size, [new Actor(HeadLook.Number(1), _ => new HeadPose(new Vector2(160, 130), 72), _ => new Lips(0.05f))]);

    [Theory]
    [InlineData(0.22f, false)]
    [InlineData(0.01f, true)]
    public void A_grey_mesh_is_told_from_a_beard_by_its_texture(float contrast, bool mayBeBeard)
    {
        var track = TrackedScene.Track(Size, Size, 3, i =>
        {
            var picture = _speaker.Draw(i);
            for (var k = 0; k < Size * Size; k++)
            {
                var (x, y) = (k % Size, k / Size);
                if (x is >= 115 and < 205 && y is >= 148 and < 235)
                {
                    picture.AsSpan(3 * k, 3).Fill(0.35f + ((((x / 4) + (y / 4)) & 1) * contrast));
                }
            }

            return picture;
        });

        Assert.Equal(mayBeBeard, track.Cover(2)!.IsGrey);
    }
}
