using System.Text.Json;
using HeyGem.Core.Ffmpeg.Answers;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Storage;

namespace HeyGem.Media.Tests;

/// <summary>A file that has not changed is asked about once; what is told of it then is what a fresh probe tells.</summary>
public sealed class KeptAnswersTests(MediaFixture media) : IDisposable
{
    private const string Clip = "-f lavfi -i testsrc2=s=96x64:r=25:d=1 -f lavfi -i sine=d=1 -c:v libx264 -c:a aac";

    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-answers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Files of which ffprobe is asked different things: packets, edits, a decoded picture, a sound's length, alpha.</summary>
    public static TheoryData<string, string> Files => new()
    {
        { "sound.mp4", Clip },
        { "edited.mp4", "-ss 0.5 -i {sound.mp4} -c copy" },
        { "fields.mov", "-f lavfi -i testsrc2=s=96x64:r=50:d=1 -vf interlace -c:v prores_ks -flags +ildct" },
        { "whole.mkv", "-f lavfi -i testsrc2=s=96x64:r=25:d=1 -f lavfi -i sine=d=1 -c:v libx264 -c:a flac" },
        { "voice.mp3", "-f lavfi -i sine=d=2 -b:a 64k" },
        { "clear.png", "-f lavfi -i testsrc2=s=96x64,format=rgba -frames:v 1" },
        { "nothing-clear.png", "-f lavfi -i color=red:s=96x64,format=rgba -frames:v 1" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_is_asked_about_once_and_told_of_the_same_each_time(string name, string how)
    {
        var path = await MakeAsync(name, how);
        var plain = Told(await ProbeAsync(media.Tools, path));
        var tools = Recorded("build");

        var first = Told(await ProbeAsync(tools, path));
        var asked = Asked();
        var second = Told(await ProbeAsync(tools, path));
        var later = Told(await ProbeAsync(Recorded("build"), path));

        Assert.Equal([plain, plain, plain], [first, second, later]);
        Assert.InRange(asked, 1, 5);
        Assert.Equal(asked, Asked());
    }

    [Fact]
    public async Task A_moved_file_is_known_and_one_of_another_ending_is_not()
    {
        var (tools, path) = (Recorded("build"), await MakeClipAsync());
        await ProbeAsync(tools, path);
        var asked = Asked();
        var moved = Path.Combine(_folder, "somewhere else.mp4");
        File.Move(path, moved);

        var told = await ProbeAsync(tools, moved);
        var known = Asked();
        File.Move(moved, path = Path.ChangeExtension(moved, ".mkv"));
        await ProbeAsync(tools, path);

        Assert.Equal(moved, told.Path);
        Assert.Equal((asked, 2 * asked), (known, Asked()));
    }

    [Fact]
    public async Task A_file_that_changed_in_its_place_is_asked_about_again()
    {
        var (tools, path) = (Recorded("build"), await MakeClipAsync());
        await ProbeAsync(tools, path);
        var (asked, time) = (Asked(), File.GetLastWriteTimeUtc(path));

        // One bit of the last picture: the same length, the same time.
        using (var file = new FileStream(path, FileMode.Open))
        {
            file.Position = file.Length / 2;
            var one = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(one ^ 1));
        }

        File.SetLastWriteTimeUtc(path, time);
        await ProbeAsync(tools, path);

        Assert.Equal(2 * asked, Asked());
    }

    [Fact]
    public async Task A_file_that_is_written_to_while_it_is_asked_about_is_asked_again_and_has_no_name()
    {
        var path = await MakeClipAsync();
        var tools = Recorded("build", $"touch '{path}'");
        var told = await ProbeAsync(tools, path);
        var asked = Asked();

        await ProbeAsync(Recorded("build"), path);

        Assert.Null(told.ContentKey);
        Assert.Equal(2 * asked, Asked());
    }

    [Fact]
    public async Task A_file_that_was_cut_is_asked_about_again()
    {
        var path = await MakeAsync("cut.mkv", "-f lavfi -i testsrc2=s=96x64:r=25:d=2 -c:v libx264 -g 5");
        using (var file = new FileStream(path, FileMode.Open))
        {
            file.SetLength(file.Length * 2 / 3);
        }

        var tools = Recorded("build");
        var told = await ProbeAsync(tools, path);
        var asked = Asked();
        await ProbeAsync(tools, path);

        Assert.True(told.Video!.ReadableFrameCount < told.Video.FrameCount);
        Assert.Equal(2 * asked, Asked());
    }

    [Fact]
    public async Task Another_build_of_ffprobe_is_asked_again()
    {
        var path = await MakeClipAsync();
        await ProbeAsync(Recorded("build"), path);
        var asked = Asked();

        await ProbeAsync(Recorded("another"), path);

        Assert.Equal(2 * asked, Asked());
    }

    [Theory]
    [InlineData("flipped")]
    [InlineData("cut")]
    [InlineData("empty")]
    public async Task A_damaged_entry_is_asked_again_and_is_no_error(string how)
    {
        var path = await MakeClipAsync();
        var whole = Told(await ProbeAsync(Recorded("build"), path));
        var asked = Asked();
        var entry = Assert.Single(Directory.GetFiles(Path.Combine(_folder, "cache")));
        var bytes = await File.ReadAllBytesAsync(entry, TestContext.Current.CancellationToken);
        bytes[^20] ^= 4;
        await File.WriteAllBytesAsync(
            entry, how == "flipped" ? bytes : how == "cut" ? bytes[..^7] : [], TestContext.Current.CancellationToken);

        var again = Told(await ProbeAsync(Recorded("build"), path));

        Assert.Equal(whole, again);
        Assert.Equal(2 * asked, Asked());
    }

    [Fact]
    public async Task A_disk_that_keeps_nothing_costs_one_asking_a_process()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "cache"), "no folder", TestContext.Current.CancellationToken);
        var (tools, path) = (Recorded("build"), await MakeClipAsync());
        await ProbeAsync(tools, path);
        var asked = Asked();

        await ProbeAsync(tools, path);
        var known = Asked();
        await ProbeAsync(Recorded("build"), path);

        Assert.Equal((asked, 2 * asked), (known, Asked()));
    }

    [Fact]
    public async Task Several_who_ask_at_once_ask_once()
    {
        var (tools, path) = (Recorded("build", "sleep 0.2"), await MakeClipAsync());

        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ProbeAsync(tools, path)));

        Assert.Single(told.Select(Told).Distinct());
        Assert.Equal(2, Asked());
    }

    [Fact]
    public async Task Who_is_cancelled_lets_the_next_one_ask()
    {
        var (tools, path) = (Recorded("build", "sleep 0.5"), await MakeClipAsync());
        using var stop = new CancellationTokenSource();
        var first = new MediaProbe(tools).ProbeAsync(path, stop.Token);
        while (Asked() == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        var second = ProbeAsync(tools, path);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(25, (await second).Video!.FrameCount);
    }

    /// <summary>The real programs, each start of which is a line of a file.</summary>
    private FfmpegTools Recorded(string build, string before = "true")
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        string Program(string real) => FakeTool.Write(
            Path.Combine(_folder, Path.GetFileName(real)),
            $"#!/bin/sh\necho asked >> '{Path.Combine(_folder, "asked")}'\n{before}\nexec '{real}' \"$@\"\n");
        return media.Tools with
        {
            FfprobePath = Program(media.Tools.FfprobePath),
            FfmpegPath = Program(media.Tools.FfmpegPath),
            Answers = new KeptAnswers(new AnalysisCache(Path.Combine(_folder, "cache")), build),
        };
    }

    private int Asked() => File.Exists(Path.Combine(_folder, "asked")) ? File.ReadAllLines(Path.Combine(_folder, "asked")).Length : 0;

    private static Task<ClipInfo> ProbeAsync(FfmpegTools tools, string path) =>
        new MediaProbe(tools).ProbeVoiceAsync(path, StreamNumbers.None, TestContext.Current.CancellationToken);

    private Task<string> MakeClipAsync() => MakeAsync("sound.mp4", Clip);

    private async Task<string> MakeAsync(string name, string how)
    {
        var path = Path.Combine(_folder, name);
        if (how.Contains("{sound.mp4}", StringComparison.Ordinal))
        {
            how = how.Replace("{sound.mp4}", await MakeClipAsync(), StringComparison.Ordinal);
        }

        await media.RunAsync(media.Tools.FfmpegPath, ["-v", "error", "-nostdin", "-y", .. how.Split(' '), path]);
        return path;
    }

    /// <summary>All that is known of a file but the name of what is inside.</summary>
    private static string Told(ClipInfo clip) => JsonSerializer.Serialize(clip)
        + string.Join(' ', Enumerable.Range(0, clip.Video?.Timeline?.Count ?? 0).Select(i => clip.Video!.Timeline!.SecondsOf(i)))
        + clip.Video?.Pixels + string.Join(' ', clip.Sounds) + clip.Demuxer;
}
