using System.Numerics;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Render.People;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Tests.Engines.Mesh;

namespace HeyGem.Core.Tests.Render.People;

public sealed class NamedPlaceTests
{
    // Its face is about 108 pixels wide and 132 high, around 120,100.
    private static readonly FaceTrack _track = MadeFace.Track(30, _ => 0.1f, _ => 0.5f, missing: n => n < 5);

    [Theory]
    [InlineData(120, 100)]
    [InlineData(25, 100)]
    [InlineData(120, 225)]
    public void A_place_on_a_face_or_a_little_beside_it_names_it(int x, int y) => NamedPlace.Check(_track, At(x, y));

    [Theory]
    [InlineData(2, 100)]
    [InlineData(239, 239)]
    public void A_place_far_from_the_nearest_face_is_refused_with_where_that_is(int x, int y)
    {
        var failure = Assert.Throws<HeyGemException>(() => NamedPlace.Check(_track, At(x, y)));

        Assert.Equal(ErrorCode.ArgumentInvalid, failure.Code);
        Assert.Matches(
            $"^No face in 'clip.mp4' is at {x},{y}: the nearest one is at 1[12][0-9],(9|10)[0-9], [01].[0-9][0-9] s into", failure.Message);
        Assert.Contains("left, right", failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_face_that_comes_to_its_place_in_any_frame_is_named()
    {
        var moving = MadeFace.Track(
            40, _ => 0.1f, _ => 0.5f, size: 2000,
            at: n => new FacePose(70, Quaternion.Identity, new Vector3(200 + (40 * n), 300, 0)));

        NamedPlace.Check(moving, At(1760, 320));
    }

    [Fact]
    public void Other_choices_name_no_place()
    {
        NamedPlace.Check(_track, At(2, 2) with { Face = FaceChoice.Auto });
        NamedPlace.Check(_track, At(2, 2) with { PersonPath = "/anna.png" });
    }

    private static RenderSpec At(int x, int y) => new()
    {
        ClipPath = "/clip.mp4",
        VoicePath = "/voice.wav",
        OutputFolder = "/out",
        Face = new FaceChoice(FaceRule.Nearest, new Vector2(x, y)),
    };
}
