using System.CommandLine;
using System.Runtime.InteropServices;
using HeyGem.Bridge.Cli;
using HeyGem.Core.Captions;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Bridge.Tests.Cli;

public sealed class DubCommandTests(CliFixture cli)
{
    private const string German = "1\n00:00:00,200 --> 00:00:00,900\nAnna: Guten Tag.\n\n2\n00:00:01,000 --> 00:00:01,400\nJa.\n";
    private const string French = "WEBVTT\n\n00:00.200 --> 00:00.900\n<v Anna>Bonjour.\n\n00:01.200 --> 00:01.700\nÇa va ?\n";

    [Fact]
    public async Task Captions_in_two_languages_become_two_results_on_one_look_at_the_face()
    {
        RequireEspeak();
        var (folder, clip) = (cli.PathOf("dub 结果"), await ClipWithSoundAsync("talk.mp4"));

        var run = await cli.HeyGemInAsync(Data(), "dub", clip, "--captions", await FileAsync("talk.de.srt", German), "--captions",
            await FileAsync("fr.vtt", French), "--voice-for", "anna=+f2", "--keep-background", "--out", folder, "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal(["talk_de_lipsync.mp4", "talk_fr_lipsync.mp4"],
            run.Events("completed").Select(e => Path.GetFileName(e.GetProperty("output").GetString())));
        Assert.Equal([false, true], run.Events("completed")
            .Select(e => e.GetProperty("report").GetProperty("cache").GetProperty("faces").GetBoolean()));
        Assert.Equal(["espeak-ng:de+f2", "espeak-ng:de", "espeak-ng:fr-fr+f2", "espeak-ng:fr-fr"],
            run.Events("cue").Select(e => e.GetProperty("voice").GetString()));
        Assert.Equal(
            ["talk_de.srt", "talk_de_lipsync.mp4", "talk_de_mix.wav", "talk_de_voice.wav", "talk_fr.srt", "talk_fr_lipsync.mp4",
                "talk_fr_mix.wav", "talk_fr_voice.wav"],
            Files(folder));
        Assert.Equal(["Anna", null], CaptionFile.Read(Path.Combine(folder, "talk_de.srt")).Cues.Select(c => c.Speaker));

        var (original, mix) = (await SoundAsync(clip), await SoundAsync(Path.Combine(folder, "talk_de_mix.wav")));
        var voice = await SoundAsync(Path.Combine(folder, "talk_de_voice.wav"));
        Assert.Equal((2 * 96_000, 96_000), (mix.Length, voice.Length));
        foreach (var (from, to) in new[] { (0.0, 0.04), (1.71, 2.0) })
        {
            Assert.Equal(original[At(from, 2)..At(to, 2)], mix[At(from, 2)..At(to, 2)]);
        }

        Assert.All(voice[At(0.2, 1)..At(0.7, 1)].Chunk(4800), part => Assert.True(Rms(part) > 0.01));
        Assert.Equal(0, voice[..At(0.19, 1)].Max(Math.Abs));
    }

