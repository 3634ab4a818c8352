using System.Globalization;
using System.Text;
using HeyGem.Core.Captions;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Tests.Captions;

public sealed class CaptionFileTests
{
    private const string TwoCues = "1\n00:00:01,000 --> 00:00:02,500\nGood morning.\n\n2\n00:00:03,000 --> 00:00:04,000\nHow are you?\n";

    private static readonly string[] _twoTexts = ["Good morning.", "How are you?"];

    [Fact]
    public void Times_and_texts_are_read()
    {
        var cues = Read(TwoCues).Cues;

        Assert.Equal([(1, 2.5, "Good morning."), (3, 4, "How are you?")], cues.Select(c => (c.Start.Seconds, c.End.Seconds, c.Text)));
        Assert.All(cues, c => Assert.Null(c.Speaker));
        Assert.Equal([2, 6], cues.Select(c => c.Line));
    }

    [Fact]
    public void A_mark_before_the_text_and_windows_line_ends_change_nothing()
    {
        byte[] file = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(TwoCues.Replace("\n", "\r\n", StringComparison.Ordinal))];

        var captions = CaptionFile.Parse(file, "a.srt");

        Assert.Equal(_twoTexts, captions.Cues.Select(c => c.Text));
        Assert.Empty(captions.Notes);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public void Utf_16_is_read_in_both_orders_with_and_without_a_mark(bool bigEndian, bool mark)
    {
        var encoding = new UnicodeEncoding(bigEndian, mark);

        var captions = CaptionFile.Parse([.. encoding.GetPreamble(), .. encoding.GetBytes(TwoCues)], "a.srt");

        Assert.Equal(_twoTexts, captions.Cues.Select(c => c.Text));
    }

    [Theory]
    [InlineData("GB18030", "你好，我是安娜。这是我们的第一个问题，你在这里工作吗？\n不是，他说他不来了。")]
    [InlineData("Big5", "你好，我是安娜。這是我們的第一個問題，你在這裡工作嗎？\n不是，他說他不來了。")]
    public void The_old_chinese_encodings_are_known_by_their_signs(string encoding, string text)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(encoding)!
            .GetBytes($"1\r\n00:00:01,000 --> 00:00:04,000\r\n{text}\r\n");

        var captions = CaptionFile.Parse(bytes, "zh.srt");

