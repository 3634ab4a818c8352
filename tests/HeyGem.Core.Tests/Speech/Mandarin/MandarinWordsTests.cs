using HeyGem.Core.Speech;
using HeyGem.Core.Speech.Mandarin;

namespace HeyGem.Core.Tests.Speech.Mandarin;

public sealed class MandarinWordsTests
{
    private const string Table =
        "chang2\t长 常\nhang2\t行\nyin2\t银\nyin2 hang2\t银行\nzhang3 da4\t长大\nda4\t大\nde5\t的\nxing2\t形 刑\nwu3\t五\ner4\t二\nshi2\t十\n"
            + "ge4\t个\nliang3\t两\n";

    [Theory]
    [InlineData("银行长大的", "yin2 hang2 zhang3 da4 de5")]
    [InlineData("长长大", "chang2 zhang3 da4")]
    [InlineData("行长", "hang2 chang2")]
    [InlineData("大龘的", "da4 ? de5")]
    [InlineData("", "")]
    public void A_character_is_read_as_the_longest_word_that_has_it(string text, string syllables) =>
        Assert.Equal(syllables, string.Join(' ', Readings().Of([.. text.EnumerateRunes()]).Select(s => s ?? "?")));

    [Fact]
    public void Words_end_at_marks_and_at_other_writing()
    {
        var words = new MandarinWords("银，行 Wi-Fi的 52个！");

        Assert.Equal(["Wi-Fi"], words.Foreign);
        Assert.Equal(
            "银，:j.i.n 行:χ.ɑ.ŋ Wi-Fi:w.aɪ 的:t.ə 52:w.u.ʂ.ɨ.ər 个！:k.o",
            Told(words.Pronounced(Readings(), new Dictionary<string, IReadOnlyList<string>> { ["Wi-Fi"] = ["w", "aɪ"] })));
    }

    [Fact]
    public void What_nobody_can_read_is_a_word_without_sounds() =>
        Assert.Equal("龘: Fi:", Told(new MandarinWords("龘Fi").Pronounced(Readings(), new Dictionary<string, IReadOnlyList<string>>())));

    [Fact]
    public async Task Characters_need_no_espeak_and_nothing_else_is_read_by_the_table()
    {
        var path = Path.Combine(Path.GetTempPath(), $"readings-{Guid.NewGuid():N}.tsv");
        await File.WriteAllTextAsync(path, Table, TestContext.Current.CancellationToken);
        try
        {
            var reader = new WordReader(null, path);

            var words = await reader.OfAsync("长大 CD\n2个", "zh-CN", TestContext.Current.CancellationToken);

            Assert.Equal("长:tʂ.ɑ.ŋ 大:t.ɑ CD: 2:l.iɑ.ŋ 个:k.o", Told(words));
            await Missing(reader, "ni3 hao3", "zh");
            await Missing(reader, "长大", "yue");
            await Missing(new WordReader(null, null), "长大", "zh");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task Missing(WordReader reader, string text, string language) => Assert.Equal(
        Core.Errors.ErrorCode.SpeechMissing,
        (await Assert.ThrowsAsync<Core.Errors.HeyGemException>(
            () => reader.OfAsync(text, language, TestContext.Current.CancellationToken))).Code);

    private static string Told(IReadOnlyList<PronouncedWord> words) =>
        string.Join(' ', words.Select(word => $"{word.Text}:{string.Join('.', word.Phones)}"));

    private static MandarinReadings Readings() => new(new StringReader(Table));
}
