using HeyGem.Core.Render.Spec;

namespace HeyGem.Core.Tests.Render;

public sealed class StretchesTests
{
    [Fact]
    public void Others_are_all_that_is_left_and_others_of_those_are_the_same_again()
    {
        var some = Of((0, 5), (9, 12));

        var others = some.Others();

        Assert.Equal((2, 5, 9, 12), (others.Count, others[0].From.Ticks, others[0].To.Ticks, others[1].From.Ticks));
        Assert.Equal(some, others.Others());
    }

    [Fact]
    public void What_meets_is_joined() => Assert.Equal(Of((0, 7), (9, 12)), Of((3, 5), (9, 11)).With(Of((0, 3), (4, 7), (10, 12))));

    [Theory]
    [InlineData(null, 0, 5, 5, 6)]
    [InlineData(0, 5, 5, 6, 7)]
    [InlineData(0, -1, 5, 6, 7)]
    [InlineData(1, 0, 5, 4, 7)]
    public void The_first_that_is_wrong_is_told(int? fault, long a, long b, long c, long d) =>
        Assert.Equal(fault, Of((a, b), (c, d)).Fault());

    private static Stretches Of(params (long From, long To)[] stretches) =>
        new(stretches.Select(s => new Stretch(new(s.From), new(s.To))));
}
