using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Testing;

namespace HeyGem.Bridge.Tests.Cli;

public sealed class RenderCommandTests(CliFixture cli)
{
    [Fact]
    public async Task A_clip_and_a_voice_become_a_file_of_the_clips_own_length()
    {
        var folder = cli.PathOf("out 结果");

        var run = await cli.HeyGemAsync("render", cli.PathOf("clip.mp4"), "--audio", cli.PathOf("voice.wav"), "--out", folder, "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var done = Assert.Single(run.Events("completed"));
        Assert.Equal(Path.Combine(folder, "clip_lipsync.mp4"), done.GetProperty("output").GetString());
        var report = done.GetProperty("report");
        Assert.Equal(50, report.GetProperty("frames").GetInt64());
        Assert.Equal("mesh", report.GetProperty("engine").GetString());
        Assert.Equal("25/1", report.GetProperty("fps").GetString());
        var result = await new MediaProbe(cli.Ffmpeg)
            .ProbeAsync(Path.Combine(folder, "clip_lipsync.mp4"), TestContext.Current.CancellationToken);
        Assert.Equal(50, result.Video!.FrameCount);
        Assert.NotNull(result.Audio);
        var fractions = run.Events("progress").Select(e => e.GetProperty("fraction").GetDouble()).ToList();
        Assert.NotEmpty(fractions);
        Assert.Equal(fractions.Order(), fractions);
        Assert.Empty(Directory.GetFiles(folder, "*.part", new EnumerationOptions { AttributesToSkip = 0 }));
    }

    [Fact]
    public async Task A_second_render_takes_the_next_name_and_finds_the_face_cached()
    {
        var folder = cli.PathOf("again");
        string[] arguments = ["render", cli.PathOf("clip.mp4"), "--audio", cli.PathOf("voice.wav"), "--out", folder, "--json",
            "--no-audio"];

        await cli.HeyGemAsync(arguments);
        var run = await cli.HeyGemAsync(arguments);

        var done = Assert.Single(run.Events("completed"));
        Assert.Equal("clip_lipsync (2).mp4", Path.GetFileName(done.GetProperty("output").GetString()));
        Assert.True(done.GetProperty("report").GetProperty("cache").GetProperty("faces").GetBoolean());
        Assert.True(done.GetProperty("report").GetProperty("cache").GetProperty("voice").GetBoolean());
        var result = await new MediaProbe(cli.Ffmpeg)
            .ProbeAsync(done.GetProperty("output").GetString()!, TestContext.Current.CancellationToken);
        Assert.Null(result.Audio);
    }

    [Fact]
    public async Task One_bad_clip_does_not_stop_the_rest()
    {
        var run = await cli.HeyGemAsync(
            "render", cli.PathOf("broken.mp4"), cli.PathOf("nobody.mp4"), cli.PathOf("gone.mp4"), cli.PathOf("other.mp4"),
            "--audio", cli.PathOf("voice.wav"), "--out", cli.PathOf("batch"), "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["media.unreadable", "face.not_found", "input.not_found"],
            run.Events("failed").Select(e => e.GetProperty("code").GetString()));
        Assert.All(run.Events("failed"), e => Assert.False(string.IsNullOrWhiteSpace(e.GetProperty("hint").GetString())));
        Assert.Equal(cli.PathOf("other.mp4"), Assert.Single(run.Events("completed")).GetProperty("clip").GetString());
        Assert.Equal(["other_lipsync.mp4"], Directory.GetFiles(cli.PathOf("batch")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_folder_in_a_clips_place_is_named_with_a_slash_at_its_end_too()
    {
        var folder = Directory.CreateDirectory(cli.PathOf("rushes")).FullName;

        var run = await cli.HeyGemAsync("render", folder + Path.DirectorySeparatorChar, "--audio", cli.PathOf("voice.wav"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("failed  rushes: 'rushes' is a folder. [input.not_regular_file]", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_still_picture_becomes_a_clip_of_the_voices_length()
    {
        var run = await cli.HeyGemAsync(
            "render", cli.PathOf("picture.png"), "--audio", cli.PathOf("voice.wav"), "--fps", "30", "--out", cli.PathOf("still"), "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var report = Assert.Single(run.Events("completed")).GetProperty("report");
        Assert.Equal(60, report.GetProperty("frames").GetInt64());
        Assert.Equal("30/1", report.GetProperty("fps").GetString());
    }

    [Theory]
    [InlineData("loop")]
    [InlineData("pingpong", Explicit = true)]
    [InlineData("hold", Explicit = true)]
    public async Task A_longer_voice_is_followed_when_asked(string fit)
    {
        var run = await cli.HeyGemAsync(
            "render", cli.PathOf("clip.mp4"), "--audio", cli.PathOf("voice.wav"), "--in", "10f", "--out-point", "25f", "--fit", fit,
                "--out", cli.PathOf(fit), "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Equal(50, Assert.Single(run.Events("completed")).GetProperty("report").GetProperty("frames").GetInt64());
    }

    [Theory]
    [InlineData("prores", ".mov")]
    [InlineData("dnxhr", ".mov")]
    [InlineData("match", ".mp4")]
    public async Task Formats_keep_range_and_length(string format, string ending)
    {
        var run = await cli.HeyGemAsync(
            "render", cli.PathOf("clip.mp4"), "--audio", cli.PathOf("voice.wav"), "--in", "0.4", "--out-point", "00:00:01:00", "--format",
                format, "--out", cli.PathOf(format), "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var output = Assert.Single(run.Events("completed")).GetProperty("output").GetString()!;
        Assert.Equal(ending, Path.GetExtension(output));
        var result = await new MediaProbe(cli.Ffmpeg).ProbeAsync(output, TestContext.Current.CancellationToken);
        Assert.Equal(15, result.Video!.FrameCount);
    }

    [Fact]
    public async Task Of_two_speakers_each_needs_a_face_of_their_own()
    {
        // A place of its own, so that no earlier run has left the answer in the cache.
        var speaker = FormattableString.Invariant($"{cli.PathOf("voice.wav")}@{Random.Shared.Next(100)}.{Random.Shared.Next(1000)},10");

        var run = await cli.HeyGemAsync(
            "render", cli.PathOf("clip.mp4"), "--speaker", speaker, "--speaker", speaker, "--out", cli.PathOf("two"),
            "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("face.shared", Assert.Single(run.Events("failed")).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("--format", "vhs")]
    [InlineData("--fit", "stretch")]
    [InlineData("--intensity", "2")]
    [InlineData("--in", "soon")]
    [InlineData("--face", "mine")]
    [InlineData("--offset", "5s")]
    [InlineData("--fps", "0")]
    [InlineData("--engine", "magic")]
    [InlineData("--voice-style", "7")]
    [InlineData("--nonsense", "1")]
    [InlineData("--speaker", "voice.wav")]
    [InlineData("--speaker", "voice.wav@left")]
    [InlineData("--out", "")]
    [InlineData("--final-audio", " ")]
    public async Task A_word_that_is_not_known_is_named_before_any_work(string option, string value)
    {
        var run = await cli.HeyGemAsync("render", cli.PathOf("clip.mp4"), "--audio", cli.PathOf("voice.wav"), option, value, "--json");

        Assert.Equal(2, run.ExitCode);
        Assert.All(run.Events("failed"), e => Assert.Equal("argument.invalid", e.GetProperty("code").GetString()));
        Assert.Contains(run.Events("failed"), e => e.GetProperty("message").GetString()!.Contains(option, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_face_beside_the_picture_is_refused_with_the_pictures_size()
    {
        var run = await cli.HeyGemAsync(
            "render", cli.PathOf("clip.mp4"), "--audio", cli.PathOf("voice.wav"), "--face", "9999,10", "--out",
            cli.PathOf("beside"), "--json");

        var failed = Assert.Single(run.Events("failed"));
        Assert.Equal("argument.invalid", failed.GetProperty("code").GetString());
        Assert.Matches(@"9999,10 .* \d+ x \d+ pixels", failed.GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_face_far_from_every_face_is_refused_with_the_nearest_ones_place()
    {
        var wide = cli.PathOf("wide.mp4");
        await PerformerClip.WriteAsync(cli.Ffmpeg, PerformerClip.Talker(1200, 360), 12, wide, TestContext.Current.CancellationToken);

        var run = await cli.HeyGemAsync(
            "render", wide, "--audio", cli.PathOf("voice.wav"), "--face", "20,20", "--out", cli.PathOf("far"), "--json");

        var failed = Assert.Single(run.Events("failed"));
        Assert.Equal("argument.invalid", failed.GetProperty("code").GetString());
        var message = failed.GetProperty("message").GetString()!;
        var place = Regex.Match(message, "No face in 'wide.mp4' is at 20,20: the nearest one is at ([0-9]+,[0-9]+)");
        Assert.True(place.Success, message);

        var named = await cli.HeyGemAsync(
            "render", wide, "--audio", cli.PathOf("voice.wav"), "--face", place.Groups[1].Value, "--out", cli.PathOf("far"), "--json");

        Assert.Equal(0, named.ExitCode);
    }

    [Fact]
    public async Task Where_no_face_is_in_the_part_of_a_long_clip_that_its_voice_needs_that_part_is_told()
    {
        var (clip, voice) = (cli.PathOf("empty.mp4"), cli.PathOf("second.wav"));
        await PerformerClip.WriteAsync(cli.Ffmpeg, PerformerClip.Nobody(64, 64), 1600, clip, TestContext.Current.CancellationToken);
        MadeVoice.Write(voice, MadeVoice.Samples(1));

        var run = await cli.HeyGemAsync("render", clip, "--audio", voice, "--in", "2", "--out", cli.PathOf("empty"), "--json");

        Assert.Equal(
            "No face was found in 'empty.mp4' (25 frames searched). Only 2.0 to 3.0 s of it were looked at; the in point can lie where " +
                "a face is.",
            Assert.Single(run.Events("failed")).GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_rate_is_for_still_pictures_and_a_film_that_has_another_says_so()
    {
        var run = await cli.HeyGemAsync(
            "render", cli.PathOf("clip.mp4"), "--audio", cli.PathOf("voice.wav"), "--fps", "30", "--out", cli.PathOf("rated"));
        var own = await cli.HeyGemAsync(
            "render", cli.PathOf("clip.mp4"), "--audio", cli.PathOf("voice.wav"), "--fps", "25", "--out", cli.PathOf("rated"));

        Assert.Equal((0, 0), (run.ExitCode, own.ExitCode));
        Assert.Contains("keeps its own 25 frames a second: 30 were asked for", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("keeps its own", own.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_render_stops_soon_and_leaves_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no interrupt that a test can send to one process.");
        var token = TestContext.Current.CancellationToken;
        var folder = cli.PathOf("interrupted");
        await using var child = cli.StartInterruptible(
            "render", cli.PathOf("clip.mp4"), "--audio", cli.PathOf("long.wav"), "--fit", "loop", "--out", folder, "--json");
        using var reader = new StreamReader(child.StandardOutput);
        while (await reader.ReadLineAsync(token) is { } line && !IsDrawing(line))
        {
        }

        var children = ChildrenOf(child.Id);
        SendInterrupt(child.Id);
        var exit = await child.WaitAsync(token);

        Assert.Equal(130, exit);
        Assert.NotEmpty(children);
        Assert.DoesNotContain(children, IsAlive);
        Assert.Empty(Directory.Exists(folder) ? Directory.GetFiles(folder, "*", new EnumerationOptions { AttributesToSkip = 0 }) : []);
    }

    [Fact]
    public async Task A_check_that_is_interrupted_is_no_mistake_of_ours()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no interrupt that a test can send to one process.");
        var token = TestContext.Current.CancellationToken;
        await using var child = cli.StartInterruptible("doctor");
        using var reader = new StreamReader(child.StandardOutput);
        while (await reader.ReadLineAsync(token) is { } line && !line.StartsWith("provider", StringComparison.Ordinal))
        {
        }

        SendInterrupt(child.Id);

        Assert.Equal(130, await child.WaitAsync(token));
        Assert.DoesNotContain(child.ErrorTail, line => line.Contains("[internal]", StringComparison.Ordinal));
    }

    private static bool IsDrawing(string line)
    {
        var e = JsonDocument.Parse(line).RootElement;
        return e.GetProperty("event").GetString() == "progress" && e.GetProperty("stage").GetString() == "draw"
            && e.GetProperty("framesDone").GetInt64() > 0;
    }

    private static List<int> ChildrenOf(int id) =>
    [
        .. File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse),
        .. Directory.GetDirectories($"/proc/{id}/task").SelectMany(
            t => File.ReadAllText(Path.Combine(t, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse),
    ];

    private static bool IsAlive(int id)
    {
        try
        {
            return !Process.GetProcessById(id).HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void SendInterrupt(int id) => Assert.Equal(0, NativeSignals.Kill(id, NativeSignals.Interrupt));
}
