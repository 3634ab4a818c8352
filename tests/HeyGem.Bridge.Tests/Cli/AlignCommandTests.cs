using System.Security.Cryptography;
using System.Text.Json;
using HeyGem.Core.Dubbing;
using HeyGem.Core.Speech;
using HeyGem.Testing;

namespace HeyGem.Bridge.Tests.Cli;

/// <summary>Words of a voice that a synthesizer speaks, placed by the real program.</summary>
public sealed class AlignCommandTests(CliFixture cli)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Words_are_told_with_their_times_and_one_that_is_not_said_is_told_too()
    {
        var voice = await SpeakAsync("The brown pony will jump over seven small boxes.");

        var run = await cli.HeyGemAsync(
            "align", voice, "--text", "The brown pony will jump never thirty over seven small boxes.", "--language", "en-us", "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var words = run.Events("word");
        Assert.Equal(
            ["The", "brown", "pony", "will", "jump", "never", "thirty", "over", "seven", "small", "boxes."],
            words.Select(w => w.GetProperty("text").GetString()));
        var starts = words.Select(w => w.GetProperty("start").GetDouble()).ToList();
        Assert.Equal(starts.Order(), starts);
        Assert.NotEqual("sure", Fit(words[6]));
        Assert.All(new[] { 1, 2, 8, 9 }, i => Assert.Equal("sure", Fit(words[i])));
        Assert.InRange(Assert.Single(run.Events("completed")).GetProperty("placedShare").GetDouble(), 0.8, 0.99);
    }

    [Fact]
    public async Task Words_drive_a_mouth_only_where_that_is_asked_for_and_never_those_that_are_not_heard()
    {
        const string Said = "Bob may buy a map of Bombay.";
        const string Wrong = "Thirty neighbours visited the old lighthouse on Thursday.";
        var voice = await SpeakAsync(Said);
        var plain = await PicturesAsync("off", voice, "--text", Said);

        Assert.Equal(plain.Pictures, (await PicturesAsync("none", voice)).Pictures);
        foreach (var mouth in new[] { "closures", "half" })
        {
            var driven = await PicturesAsync($"driven {mouth}", voice, "--text", Said, "--words-mouth", mouth);
            var wrong = await PicturesAsync($"wrong {mouth}", voice, "--text", Wrong, "--words-mouth", mouth);

            Assert.NotEqual(plain.Pictures, driven.Pictures);
            Assert.DoesNotContain("did not drive", driven.Warnings, StringComparison.Ordinal);
            Assert.Equal(plain.Pictures, wrong.Pictures);
            Assert.Contains("did not drive the mouth", wrong.Warnings, StringComparison.Ordinal);
        }

        var without = await cli.HeyGemAsync(
            "render", cli.PathOf("clip.mp4"), "--audio", voice, "--words-mouth", "half", "--out", cli.PathOf("x"));
        Assert.True(without.ExitCode is 1 or 2, without.Output);
        Assert.Contains("only where they are given", without.Error + without.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_render_tells_in_its_report_when_the_words_are_heard()
    {
        var voice = await SpeakAsync("Seven small boxes.");
        var text = cli.PathOf("said.en.srt");
        await File.WriteAllTextAsync(
            text, "1\n00:00:00,000 --> 00:00:00,500\nSeven small\n\n2\n00:00:08,000 --> 00:00:09,000\nboxes.\n", Token);

        var run = await cli.HeyGemAsync(
            "render", cli.PathOf("clip.mp4"), "--audio", voice, "--captions", text, "--out", cli.PathOf("words out"), "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var words = Assert.Single(run.Events("completed")).GetProperty("report").GetProperty("words").EnumerateArray().ToList();
        Assert.Equal(["Seven", "small", "boxes."], words.Select(w => w.GetProperty("text").GetString()));
        Assert.All(words, w => Assert.NotEqual("unheard", Fit(w)));
        Assert.All(words, w => Assert.InRange(w.GetProperty("end").GetDouble(), w.GetProperty("start").GetDouble() + 0.05, 2));
    }

    [Fact]
    public async Task Chinese_characters_are_placed_by_how_they_are_read()
    {
        var voice = await SpeakAsync("wo3 men5 de5 yin2 hang2 ming2 tian1 ba1 dian3 kai1 men2 le5", "cmn-latn-pinyin");
        _ = ReadingsForTests.Shared;

        var run = await cli.HeyGemAsync("align", voice, "--text", "我们的银行明天8点开门了。", "--language", "zh", "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var words = run.Events("word");
        Assert.Equal(
            ["我", "们", "的", "银", "行", "明", "天", "8", "点", "开", "门", "了。"], words.Select(w => w.GetProperty("text").GetString()));
        Assert.Equal(1, Assert.Single(run.Events("completed")).GetProperty("placedShare").GetDouble());
        Assert.InRange(words.Count(w => Fit(w) == "sure"), 9, 12);
    }

    [Theory]
    [InlineData]
    [InlineData("--text", "Ja.")]
    [InlineData("--text", "...", "--language", "de")]
    [InlineData("--text", "Ja.", "--captions", "de.srt", "--language", "de")]
    [InlineData("--text", "Ja.", "--language", "nobody speaks it")]
    public async Task Words_that_are_not_told_or_told_twice_are_refused(params string[] options) =>
        Assert.Equal(2, (await cli.HeyGemAsync(["align", cli.PathOf("voice.wav"), .. options])).ExitCode);

    private static string? Fit(JsonElement word) => word.GetProperty("fit").GetString();

    /// <summary>Renders a clip without sound: its file and its warnings.</summary>
    private async Task<(string Pictures, string Warnings)> PicturesAsync(string name, string voice, params string[] options)
    {
        string[] language = options.Length > 0 ? ["--language", "en-us"] : [];
        var run = await cli.HeyGemAsync(
        [
            "render", cli.PathOf("clip.mp4"), "--audio", voice, "--no-audio", "--out", cli.PathOf(name), "--json", .. options, .. language,
        ]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var completed = Assert.Single(run.Events("completed"));
        var file = await File.ReadAllBytesAsync(completed.GetProperty("output").GetString()!, Token);
        return (Convert.ToHexString(SHA256.HashData(file)), completed.GetProperty("report").GetProperty("warnings").GetRawText());
    }

    private async Task<string> SpeakAsync(string text, string language = "en-us")
    {
        var espeak = new EspeakVoices(null);
        Assert.SkipUnless((await espeak.VoicesAsync(Token)).Count > 0, "espeak-ng is not installed, and nothing reads words without it.");
        var spoken = await espeak.SpeakAsync(new SpeechOrder(language, text, 1), Token);
        return MadeVoice.Write(cli.PathOf($"{text.Length}.wav"), new Resampler(spoken.SampleRateHz, 16_000).Run(spoken.Samples));
    }
}
