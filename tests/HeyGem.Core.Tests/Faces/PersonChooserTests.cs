using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Identity;

namespace HeyGem.Core.Tests.Faces;

/// <summary>Whom a clip is about, from what was seen of its faces.</summary>
public sealed class PersonChooserTests
{
    private static readonly FaceDescriptor _anna = Descriptor(0);
    private static readonly FaceDescriptor _ben = Descriptor(1);
    private static readonly FaceDescriptor _cleo = Descriptor(2);

    [Fact]
    public void After_a_cut_another_person_is_left_alone_and_the_first_comes_back()
    {
        var chosen = Choose([Face(_anna)], [Face(_ben)], [], [Face(_anna, centre: 300)]);

        Assert.Equal([PersonState.Driven, PersonState.OtherPerson, PersonState.Nobody, PersonState.Driven], chosen.Select(c => c.State));
        Assert.Equal([1, 2, 0, 1], chosen.Select(c => c.Person));
        Assert.Equal([true, false, false, true], chosen.Select(c => c.Face is not null));
    }

    [Fact]
    public void Who_is_seen_much_longer_is_meant_though_another_is_first() =>
        Assert.Equal([false, true], Choose([Face(_ben, frames: 20)], [Face(_anna, frames: 100)]).Select(c => c.Face is not null));

    [Fact]
    public void In_a_shot_of_two_the_person_is_driven_and_not_the_larger_face()
    {
        var (anna, ben) = (Face(_anna), Face(_ben, size: 150));

        Assert.Same(anna, Choose([Face(_anna, frames: 200)], [ben, anna])[1].Face);
    }

    [Theory]
    [InlineData(0.44f, false, true)]
    [InlineData(0.55f, true, true)]
    [InlineData(0.55f, false, false)]
    [InlineData(0.65f, true, false)]
    public void A_face_that_is_a_little_unlike_is_the_same_in_the_same_place(float distance, bool inPlace, bool same)
    {
        var other = new float[FaceDescriptor.Length];
        _anna.Values.CopyTo(other);
        other[100] += distance;

        var chosen = Choose([Face(_anna)], [Face(new FaceDescriptor(other), centre: inPlace ? 105 : 300)]);

        Assert.Equal(same, chosen[1].State == PersonState.Driven);
    }

    [Fact]
    public void A_face_too_short_to_be_looked_at_is_known_by_its_place() => Assert.Equal(
        [PersonState.Driven, PersonState.Driven, PersonState.OtherPerson],
        Choose([Face(_anna, frames: 90)], [Face(null)], [Face(null, centre: 400)]).Select(c => c.State));

    [Fact]
    public void A_picture_says_who_is_driven_in_every_shot()
    {
        var chosen = new PersonChooser(FaceChoice.Auto, _ben).Choose([[Face(_anna), Face(_ben, size: 40)], [Face(_anna)]]);

        Assert.Equal((2, PersonState.Driven), (chosen[0].Person, chosen[0].State));
        Assert.Equal((1, PersonState.OtherPerson), (chosen[1].Person, chosen[1].State));
        Assert.DoesNotContain(
            new PersonChooser(FaceChoice.Auto, _cleo).Choose([[Face(_anna)], [Face(_ben)]]), c => c.State == PersonState.Driven);
    }

    [Fact]
    public void A_place_in_the_picture_goes_before_persons()
    {
        Assert.True(FaceChoice.TryParse("left", out var left));

        var chosen = new PersonChooser(left, null).Choose([[Face(_anna), Face(_ben, centre: 300)], [Face(_ben)]]);

        Assert.Equal([1, 2], chosen.Select(c => c.Person));
        Assert.All(chosen, c => Assert.NotNull(c.Face));
    }

    [Theory]
    [InlineData(0.0005f, 0.02f, 60, true)]
    [InlineData(0.0005f, 0.02f, 35, true)]
    [InlineData(0.006f, 0.02f, 60, true)]
    [InlineData(0.006f, 0.02f, 35, false)]
    [InlineData(0.008f, 0.02f, 60, false)]
    [InlineData(0.0005f, 0.008f, 60, false)]
    public void A_photograph_gives_way_to_a_living_face(float still, float moving, float size, bool livingWins)
    {
        var (poster, person) = (Face(_ben, motion: still), Face(_anna, size: size, centre: 300, motion: moving));

        Assert.Same(livingWins ? person : poster, Assert.Single(Choose([poster, person])).Face);
        Assert.True(FaceChoice.TryParse("largest", out var largest));
        Assert.Same(poster, Assert.Single(new PersonChooser(largest, null).Choose([[poster, person]])).Face);
    }

    [Fact]
    public void A_passer_by_is_nobody() =>
        Assert.Equal(100, Assert.Single(Choose([Face(_ben, frames: 19, size: 900), Face(_anna, frames: 100)])).Face!.Frames);

    private static IReadOnlyList<ChosenFace> Choose(params IReadOnlyList<ShotFace>[] shots) =>
        new PersonChooser(FaceChoice.Auto, null).Choose(shots);

    private static ShotFace Face(FaceDescriptor? look, int frames = 50, float size = 100, float centre = 100, float motion = 0.02f) =>
        new(FaceFrames.Of([]), 0)
        {
            Frames = frames,
            Size = size,
            Centre = new Vector2(centre, 100),
            Centrality = 1,
            Motion = motion,
            Looks = look is null ? [] : [look],
        };

    private static FaceDescriptor Descriptor(int person)
    {
        var values = new float[FaceDescriptor.Length];
        values[person] = 1;
        return new FaceDescriptor(values);
    }
}
