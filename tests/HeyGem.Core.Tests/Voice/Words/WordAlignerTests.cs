using HeyGem.Core.Timing;
using HeyGem.Core.Voice.Features;
using HeyGem.Core.Voice.Words;

namespace HeyGem.Core.Tests.Voice.Words;

/// <summary>Words laid along made columns: what is said is known to the column.</summary>
public sealed class WordAlignerTests
{
    private static readonly SoundClasses _classes = new(["sil", "p", "t", "s", "a", "i", "o", "u", .. Rest]);

    private static string[] Rest =>
        ["f", "w", "th", "sh", "k", "h", "l", "r", "j", "ae", "eh", "ah", "e", "ih", "ax", "er", "ao", "uh", "oe", "y"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Words_are_found_where_they_are_said_and_pauses_belong_to_none()
    {
        var heard = Heard("     ppaaaattssooo    ttiiippp   ");

        var aligned = Align(heard, "pat-s-o:p a t s o", "tip:t i p");

        Assert.Equal([(0.11, 0.37), (0.45, 0.61)], aligned.Words.Select(w => (w.Start, w.End)));
        Assert.All(aligned.Words, w => Assert.Equal(WordFit.Sure, w.Fit));
        Assert.Equal([0.11, 0.15, 0.23, 0.27, 0.31], aligned.Words[0].Sounds.Select(s => s.Start));
        Assert.Empty(aligned.Extra);
        Assert.Equal((1, 1), (aligned.PlacedShare, aligned.SureShare));
    }

    [Fact]
    public void A_word_that_is_not_said_is_told_and_moves_no_other()
    {
        var heard = Heard("   ppaaatt  ssoo ttiipp  ssiioott   ");
        string[] said = ["pat:p a t", "so:s o", "tip:t i p", "siot:s i o t"];
        var plain = Align(heard, said);

        var aligned = Align(heard, [.. said[..2], "usupa:u s u p a u k", .. said[2..]]);

        Assert.Equal(WordFit.Unheard, aligned.Words[2].Fit);
        Assert.Equal(aligned.Words[1].End, aligned.Words[2].Start);
        Assert.Equal(plain.Words, aligned.Words.Where((_, i) => i != 2), (a, b) => (a.Start, a.End) == (b.Start, b.End));
        Assert.Equal(
            [WordFit.Sure, WordFit.Unsure, WordFit.Unheard, WordFit.Unsure, WordFit.Sure], aligned.Words.Select(w => w.Fit));
        Assert.Equal((0.8, 0.4), (aligned.PlacedShare, aligned.SureShare));
    }

    [Fact]
    public void A_word_alone_lies_where_the_sound_has_it_and_gives_up_what_it_was_stretched_over()
    {
        var heard = Heard("   ppaaattssoorrii   ");
        byte[] pat = [_classes.IndexOf("p"), _classes.IndexOf("a"), _classes.IndexOf("t")];
        var prices = new WordPrices();

        var alone = WordEdges.Alone(heard, pat, (6, 20), prices);

        Assert.Equal((6, 20), (alone.From, alone.To), (x, y) => Math.Abs(x.Item1 - y.Item1) < 3 && Math.Abs(x.Item2 - y.Item2) < 3);
        Assert.Equal(alone, WordEdges.Alone(heard, pat, (6, 34), prices));
        Assert.Equal((alone.From, alone.To + prices.Edge, true, true), WordEdges.Held((alone.From, 34), alone, 3, prices));
        Assert.Equal((false, false), (Held(60).StartSure, Held(60).EndSure));
        Assert.Equal((true, false), (Held(alone.To - 5).StartSure, Held(alone.To - 5).EndSure));

        (int From, int To, bool StartSure, bool EndSure) Held(int to) => WordEdges.Held((alone.From, to), alone, 3, prices);
    }

    [Fact]
    public void A_word_that_fits_better_a_second_away_has_no_sure_edge()
    {
        var heard = Heard($"   ppaatt{new string('o', 45)}ppaaaatt   ");
        byte[] pat = [_classes.IndexOf("p"), _classes.IndexOf("a"), _classes.IndexOf("t")];
        var prices = new WordPrices();

        var alone = WordEdges.Alone(heard, pat, (6, 18), prices);

        Assert.InRange(alone.From, 105, 111);
        Assert.Equal((6, 18, false, false), WordEdges.Held((6, 18), alone, 3, prices));
    }

    [Fact]
    public void An_edge_in_a_sound_that_both_words_have_is_not_sure()
    {
        var heard = Heard("   ppiioossssssssaapptt   ");

        var words = Align(heard, "pios:p i o s", "sapt:s a p t").Words;

        Assert.All(words, w => Assert.Equal(WordFit.Sure, w.Fit));
        Assert.True(words[0].StartSure && words[1].EndSure, "the outer edges lie in silence");
        Assert.False(words[0].EndSure && words[1].StartSure, "the sound does not tell which of both has it");
    }

    [Fact]
    public void What_the_text_does_not_have_is_told_and_stands_in_no_word()
    {
        var heard = Heard("   ppaaatt  uuuuussssuuuuppppuuuussss  ttiipp   ");

        var aligned = Align(heard, "pat:p a t", "tip:t i p");

        var extra = Assert.Single(aligned.Extra);
        Assert.Equal(0.25, extra.Start, 0.03);
        Assert.Equal(0.77, extra.End, 0.03);
        Assert.Equal(0.21, aligned.Words[0].End, 0.03);
        Assert.Equal(0.81, aligned.Words[1].Start, 0.03);
    }

    [Fact]
    public void Another_word_in_place_of_the_one_that_is_said_is_no_sure_one()
    {
        var heard = Heard("   ppaaatt  ssoossoo  ttiipp  ssiioott  ");

        var aligned = Align(heard, "pat:p a t", "utu:u t u", "tip:t i p", "siot:s i o t");

        Assert.NotEqual(WordFit.Sure, aligned.Words[1].Fit);
        Assert.Equal(WordFit.Sure, aligned.Words[3].Fit);
        Assert.Equal((0.61, 0.77), (aligned.Words[3].Start, aligned.Words[3].End));
    }

    [Fact]
    public void A_whole_paragraph_that_is_not_said_and_one_that_is_not_written_lose_no_place()
    {
        var random = new Random(3);
        string[] Some(int count, string sounds = "ptsaiou") =>
        [
            .. Enumerable.Range(0, count).Select(i => $"{i}:{string.Join(' ', random.GetItems(sounds.AsSpan(), random.Next(3, 7)))}"),
        ];
        static string Spoken(string[] words) => string.Concat(words.Select(w => string.Concat(
            w[(w.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(' ').Select(c => new string(c[0], 4))) + "  "));
        string[] first = Some(40), unsaid = Some(60), second = Some(40), unwritten = Some(60, "fwkhlrjey"), third = Some(40);

        var heard = Heard(Spoken([.. first, .. second, .. unwritten, .. third]));
        var aligned = Align(heard, [.. first, .. unsaid, .. second, .. third]);

        var right = aligned.Words.Count(w => w.Fit == WordFit.Sure);
        Assert.InRange(right, 105, 125);
        Assert.All(aligned.Words.Skip(40).Take(60).Where((_, i) => i is > 5 and < 55), w => Assert.NotEqual(WordFit.Sure, w.Fit));
        Assert.Equal(heard.Seconds - 0.03, aligned.Words[^1].End, 0.03);
        Assert.True(aligned.Extra.Sum(e => e.End - e.Start) > 0.8 * Spoken(unwritten).Length * 0.02, "what is not written is not told");
    }

    [Fact]
    public void Words_without_sounds_and_texts_without_words_are_no_fault()
    {
        var heard = Heard("  ppppaaaaatttt   ");

        Assert.Empty(Align(heard).Words);
        Assert.Single(Align(heard).Extra);
        var aligned = Align(heard, "!:", "pat:p a t");
        Assert.Equal((WordFit.Unheard, 0.05), (aligned.Words[0].Fit, aligned.Words[1].Start));
    }

    [Fact]
    public void More_words_than_there_is_sound_for_are_not_heard() => Assert.Contains(
        Align(Heard("pat"), [.. Enumerable.Repeat("pat:p a t", 50)]).Words, w => w.Fit == WordFit.Unheard);

    [Fact]
    public void What_was_kept_is_read_again_and_half_of_it_is_nothing()
    {
        var aligned = Align(Heard("  ppaaatt  ssoo  ussusuusuususuusuusuussus   "), "päť:p a t", "so:s o", "tip:t i p");
        using var stream = new MemoryStream();
        WordAlignmentFile.Save(aligned, stream);

        stream.Position = 0;
        var read = WordAlignmentFile.TryLoad(stream)!;
        stream.SetLength(stream.Length - 3);
        stream.Position = 0;

        Assert.Equal(aligned.Extra, read.Extra);
        Assert.Equal(
            aligned.Words.Select(w => (w.Text, w.Start, w.End, w.Fit, w.StartSure, w.EndSure, string.Join(' ', w.Sounds))),
            read.Words.Select(w => (w.Text, w.Start, w.End, w.Fit, w.StartSure, w.EndSure, string.Join(' ', w.Sounds))));
        Assert.Contains(read.Words, w => w.StartSure || w.EndSure);
        Assert.Null(WordAlignmentFile.TryLoad(stream));
    }

    [Fact]
    public void Heard_classes_are_kept_and_laid_on_another_time_line()
    {
        var heard = Heard("ppaaatt");
        using var stream = new MemoryStream();
        SpeechClasses.Save(heard, stream);
        stream.Position = 0;
        var read = SpeechClasses.TryLoad(stream)!;

        var laid = SpeechClasses.Lay(
            [new LaidStretch<SpeechClasses>(read, MediaTime.Zero, MediaTime.FromSeconds(1), MediaTime.FromSeconds(0.14))],
            MediaTime.FromSeconds(2), _classes.Silence);

        Assert.Equal(100, laid.Columns);
        var word = Assert.Single(Align(laid, "pat:p a t").Words);
        Assert.Equal(1.01, word.Start, 0.011);
        Assert.Equal(1.15, word.End, 0.011);
        stream.SetLength(stream.Length - 1);
        stream.Position = 0;
        Assert.Null(SpeechClasses.TryLoad(stream));
    }

    private static WordAlignment Align(SpeechClasses heard, params string[] words) => WordAligner.Align(
        heard,
        [.. words.Select(w => w.Split(':')).Select(w => (
            w[0], w[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(_classes.IndexOf).ToArray()))],
        _classes,
        new WordPrices(),
        Token);

    /// <summary>A column a letter, nine tenths certain; a space is silence.</summary>
    private static SpeechClasses Heard(string columns)
    {
        var heard = new SpeechClasses(_classes.Names.Count);
        Span<float> logits = stackalloc float[_classes.Names.Count];
        foreach (var letter in columns)
        {
            logits.Fill(MathF.Log(0.1f / (logits.Length - 1)));
            logits[letter == ' ' ? _classes.Silence : _classes.IndexOf($"{letter}")] = MathF.Log(0.9f);
            heard.Push(logits);
        }

        return heard;
    }
}