        Assert.Equal(text.Replace('\n', ' '), Assert.Single(captions.Cues).Text);
        Assert.Contains(captions.Notes, n => n.Sentence.Contains(encoding, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("windows-1252", "Größe und Übermaß, schöne Grüße an Zoë")]
    [InlineData("windows-1251", "Доброе утро, как ваши дела? Я очень рад вас видеть")]
    [InlineData("euc-kr", "안녕하세요 저는 오늘 여기에 왔습니다 그리고 내일 갑니다")]
    [InlineData("shift_jis", "おはようございます。今日はいい天気ですね。")]
    public void An_encoding_that_is_not_known_is_refused_by_name(string encoding, string text)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(encoding)!.GetBytes($"1\n00:00:01,000 --> 00:00:02,000\n{text}\n");

        var error = Assert.Throws<HeyGemException>(() => CaptionFile.Parse(bytes, "old.srt"));

        Assert.Equal(ErrorCode.CaptionsEncoding, error.Code);
        Assert.Contains("'old.srt'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cues_out_of_order_are_sorted_and_said_to_be()
    {
        var captions = Read("00:00:05.000 --> 00:00:06.000\nsecond\n\n00:00:01.000 --> 00:00:02.000\nfirst\n");

        Assert.Equal(["first", "second"], captions.Cues.Select(c => c.Text));
        Assert.Contains(captions.Notes, n => n.Sentence.Contains("order", StringComparison.Ordinal));
    }

    [Fact]
    public void Overlapping_cues_stay_as_they_are() =>
        Assert.Equal([(1.0, 4.0), (2.0, 3.0)], Read("00:01.000 --> 00:04.000\na\n\n00:02.000 --> 00:03.000\nb\n").Cues
            .Select(c => (c.Start.Seconds, c.End.Seconds)));

    [Fact]
    public void Negative_times_are_cut_at_the_start_or_left_out_and_said_to_be()
    {
        var captions = Read("-00:00:02,000 --> -00:00:01,000\ngone\n\n-00:00:01,000 --> 00:00:01,000\nhalf\n\n00:00:05,000 --> "
            + "00:00:04,000\nturned\n");

        Assert.Equal([("half", 0.0, 1.0), ("turned", 4.0, 5.0)], captions.Cues.Select(c => (c.Text, c.Start.Seconds, c.End.Seconds)));
        Assert.Equal([1, 4, 7], captions.Notes.Select(n => n.Line));
    }

    [Fact]
    public void A_cue_of_one_frame_and_one_of_no_time_are_kept() =>
        Assert.Equal([0.04, 0.0], Read("00:01.000 --> 00:01.040\na\n\n00:02.000 --> 00:02.000\nb\n").Cues
            .Select(c => Math.Round((c.End - c.Start).Seconds, 6)));

    [Fact]
    public void Times_that_cannot_be_read_cost_their_cue_alone()
    {
        var captions = Read("1\n00:00:xx --> 00:00:02,000\nlost\n\n2\n00:00:03,000 --> 00:00:04,000\nkept\n");

        Assert.Equal("kept", Assert.Single(captions.Cues).Text);
        Assert.Equal(2, Assert.Single(captions.Notes).Line);
    }

    [Fact]
    public void Cues_without_an_empty_line_between_them_are_told_apart() =>
        Assert.Equal(["one", "two"], Read("1\n00:01,000 --> 00:02,000\none\n2\n00:03,000 --> 00:04,000\ntwo").Cues.Select(c => c.Text));

    [Fact]
    public void Webvtt_is_read_with_its_settings_styles_and_remarks()
    {
        var captions = Read("WEBVTT - talk\n\nSTYLE\n::cue { color: red }\n\nNOTE by hand\n\nintro\n"
            + "00:01.000 --> 00:02.000 align:start position:10%\n<v.loud Anna Bell>Hello <00:01.500><c.red>there</c> &amp; welcome\n");

        var cue = Assert.Single(captions.Cues);
        Assert.Equal(("Hello there & welcome", "Anna Bell"), (cue.Text, cue.Speaker));
    }

    [Fact]
    public void Every_line_of_a_text_is_a_cue_without_times()
    {
        var bytes = Encoding.UTF8.GetBytes("\uFEFFHello  there.\r\n\r\n\tAnna: 12:30 --> not a time\r\n");

        var cues = CaptionFile.Parse(bytes, "words.TXT").Cues;

        Assert.Equal([("Hello there.", 1), ("Anna: 12:30 --> not a time", 3)], cues.Select(c => (c.Text, c.Line)));
        Assert.All(cues, cue => Assert.True(cue.IsUntimed));
    }

    [Fact]
    public void Ten_thousand_cues_are_read()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 10_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i + 1}\n{i / 3600:00}:{i / 60 % 60:00}:{i % 60:00},100 --> ")
                .Append(CultureInfo.InvariantCulture, $"{i / 3600:00}:{i / 60 % 60:00}:{i % 60:00},900\nCue {i}\n\n");
        }

        var cues = Read(text.ToString()).Cues;

        Assert.Equal(10_000, cues.Count);
        Assert.Equal(("Cue 9999", 9999.1), (cues[^1].Text, cues[^1].Start.Seconds));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n\r\n", "empty")]
    [InlineData("WEBVTT\n\n", "no cue")]
    [InlineData("just some words", "no cue")]
    public void A_file_without_cues_is_refused_with_a_sentence(string text, string word)
    {
        var error = Assert.Throws<HeyGemException>(() => Read(text));

        Assert.Equal(ErrorCode.CaptionsUnreadable, error.Code);
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_none_has_its_own_code()
    {
        var folder = Directory.CreateTempSubdirectory("heygem captions");
        try
        {
            Assert.Equal(ErrorCode.InputNotFound,
                Assert.Throws<HeyGemException>(() => CaptionFile.Read(Path.Combine(folder.FullName, "de.srt"))).Code);
            Assert.Equal(ErrorCode.InputNotRegularFile, Assert.Throws<HeyGemException>(() => CaptionFile.Read(folder.FullName)).Code);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var cues = Read("WEBVTT\n\n01:02:03.004 --> 01:02:05.678\nAnna: Grüß dich\n\n01:03:00.000 --> 01:03:01.000\n你好\n").Cues;
        using var stream = new MemoryStream();

        SrtWriter.Write(cues, stream);

        var again = CaptionFile.Parse(stream.ToArray(), "again.srt").Cues;
        Assert.Equal(cues.Select(c => c with { Line = 0 }), again.Select(c => c with { Line = 0 }));
        Assert.StartsWith("1\r\n01:02:03,004 --> 01:02:05,678\r\n", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    private static CaptionFile Read(string text) => CaptionFile.Parse(Encoding.UTF8.GetBytes(text), "a.srt");
}
