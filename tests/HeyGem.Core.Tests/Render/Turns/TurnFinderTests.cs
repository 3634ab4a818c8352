using HeyGem.Core.Render.Turns;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Tests.Render.Turns;

/// <summary>Whose mouth goes with a sound, on made syllables.</summary>
public sealed class TurnFinderTests
{
    private const int Seconds = 12;
    private const int Steps = Seconds * MouthCurve.RateHz;

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-5)]
    public void Each_turn_goes_to_the_mouth_that_moves_with_the_sound_although_the_other_moves_too(int late)
    {
        var sound = Sound(k => k is not (>= 190 and < 205 or >= 400 and < 415));
        var (a, b) = (Mouth(sound, late, k => k is < 200 or >= 410, 1), Mouth(sound, late, k => k is >= 200 and < 410, 2));

        var found = TurnFinder.Find(sound, [a, b]);

        Assert.Equal(2, found.Turns[0].Count);
        var other = Assert.Single(found.Turns[1]);
        Assert.InRange(other.Span.Start, 3.8, 4.3);
        Assert.InRange(other.Span.End, 7.8, 8.4);
        Assert.All(found.Turns.SelectMany(t => t), turn => Assert.InRange(turn.Confidence, SpokenTurn.SureFrom, 1));
        Assert.InRange(found.LateMs, (20 * late) - 20, (20 * late) + 20);
        Assert.Empty(found.Unseen);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_turn_of_a_second_that_no_pause_parts_from_the_others_is_found_with_its_edges(int late)
    {
        var sound = Sound(_ => true);
        var (a, b) = (
            Mouth(sound, late, k => k is < 150 or >= 205 and < 400, 1), Mouth(sound, late, k => k is >= 150 and < 205 or >= 400, 2));

        var found = TurnFinder.Find(sound, [a, b]);

        Assert.Equal(2, found.Turns[1].Count);
        var wrong = new[] { found.Turns[1][0].Span.Start - 3, found.Turns[1][0].Span.End - 4.1, found.Turns[1][1].Span.Start - 8 };
        Assert.All(wrong, w => Assert.InRange(w, -0.2, 0.2));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(46)]
    public void Who_breaks_in_for_less_than_a_breath_has_a_turn_of_their_own_that_no_other_turn_covers(int steps)
    {
        var sound = Sound(_ => true);
        bool BreaksIn(int k) => k >= 300 && k < 300 + steps;
        var (a, b) = (Mouth(sound, 0, k => !BreaksIn(k), 1), Mouth(sound, 0, BreaksIn, 2));

        var found = TurnFinder.Find(sound, [a, b]);

        var turns = found.Turns.SelectMany((own, who) => own.Select(turn => (turn.Span, Who: who))).OrderBy(t => t.Span.Start).ToList();
        Assert.Equal([0, 1, 0], turns.Select(t => t.Who));
        Assert.All(turns.Zip(turns.Skip(1)), pair => Assert.True(pair.First.Span.End <= pair.Second.Span.Start));
    }

    [Fact]
    public void What_is_heard_while_a_mouth_only_trembles_is_nobodys()
    {
        var tremble = new Random(3);
        float[] Still(float at) => [.. Enumerable.Range(0, Steps).Select(_ => at + (0.002f * tremble.NextSingle()))];

        var found = TurnFinder.Find(Sound(_ => true), [new SeenMouth(Still(0.05f), Still(0.6f))]);

        Assert.Empty(Assert.Single(found.Turns));
        Assert.InRange(found.Unseen.Sum(s => s.Length), 10, Seconds);
    }

    [Fact]
    public void Of_two_mouths_that_move_alike_the_one_that_is_shut_under_vowels_does_not_speak()
    {
        var sound = Sound(_ => true);
        SeenMouth From(float gap) => new(
            [.. sound.Opening.Select((v, k) => (k is >= 200 and < 400 ? gap : 0.05f) + ((k is >= 200 and < 400 ? 0.02f : 0.12f) * v))],
            [.. sound.Width.Select(w => 0.6f + (0.05f * w))]);

        var found = TurnFinder.Find(sound, [From(0.005f), From(0.12f)]);

        Assert.InRange(found.Turns[1].Sum(t => Math.Min(t.Span.End, 7.8) - Math.Max(t.Span.Start, 4.2)), 3.4, 3.7);
    }

    [Fact]
    public void A_turn_that_might_be_of_two_is_not_certain()
    {
        var sound = Sound(_ => true);
        var mouth = Mouth(sound, 0, _ => true, 4);

        var found = TurnFinder.Find(sound, [mouth, mouth]);

        Assert.All(found.Turns.SelectMany(t => t), turn => Assert.InRange(turn.Confidence, 0, SpokenTurn.SureFrom - 0.01));
        Assert.NotEmpty(found.Turns.SelectMany(t => t));
    }

    [Fact]
    public void A_mouth_that_is_not_seen_speaks_nothing_and_silence_has_no_turn()
    {
        var sound = Sound(_ => true);
        var whole = Mouth(sound, 0, _ => true, 5);
        var gone = new SeenMouth([.. whole.Opening.Select((v, k) => k < 300 ? v : float.NaN)], whole.Width);

        var found = TurnFinder.Find(sound, [gone with { Width = [.. gone.Opening.Select(v => v * 2)] }]);

        Assert.InRange(Assert.Single(found.Turns[0]).Span.End, 5, 6.6);
        Assert.InRange(found.Unseen.Sum(s => s.Length), 5, 7);
        Assert.Empty(TurnFinder.Find(Sound(_ => false), [whole]).Turns[0]);
    }

    /// <summary>Syllables of random strength, some five a second; nobody speaks where <paramref name="spoken"/> says no.</summary>
    private static MouthCurve Sound(Func<int, bool> spoken)
    {
        var (opening, width) = (Syllables(11), Syllables(12));
        var silence = Enumerable.Range(0, Steps).Select(k => spoken(k) ? 0f : 1f).ToArray();
        return new MouthCurve
        {
            Opening = [.. opening.Select((v, k) => spoken(k) ? v : 0)],
            Width = [.. width.Select(v => v - 0.4f)],
            Rounding = new float[Steps],
            Closure = new float[Steps],
            Labiodental = new float[Steps],
            Silence = silence,
        };
    }

    /// <summary>A mouth that follows the sound where it speaks, and does something of its own elsewhere.</summary>
    private static SeenMouth Mouth(MouthCurve sound, int late, Func<int, bool> speaks, int seed)
    {
        var (own, other) = (Syllables(100 + seed), Syllables(200 + seed));
        float At(float[] heard, float[] idle, int k) =>
            Math.Clamp(k - late, 0, Steps - 1) is var at && speaks(at) ? heard[at] : 0.6f * idle[k];
        return new SeenMouth(
            [.. Enumerable.Range(0, Steps).Select(k => 0.05f + (0.12f * At(sound.Opening, own, k)))],
            [.. Enumerable.Range(0, Steps).Select(k => 0.6f + (0.05f * At(sound.Width, other, k)))]);
    }

    private static float[] Syllables(int seed)
    {
        var random = new Random(seed);
        var values = new float[Steps];
        for (var k = 0; k < Steps;)
        {
            var (length, height) = (random.Next(6, 16), random.NextSingle());
            for (var i = 0; i < length && k < Steps; i++, k++)
            {
                values[k] = height * MathF.Sin(MathF.PI * i / length);
            }
        }

        return values;
    }
}
