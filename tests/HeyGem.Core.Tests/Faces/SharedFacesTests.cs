using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Identity;

namespace HeyGem.Core.Tests.Faces;

/// <summary>No face is driven for two speakers.</summary>
public sealed class SharedFacesTests
{
    private static readonly FaceDescriptor _anna = Descriptor(0);
    private static readonly FaceDescriptor _ben = Descriptor(1);

    private static readonly SoughtFace _left = new(new FaceChoice(FaceRule.Left), null);
    private static readonly SoughtFace _right = new(new FaceChoice(FaceRule.Right), null);

    [Fact]
    public void A_close_up_belongs_to_whom_it_looks_like_in_the_shots_of_both()
    {
        var chosen = Part([_left, _right], [Face(_anna), Face(_ben, 300)], [Face(_ben)], [Face(_anna)]);

        Assert.Equal([PersonState.Driven, PersonState.OtherSpeaker, PersonState.Driven], chosen[0].Select(c => c.State));
        Assert.Equal([PersonState.Driven, PersonState.Driven, PersonState.OtherSpeaker], chosen[1].Select(c => c.State));
        Assert.All(chosen.SelectMany(c => c), one => Assert.Equal(one.State == PersonState.Driven, one.Face is not null));
    }

    [Fact]
    public void A_third_person_alone_is_nobody_s()
    {
        var chosen = Part([_left, _right], [Face(_anna), Face(_ben, 300)], [Face(Descriptor(2))]);

        Assert.All(chosen, faces => Assert.Null(faces[1].Face));
    }

    [Fact]
    public void A_picture_tells_whose_a_face_is_where_nothing_else_does()
    {
        var chosen = Part([_left, new SoughtFace(FaceChoice.Auto, _ben)], [Face(_ben)]);

        Assert.Equal(PersonState.OtherSpeaker, Assert.Single(chosen[0]).State);
        Assert.Equal(PersonState.Driven, Assert.Single(chosen[1]).State);
    }

    [Fact]
    public void Two_choices_that_never_part_have_no_face()
    {
        var chosen = Part([_left, _left], [Face(_anna), Face(_ben, 300)]);

        Assert.All(chosen, faces => Assert.Equal((null, PersonState.OtherSpeaker), (faces[0].Face, faces[0].State)));
    }

    [Fact]
    public void One_choice_is_left_as_it_is() =>
        Assert.Equal([PersonState.Driven, PersonState.Nobody], Part([_left], [Face(_anna)], [])[0].Select(c => c.State));

    private static IReadOnlyList<IReadOnlyList<ChosenFace>> Part(SoughtFace[] sought, params IReadOnlyList<ShotFace>[] shots) =>
        SharedFaces.Part(sought, [.. sought.Select(one => new PersonChooser(one.Choice, one.Wanted).Choose(shots))]);

    private static ShotFace Face(FaceDescriptor look, float centre = 100) => new(FaceFrames.Of([]), 0)
    {
        Frames = 50,
        Size = 100,
        Centre = new Vector2(centre, 100),
        Centrality = 1,
        Motion = 0.02f,
        Looks = [look],
    };

    private static FaceDescriptor Descriptor(int person)
    {
        var values = new float[FaceDescriptor.Length];
        values[person] = 1;
        return new FaceDescriptor(values);
    }
}
