using HeyGem.Core.Errors;
using HeyGem.Core.Speech;

namespace HeyGem.Core.Tests.Speech;

public sealed class SpeechTests
{
    private const string Table =
        "Pty Language       Age/Gender VoiceName          File                 Other Languages\n"
        + " 5  cmn             --/M      Chinese_(Mandarin) sit/cmn              (zh-cmn 5)(zh 5)\n"
        + " 5  de              --/M      German             gmw/de               \n"
        + " 5  en-029          --/M      English_(Caribbean) gmw/en-029           (en 10)\n"
        + " 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)\n"
        + " 5  fr-be           --/M      French_(Belgium)   roa/fr-BE            (fr 8)\n"
        + " 5  fr-fr           --/M      French_(France)    roa/fr               (fr 5)\n"
        + " 5  pt-br           --/M      Portuguese_(Brazil) roa/pt-BR            (pt 6)\n"
        + " 5  pt              --/M      Portuguese_(Portugal) roa/pt               (pt-pt 5)\n";

    [Theory]
    [InlineData("de", "espeak-ng:de")]
    [InlineData("de-AT", "espeak-ng:de")]
    [InlineData("en", "espeak-ng:en-gb")]
    [InlineData("pt", "espeak-ng:pt")]
    [InlineData("fr", "espeak-ng:fr-fr")]
    [InlineData("pt-BR", "espeak-ng:pt-br")]
    [InlineData("zh", "espeak-ng:cmn")]
    [InlineData("zh-Hans", "espeak-ng:cmn")]
    public async Task A_language_finds_its_usual_voice(string language, string voice) =>
        Assert.Equal(voice, (await Voices().ChooseAsync(null, language, TestContext.Current.CancellationToken)).Id);

    [Theory]
    [InlineData("espeak-ng:de", "espeak-ng:de")]
    [InlineData("DE", "espeak-ng:de")]
    [InlineData("German", "espeak-ng:de")]
    [InlineData("de+f2", "espeak-ng:de+f2")]
    [InlineData("+f2", "espeak-ng:de+f2")]
    public async Task A_voice_is_known_by_several_words(string word, string voice) =>
        Assert.Equal(voice, (await Voices().ChooseAsync(word, "de", TestContext.Current.CancellationToken)).Id);

    [Theory]
    [InlineData("nobody", "de")]
    [InlineData("pt-br", "de")]
    [InlineData("+../../../etc/passwd", "de")]
    [InlineData("de+nope", "de")]
    [InlineData(null, "tlh")]
    public async Task A_voice_that_is_not_there_or_speaks_another_language_is_refused(string? word, string language)
    {
        var error = await Assert.ThrowsAsync<HeyGemException>(
            () => Voices().ChooseAsync(word, language, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.SpeechVoiceUnknown, error.Code);
        Assert.Contains($"\"{language}\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_program_that_speaks_the_code_says_so() => Assert.Equal(
        ErrorCode.SpeechMissing,
        (await Assert.ThrowsAsync<HeyGemException>(
            () => new SpeechVoices([new FakeVoice([])]).ChooseAsync(null, "de", TestContext.Current.CancellationToken))).Code);

    [Fact]
    public void Variations_of_espeak_are_its_files_names() => Assert.Equal(
        ["f2", "m1"],
        EspeakVoices.Variations("Pty Language\n 5  variant   --/F   female2   !v/f2    \n 5  variant --/M  male1  !v/m1 \n").Order());

    [Theory]
    [InlineData("de.srt", "de")]
    [InlineData("/a/talk.pt-BR.vtt", "pt-BR")]
    [InlineData("talk.srt", null)]
    [InlineData("my talk.srt", null)]
    public void A_captions_files_name_tells_its_language(string path, string? language) =>
        Assert.Equal(language, LanguageTag.OfFile(path));

    [Fact]
    public void Flite_tells_its_voices_and_when_phones_end()
    {
        Assert.Equal(["awb", "slt", "kal"], FliteVoices.Voices("Voices available: kal awb_time awb slt \n").Select(v => v.Name));

        var phones = FliteVoices.Phones("pau:0.220 p:0.347 iy:0.466 f:0.538 \n");

        Assert.Equal(
            [("pau", 0, 0.22, LipContact.None), ("p", 0.22, 0.347, LipContact.Lips), ("iy", 0.347, 0.466, LipContact.None),
                ("f", 0.466, 0.538, LipContact.Teeth)],
            phones.Select(p => (p.Name, p.Start, p.End, p.Contact)));
    }

    [Fact]
    public void Phones_of_espeak_are_taken_only_where_they_are_of_the_same_sound()
    {
        const string Answer = "22050 4410 0:_ 441:p 882:ə 1323:(de) 1323:pf 2205:v";

        Assert.Equal(
            [("_", LipContact.None, 0.02), ("p", LipContact.Lips, 0.02), ("ə", LipContact.None, 0.02), ("pf", LipContact.Lips, 0.04),
                ("v", LipContact.Teeth, 0.1)],
            EspeakVoices.Phones(Answer, 4410).Select(p => (p.Name, p.Contact, Math.Round(p.End - p.Start, 6))));
        Assert.Empty(EspeakVoices.Phones(Answer, 4411));
        Assert.Empty(EspeakVoices.Phones(string.Empty, 4410));
        Assert.Equal(LipContact.None, IpaContact.Of("(cmn)"));
    }

    [Fact]
    public void Text_is_never_an_option_or_a_phone()
    {
        var order = new SpeechOrder("de", "-f /etc/passwd [[p]]", 1.2);

        Assert.DoesNotContain(order.Text, EspeakVoices.Arguments(order));
        Assert.Equal("-f /etc/passwd [ [p]]", EspeakVoices.Plain(order.Text));
        Assert.Equal("210", EspeakVoices.Arguments(order)[3]);
        Assert.Equal(["-t", order.Text], FliteVoices.Arguments(order, "o.wav").Skip(5).Take(2));
    }

    [Fact]
    public void Silence_before_and_after_is_left_out_and_times_move_along()
    {
        var samples = new float[16_000];
        samples.AsSpan(4000, 8000).Fill(0.5f);

        var trimmed = new SpokenText(samples, 16_000) { Phones = [new(0.3, 0.4, "p", LipContact.Lips)] }.Trimmed();

        Assert.InRange(trimmed.Seconds, 0.5, 0.54);
        Assert.Equal(0.05, Assert.Single(trimmed.Phones).Start, 0.02);
        Assert.Empty(new SpokenText(new float[100], 16_000).Trimmed().Samples);
    }

    private static SpeechVoices Voices() => new([new FakeVoice(EspeakVoices.Voices(Table))]);

    private sealed class FakeVoice(IReadOnlyList<VoiceInfo> voices) : ISpeechVoice
    {
        public string Source => "espeak-ng";

        public Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellationToken) => Task.FromResult(voices);

        public string? Variation(VoiceInfo voice, string variation) => variation == "f2" ? $"{voice.Name}+f2" : null;

        public Task<SpokenText> SpeakAsync(SpeechOrder order, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
