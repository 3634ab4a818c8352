using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Words;

namespace HeyGem.Core.Tests.Voice.Words;

/// <summary>What known words do to a mouth that was heard.</summary>
public sealed class WordMouthTests
{
    private static readonly SoundClasses _classes = new(
    [
        "sil", "p", "f", "w", "th", "t", "s", "sh", "k", "h", "l", "r", "j", "a", "ae", "eh", "ah", "e", "ih", "i", "ax", "er", "ao", "o",
        "uh", "u", "oe", "y",
    ]);

    // Something else, "map" from 0.20 to 0.56 and "pa" after a short pause; the last word is not sure.
    private static readonly WordAlignment _aligned = new(
        [
            Word("map", WordFit.Sure, 0.20, ("p", 0.12), ("a", 0.12), ("p", 0.12)),
            Word("pa", WordFit.Sure, 0.70, ("p", 0.10), ("a", 0.20)),
            Word("bob", WordFit.Unsure, 1.00, ("p", 0.10), ("o", 0.10), ("p", 0.10)),
        ],
        [(0.02, 0.18)]);

    private static readonly MouthCurve _heard = Heard();

    [Theory]
    [InlineData(WordsMouth.Off)]
    [InlineData(WordsMouth.Closures)]
    [InlineData(WordsMouth.Half)]
    public void A_text_of_which_less_than_half_is_sure_changes_nothing_and_neither_does_off(WordsMouth mouth)
    {
        var wrong = new WordAlignment([.. _aligned.Words.Select(w => w with { Fit = WordFit.Unsure }), _aligned.Words[0]], []);

        Assert.Same(_heard, WordMouth.Applied(_heard, wrong, _classes, mouth));
        Assert.Same(_heard, WordMouth.Applied(_heard, new WordAlignment([], []), _classes, mouth));
        Assert.Same(_heard, WordMouth.Applied(_heard, _aligned, _classes, WordsMouth.Off));
    }

    [Theory]
    [InlineData(25)]
    [InlineData(30)]
    [InlineData(60)]
    public void Lips_close_where_a_sure_word_has_p_b_or_m_and_nowhere_else_in_it(int fps)
    {
        var told = WordMouth.Applied(_heard, _aligned, _classes, WordsMouth.Closures);
        var driven = VoiceDriver.Sample(told, new FrameRate(fps, 1), fps * 2, new VoiceDriveOptions());

        // Lips lead the sound by 40 ms.
        bool Closes(double from, double to) => Enumerable.Range(0, driven.FrameCount).Any(i => driven.Closure[i] > 0.99
            && (i / (double)fps) + 0.04 >= from - (1.0 / fps) && (i / (double)fps) + 0.04 <= to + (1.0 / fps));
        Assert.True(Closes(0.20, 0.32) && Closes(0.44, 0.56) && Closes(0.70, 0.80), "a closure is missing");

        // Heard in the vowel of "pa", where the words have none.
        Assert.All(Enumerable.Range(41, 8), k => Assert.Equal(0, told.Closure[k]));
        Assert.All(Enumerable.Range(10, 6), k => Assert.True(told.Opening[k] < 0.1f, $"open at {k}"));
    }

    [Theory]
    [InlineData(WordsMouth.Closures)]
    [InlineData(WordsMouth.Half)]
    public void Outside_sure_words_the_sound_stays_alone(WordsMouth mouth)
    {
        var told = WordMouth.Applied(_heard, _aligned, _classes, mouth);

        foreach (var (heard, now) in new[]
        {
            (_heard.Opening, told.Opening), (_heard.Width, told.Width), (_heard.Closure, told.Closure), (_heard.Silence, told.Silence),
        })
        {
            Assert.Equal(heard[..10], now[..10]);
            Assert.Equal(heard[50..], now[50..]);
        }

        Assert.NotEqual(_heard.Closure, told.Closure);
    }

    [Fact]
    public void Half_is_the_mean_of_what_is_heard_and_what_the_sounds_ask_for()
    {
        var told = WordMouth.Applied(_heard, _aligned, _classes, WordsMouth.Half);
        var (opening, width, closure) = WordMotion.Of(_aligned, _classes, _heard.Length);

        Assert.All(Enumerable.Range(10, 40), k =>
        {
            Assert.Equal((_heard.Opening[k] + opening[k]) / 2, told.Opening[k], 5);
            Assert.Equal((_heard.Width[k] + width[k]) / 2, told.Width[k], 5);
            Assert.Equal((_heard.Closure[k] + closure[k]) / 2, told.Closure[k], 5);
        });

        // An "a" between two closures is opened, and both of them are shut.
        Assert.True(opening[18] > 0.3f && opening[12] < 0.05f && opening[25] < 0.05f, $"{opening[18]} {opening[12]} {opening[25]}");
    }

    [Fact]
    public void Long_silence_before_between_and_after_words_leaves_numbers()
    {
        var alone = new WordAlignment([Word("pa", WordFit.Sure, 40, ("p", 0.1), ("a", 0.2))], []);

        var (opening, width, closure) = WordMotion.Of(alone, _classes, 5000);

        Assert.All(opening.Concat(width).Concat(closure), value => Assert.True(float.IsFinite(value)));
        Assert.Equal([2000, 2001, 2002, 2003, 2004], Enumerable.Range(0, 5000).Where(k => closure[k] > 0));
    }

    private static AlignedWord Word(string text, WordFit fit, double start, params (string Class, double Seconds)[] sounds)
    {
        List<AlignedSound> placed = [];
        var at = start;
        foreach (var (name, seconds) in sounds)
        {
            placed.Add(new AlignedSound(_classes.IndexOf(name), at, Math.Round(at + seconds, 2)));
            at = placed[^1].End;
        }

        return new AlignedWord(text, start, at, fit) { Sounds = placed };
    }

    /// <summary>Two seconds of speech of half an opening in which lips close in the vowel of the second word.</summary>
    private static MouthCurve Heard() => new()
    {
        Opening = [.. Enumerable.Range(0, 100).Select(k => 0.5f + (0.3f * MathF.Sin(k)))],
        Width = [.. Enumerable.Range(0, 100).Select(k => 0.2f * MathF.Cos(k))],
        Rounding = new float[100],
        Closure = [.. Enumerable.Range(0, 100).Select(k => k is >= 42 and < 46 ? 0.9f : 0.1f)],
        Labiodental = new float[100],
        Silence = new float[100],
    };
}
