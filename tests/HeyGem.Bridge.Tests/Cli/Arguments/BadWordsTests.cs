namespace HeyGem.Bridge.Tests.Cli.Arguments;

/// <summary>Words that a command does not take: each ends with 2 and says in plain words what is wrong, before anything is done.</summary>
public sealed class BadWordsTests(CliFixture cli)
{
    [Theory]
    [InlineData("There is no command \"conquer\".", "conquer")]
    [InlineData("--days is 0 or more.", "clean", "--dry-run", "--days", "-5")]
    [InlineData("--max-gb is 0 or more.", "clean", "--dry-run", "--max-gb", "NaN")]
    [InlineData("--days takes a whole number, not \"soon\".", "clean", "--dry-run", "--days", "soon")]
    [InlineData("--keep-days is 0 or more.", "serve", "--port", "99999", "--keep-days", "-1")]
    [InlineData("The folder is empty; it names a file or a folder.", "watch", "")]
    [InlineData("The clip is empty; it names a file or a folder.", "speakers", "")]
    [InlineData("--root is empty; it names a file or a folder.", "serve", "--port", "99999", "--root", "")]
    [InlineData("--engine does not know \"foo\"", "timeline", "cut.xml", "--out", "new.xml", "--engine", "foo")]
    [InlineData("--engine does not know \"foo\"", "dub", "clip.mp4", "--captions", "a.de.srt", "--engine", "foo")]
    [InlineData("--format does not know \"h264,prores\"", "dub", "clip.mp4", "--captions", "a.de.srt", "--format", "h264,prores")]
    [InlineData("--out names the new timeline file, and / is a folder.", "timeline", "cut.xml", "--out", "/")]
    [InlineData("--model goes with --engine wav2lip only.", "render", "clip.mp4", "--audio", "voice.wav", "--model", "m.onnx")]
    [InlineData("--provider goes with --engine wav2lip only.", "render", "clip.mp4", "--audio", "voice.wav", "--provider", "cuda")]
    public async Task What_is_wrong_is_said(string sentence, params string[] words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && words.Contains("/"), "The root is another there.");
        var run = await cli.HeyGemAsync(words);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_for_results_that_is_a_file_is_told_before_the_bridge_is_open()
    {
        var run = await cli.HeyGemAsync("serve", "--port", "99999", "--out", cli.PathOf("voice.wav"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--out names a folder, and ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_words_show_what_can_be_typed()
    {
        var run = await cli.HeyGemAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("  heygem [command]", run.Output, StringComparison.Ordinal);
        Assert.Contains("render <clip>", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_word_names_the_help_of_its_own_command()
    {
        var run = await cli.HeyGemAsync("models", "install");

        Assert.Contains("`heygem models install --help` lists what it takes.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("speakers")]
    [InlineData("align")]
    public async Task Who_reads_json_is_told_of_failures_in_json(string command)
    {
        string[] words = command == "align" ? ["--text", "Hello.", "--language", "en"] : [];
        var run = await cli.HeyGemAsync([command, cli.PathOf("gone.mp4"), "--json", .. words]);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("input.not_found", Assert.Single(run.Events("failed")).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_stretch_that_is_not_there_is_told_in_seconds()
    {
        var run = await cli.HeyGemAsync(
            "render", cli.PathOf("clip.mp4"), "--audio", cli.PathOf("voice.wav"), "--preview", "90..92.5", "--out", cli.PathOf("none"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The stretch from 90 s to 92.5 s holds no frame", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Captions_are_not_spoken_for_a_clip_that_is_not_there()
    {
        await File.WriteAllTextAsync(
            cli.PathOf("spoken.de.srt"), "1\n00:00:00,000 --> 00:00:01,000\nGuten Tag.\n", TestContext.Current.CancellationToken);
        var run = await cli.HeyGemAsync(
            "dub", cli.PathOf("gone.mp4"), "--captions", cli.PathOf("spoken.de.srt"), "--out", cli.PathOf("none"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("'gone.mp4' does not exist.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("1 cue of", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("watched/")]
    [InlineData("link to watched")]
    public async Task A_folder_is_watched_once_however_it_is_named(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        var folder = Directory.CreateDirectory(cli.PathOf("watched")).FullName;
        if (!Path.Exists(cli.PathOf("link to watched")))
        {
            Directory.CreateSymbolicLink(cli.PathOf("link to watched"), folder);
        }

        var data = cli.PathOf($"data of {name.TrimEnd('/')}");
        await using var first = cli.StartIn(data, [], "watch", folder);
        using var reader = new StreamReader(first.StandardOutput);
        Assert.StartsWith("watching", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var second = await cli.HeyGemInAsync(data, "watch", cli.PathOf(name), "--once");

        Assert.Contains("bridge.already_running", second.Error, StringComparison.Ordinal);
        Assert.Equal(1, second.ExitCode);
    }
}
