using HeyGem.Core.Render.Turns;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Tests.Render.Turns;

/// <summary>What shut and open lips say about who speaks.</summary>
public sealed class ShutLipsTests
{
    private const int Steps = 200;

    [Theory]
    [InlineData(0.02f, 0f, 0f, -1)]
    [InlineData(0.02f, 0f, 1f, 0)]
    [InlineData(0.02f, 0.9f, 0f, 1)]
    [InlineData(0.15f, 0.9f, 0f, -1)]
    [InlineData(0.15f, 0f, 0f, 0)]
    [InlineData(float.NaN, 0f, 0f, 0)]
    public void Shut_lips_go_with_a_closure_and_not_with_a_vowel(float gap, float closure, float silence, int expected)
    {
        // The mouth opens to .2 elsewhere.
        float[] opening = [.. Enumerable.Range(0, Steps).Select(k => k is >= 90 and < 110 ? gap : 0.2f)];

        var lips = new ShutLips(opening, Sound(closure, silence));

        Assert.Equal(expected, Math.Sign(lips.At(100, 0)));
        Assert.Equal(expected, Math.Sign(lips.At(80, 20)));
    }

    [Fact]
    public void A_closure_close_by_excuses_shut_lips_and_a_mouth_that_opens_meanwhile_is_not_shut()
    {
        float[] shut = [.. Enumerable.Range(0, Steps).Select(k => k is >= 90 and < 110 ? 0.01f : 0.2f)];
        var vowel = Sound(0, 0);
        vowel.Closure[103] = 0.4f;

        var lips = new ShutLips(shut, vowel);

        Assert.Equal(0, lips.At(100, 0));
        Assert.True(lips.At(99, 0) < 0);
        Assert.Equal(0, lips.At(109, 0));
    }

    [Fact]
    public void A_mouth_that_is_never_seen_says_nothing() =>
        Assert.Equal(0, new ShutLips([.. Enumerable.Repeat(float.NaN, Steps)], Sound(0, 0)).At(100, 0));

    private static MouthCurve Sound(float closure, float silence) => new()
    {
        Opening = new float[Steps],
        Width = new float[Steps],
        Rounding = new float[Steps],
        Closure = [.. Enumerable.Repeat(closure, Steps)],
        Labiodental = new float[Steps],
        Silence = [.. Enumerable.Repeat(silence, Steps)],
    };
}