    [Fact]
    public async Task A_sentence_that_its_clip_ends_before_is_told_with_the_clip()
    {
        RequireEspeak();
        var captions = await FileAsync("late.de.srt", "1\n00:00:01,500 --> 00:00:04,000\nEin Satz, der lange weitergeht.\n");

        var run = await cli.HeyGemInAsync(
            Data(), "dub", cli.PathOf("clip.mp4"), "--captions", captions, "--out", cli.PathOf("dub late"), "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal(["fits", "cut"], run.Events("cue").Select(c => c.GetProperty("outcome").GetString()));
        Assert.StartsWith("The clip ends at 2.00 s", run.Events("cue")[1].GetProperty("advice").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sound_that_is_to_be_kept_and_is_not_there_is_told_before_anything_is_spoken()
    {
        RequireEspeak();
        var captions = await FileAsync("kept.de.srt", German);

        var run = await cli.HeyGemInAsync(Data(), "dub", cli.PathOf("other.mp4"), "--captions", captions, "--keep-background", "--json",
            "--out", cli.PathOf("dub kept"));

        var failed = Assert.Single(run.Events("failed"));
        Assert.Equal("media.no_audio_stream", failed.GetProperty("code").GetString());
        Assert.Equal(
            "'other.mp4' has no sound of its own that could be kept under the speech.", failed.GetProperty("message").GetString());
        Assert.StartsWith("Dub it without keeping its sound", failed.GetProperty("hint").GetString(), StringComparison.Ordinal);
        Assert.Empty(run.Events("cue"));
    }

    [Theory]
    [InlineData("--voice-for names Ana, whom no captions of its language name as a speaker; there is Anna.", "--voice-for", "Ana=+f2")]
    [InlineData("--voice-for names Anna, whom no captions", "--voice-for", "fr:Anna=+f2")]
    [InlineData("--voice names fr, and no captions are in it; there is de.", "--voice", "fr=+f2")]
    public async Task A_voice_for_a_language_or_a_speaker_that_no_captions_have_is_refused(string sentence, params string[] words)
    {
        RequireEspeak();
        var run = await cli.HeyGemAsync(
            ["dub", cli.PathOf("clip.mp4"), "--captions", await FileAsync("wish.de.srt", German), "--dry-run", .. words]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_lists_how_each_cue_lies_and_writes_nothing()
    {
        RequireEspeak();
        var folder = cli.PathOf("dub dry");
        var captions = await FileAsync("fr.srt", "1\n00:00:00,000 --> 00:00:00,100\nUne phrase beaucoup trop longue.\n\n"
            + "2\n00:00:00,500 --> 00:00:02,000\n[musique]\n\n3\n00:00:03,000 --> 00:00:04,500\nÇa va bien.\n");

        var run = await cli.HeyGemAsync("dub", cli.PathOf("clip.mp4"), "--captions", captions, "--dry-run", "--json", "--out", folder);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var cues = run.Events("cue");
        Assert.Equal(["cut", "unspoken", "fits"], cues.Select(c => c.GetProperty("outcome").GetString()));
        Assert.Matches("^Shorten it by [0-9]+ of 32 characters", cues[0].GetProperty("advice").GetString());
        Assert.Empty(run.Events("completed"));
        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData("talk.srt", "--voice", "+f2")]
    [InlineData("de.srt", "--voice-for", "Anna")]
    [InlineData("de.srt", "--voice", "de=")]
    [InlineData("de.srt", "--language", "../x")]
    [InlineData("de.srt", "--format", "vhs")]
    [InlineData("de.srt", "--face", "mine")]
    [InlineData("de.srt", "--background", " ")]
    public void A_word_that_is_not_known_is_refused_before_any_work(string captions, string option, string value)
    {
        var (command, options) = (new Command("dub"), new DubOptions());
        options.AddTo(command);

        var error = Assert.Throws<HeyGemException>(
            () => options.Read(command.Parse(["clip.mp4", "--captions", captions, option, value])));

        Assert.Equal(ErrorCode.ArgumentInvalid, error.Code);
    }

    [Fact]
    public void What_is_said_of_one_language_and_of_all_is_told_apart()
    {
        var (command, options) = (new Command("dub"), new DubOptions());
        options.AddTo(command);

        var order = options.Read(command.Parse(["a.mp4", "b.mp4", "--captions", "x.srt", "--language", "pt_BR", "--voice", "+f2", "--voice",
            "de=espeak-ng:de", "--voice-for", "Dr. A: B=+m1", "--voice-for", "fr:Anna=+f3"]));

        Assert.Equal(("pt-BR", 2), (Assert.Single(order.Captions).Language, order.Clips.Count));
        Assert.Equal([new(null, null, "+f2"), new("de", null, "espeak-ng:de")], order.Voices);
        Assert.Equal([new(null, "Dr. A: B", "+m1"), new("fr", "Anna", "+f3")], order.Speakers);
    }

    [Fact]
    public async Task An_interrupted_dub_leaves_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no interrupt that a test can send to one process.");
        RequireEspeak();
        var token = TestContext.Current.CancellationToken;
        var folder = cli.PathOf("dub interrupted");
        await using var child = cli.StartInterruptible("dub", cli.PathOf("clip.mp4"), "--captions", await FileAsync("de.srt", German),
            "--background", cli.PathOf("long.wav"), "--out", folder, "--json");
        using var reader = new StreamReader(child.StandardOutput);
        while (await reader.ReadLineAsync(token) is { } line && !line.Contains("\"stage\":\"faces\"", StringComparison.Ordinal)
            && !line.Contains("\"stage\":\"draw\"", StringComparison.Ordinal))
        {
        }

        Assert.NotEmpty(Files(folder));
        Assert.Equal(0, NativeSignals.Kill(child.Id, NativeSignals.Interrupt));

        Assert.Equal(130, await child.WaitAsync(token));
        Assert.Empty(Files(folder));
    }

    private static void RequireEspeak() => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "espeak-ng.exe" : "espeak-ng"))),
        "espeak-ng is not installed, and nothing speaks without it.");

    private static double Rms(float[] samples) => Math.Sqrt(samples.Average(s => (double)s * s));

    private static int At(double seconds, int channels) => (int)(seconds * 48_000) * channels;

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", new EnumerationOptions { AttributesToSkip = 0 }).Select(f => Path.GetFileName(f)).Order(
            StringComparer.Ordinal)];

    private string Data()
    {
        var data = cli.PathOf("dub data");
        Directory.CreateDirectory(data);
        var models = Path.Combine(data, "models");
        if (!Directory.Exists(models))
        {
            Directory.CreateSymbolicLink(models, Core.Weights.DataFolder.Current().Models);
        }

        return data;
    }

    private async Task<string> FileAsync(string name, string text)
    {
        var folder = Directory.CreateDirectory(cli.PathOf($"captions {Guid.NewGuid():N}")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, name), text, TestContext.Current.CancellationToken);
        return Path.Combine(folder, name);
    }

    /// <summary>A clip of two seconds with its own sound in stereo.</summary>
    private async Task<string> ClipWithSoundAsync(string name)
    {
        await FfmpegAsync("-i", cli.PathOf("clip.mp4"), "-i", cli.PathOf("long.wav"), "-map", "0:v", "-map", "1:a", "-c:v", "copy",
            "-c:a", "aac", "-ac", "2", "-t", "2", cli.PathOf(name));
        return cli.PathOf(name);
    }

    private async Task<float[]> SoundAsync(string path) => MemoryMarshal.Cast<byte, float>(
        await FfmpegAsync("-i", path, "-map", "0:a", "-af", "aresample=48000:async=1:first_pts=0", "-f", "f32le", "-c:a", "pcm_f32le",
            "pipe:1")).ToArray();

    private async Task<byte[]> FfmpegAsync(params IReadOnlyList<string> arguments)
    {
        var token = TestContext.Current.CancellationToken;
        await using var child = ChildProcess.Start(new ChildProcessSpec(cli.Ffmpeg.FfmpegPath, ["-v", "error", "-nostdin", .. arguments]));
        using var output = new MemoryStream();
        await child.StandardOutput.CopyToAsync(output, token);
        Assert.Equal(0, await child.WaitAsync(token));
        return output.ToArray();
    }
}
