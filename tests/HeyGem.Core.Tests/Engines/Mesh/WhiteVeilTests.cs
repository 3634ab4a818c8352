using System.Numerics;
using HeyGem.Core.Engines.Mesh.References;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Tests.Engines.Mesh;

/// <summary>White over a whole picture is told from other light, and from a picture that shows something else.</summary>
public sealed class WhiteVeilTests
{
    private static readonly PictureLevels _levels = new(12, 90);
    private static readonly Vector3 _skin = new(190, 150, 130);

    [Theory]
    [InlineData(0.15f)]
    [InlineData(0.4f)]
    [InlineData(0.9f)]
    public void White_over_everything_is_followed(float share)
    {
        var (change, trust) = WhiteVeil.Between(Under(share), _levels, Under(_skin, share), _skin);

        Assert.Equal(1, trust, 0.01f);
        Assert.Equal(1 - share, change.Factor.X, 0.001f);
        Assert.Equal(255 * share, change.Veil.Z, 0.1f);
    }

    [Fact]
    public void White_is_taken_off_a_picture_that_has_more()
    {
        var (change, trust) = WhiteVeil.Between(_levels, Under(0.4f), _skin, Under(_skin, 0.4f));

        Assert.Equal(1, trust, 0.01f);
        var clear = (change.Factor * Under(_skin, 0.4f)) + change.Veil;
        Assert.True(Vector3.Distance(_skin, clear) < 0.1f, $"{clear} is not {_skin}");
    }

    [Fact]
    public void What_is_more_than_half_white_is_drawn_out_to_twice_its_contrast() =>
        Assert.Equal(2, WhiteVeil.Between(_levels, Under(0.8f), _skin, Under(_skin, 0.8f)).Change.Factor.X, 0.001f);

    [Theory]
    [InlineData(0.3f)]
    [InlineData(0.8f)]
    [InlineData(1.25f)]
    public void More_or_less_light_is_no_veil(float light) =>
        Assert.Equal(0, WhiteVeil.Between(new(12 * light, 90 * light), _levels, light * _skin, _skin).Trust);

    [Theory]
    [InlineData(0.3f)]
    [InlineData(1.25f)]
    public void Other_light_on_a_pale_picture_is_no_veil(float light) =>
        Assert.Equal(0, WhiteVeil.Between(new(80 * light, 110 * light), new(80, 110), light * new Vector3(120), new Vector3(120)).Trust);

    [Fact]
    public void A_face_that_fills_the_picture_is_no_veil() =>
        Assert.Equal(0, WhiteVeil.Between(new(60, 150), _levels, _skin, _skin).Trust);

    [Fact]
    public void A_bright_wall_behind_a_face_is_no_veil() =>
        Assert.Equal(0, WhiteVeil.Between(new(12, 170), _levels, _skin, _skin).Trust);

    [Fact]
    public void Dark_hair_that_leaves_the_picture_is_no_veil() =>
        Assert.Equal(0, WhiteVeil.Between(new(70, 96), _levels, _skin, _skin).Trust);

    private static PictureLevels Under(float share) =>
        new(Under(new Vector3(_levels.Dark), share).X, Under(new Vector3(_levels.Mean), share).X);

    private static Vector3 Under(Vector3 colour, float share) => Vector3.Lerp(colour, new Vector3(255), share);
}
