using System.Numerics;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Tests.Faces;

public sealed class FaceChoiceTests
{
    [Theory]
    [InlineData("auto", FaceRule.Auto)]
    [InlineData("Left", FaceRule.Left)]
    [InlineData("RIGHT", FaceRule.Right)]
    [InlineData("largest", FaceRule.Largest)]
    public void A_rule_is_read_whatever_its_case(string text, FaceRule rule)
    {
        Assert.True(FaceChoice.TryParse(text, out var choice));
        Assert.Equal(new FaceChoice(rule), choice);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nearest")]
    [InlineData("left,right")]
    [InlineData("+1")]
    [InlineData("-5")]
    [InlineData("3")]
    [InlineData("-5,3")]
    [InlineData("NaN,3")]
    [InlineData("3,Infinity")]
    [InlineData("1e3,5")]
    [InlineData("1,2,3")]
    [InlineData(" left")]
    public void Other_words_are_refused(string text) => Assert.False(FaceChoice.TryParse(text, out _));

    [Fact]
    public void What_is_written_is_read_back_as_the_same_choice()
    {
        var random = new Random(20261128);
        var points = Enumerable.Range(0, 20_000).Select(_ => new Vector2(AnyFloat(random), AnyFloat(random)))
            .Append(new Vector2(0.00001f, 5)).Append(new Vector2(12345678900f, 5)).Append(new Vector2(float.Epsilon, float.MaxValue));

        foreach (var point in points)
        {
            var choice = new FaceChoice(FaceRule.Nearest, point);
            Assert.True(FaceChoice.TryParse(choice.ToString(), out var read), choice.ToString());
            Assert.Equal(choice, read);
        }
    }

    /// <summary>Any finite float that is not negative, all exponents alike.</summary>
    private static float AnyFloat(Random random) => BitConverter.Int32BitsToSingle(random.Next(0x7F800000));
}
