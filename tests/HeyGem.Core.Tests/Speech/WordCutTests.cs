using HeyGem.Core.Speech;

namespace HeyGem.Core.Tests.Speech;

public sealed class WordCutTests
{
    [Theory]
    [InlineData("Of the 1984 books", "Of@1 the@4 1984@8 books@13")]
    [InlineData("yes – no…", "yes –@1 no…@7")]
    [InlineData("« Oui »", "« Oui »@1")]
    [InlineData("5 % of 3 & 4", "5@1 %@3 of@5 3@8 &@10 4@12")]
    [InlineData("你好，世界", "你@1 好，@2 世@4 界@5")]
    [InlineData("用 CD 播放", "用@1 CD@3 播@6 放@7")]
    [InlineData("今天8点，看CD机", "今@1 天@2 8@3 点，@4 看@6 CD@7 机@9")]
    [InlineData("  ", "")]
    public void A_line_is_cut_at_spaces_and_at_ideographs(string line, string words) =>
        Assert.Equal(words, string.Join(' ', WordCut.Words(line).Select(w => $"{w.Text}@{w.At}")));

    [Theory]
    [InlineData("Of the 1984 books", "|1 ʌ v ð ə |8 n aɪ |9 eɪ |13 b ʊ k s _", "Of:ʌ,v the:ð,ə 1984:n,aɪ,eɪ books:b,ʊ,k,s")]
    [InlineData("in an odd", "|1 ɪ |7 ɒ d", "in:ɪ an: odd:ɒ,d")]
    [InlineData("U.S. 5 km", "|1 j uː |3 |6 f aɪ v |8 k", "U.S.:j,uː 5:f,aɪ,v km:k")]
    [InlineData("– well", "|3 w ɛ l", "– well:w,ɛ,l")]
    public void Phones_go_to_the_word_that_they_stand_at(string line, string answer, string words) => Assert.Equal(
        words, string.Join(' ', WordCut.Pronounced(WordCut.Words(line), answer).Select(w => $"{w.Text}:{string.Join(',', w.Phones)}")));

    [Theory]
    [InlineData("On 3/4 it cost $5, e.g. here.", "en-us", "On March 4th it cost 5 dollars, for example here.",
        "On@1 3/4@4 it@14 cost@17 $5,@22 e.g.@33 here.@45")]
    [InlineData("Um 18:05 Uhr.", "de", "Um 18 Uhr 5.", "Um@1 18:05@4 Uhr.@7")]
    [InlineData("Um  18:05", "it", "Um  18:05", "Um@1 18:05@5")]
    [InlineData("我有 5 km", "zh", "我有 5 km", "我@1 有@2 5@4 km@6")]
    public void A_word_is_shown_as_it_is_written_where_it_is_said_otherwise(string line, string language, string said, string words)
    {
        var read = WordCut.AsRead(line, language);

        Assert.Equal(said, read.Said);
        Assert.Equal(words, string.Join(' ', read.Words.Select(w => $"{w.Text}@{w.At}")));
    }

    [Fact]
    public void Lines_are_cut_where_they_are_too_long_and_lose_nothing()
    {
        var text = string.Join(' ', Enumerable.Range(0, 300).Select(i => $"word{i}"));

        var lines = EspeakWords.Lines($"  a\t b\r\n\n{text}\n{new string('x', 900)}\n[[p]]").ToList();

        Assert.Equal("a b", lines[0]);
        Assert.Equal(text, string.Join(' ', lines.Skip(1).TakeWhile(l => l[0] == 'w')));
        Assert.Equal(900, lines.Where(l => l[0] == 'x').Sum(l => l.Length));
        Assert.Equal("[ [p]]", lines[^1]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 400));
    }
}
