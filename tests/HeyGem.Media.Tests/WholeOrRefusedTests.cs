using System.Globalization;
using System.Text.RegularExpressions;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests;

/// <summary>Half a clip is never delivered as a whole one.</summary>
public sealed partial class WholeOrRefusedTests(MediaFixture media, ITestOutputHelper output)
{
    private static readonly (string Name, Func<byte[], byte[]> Change)[] _damages =
    [
        ("cut50", bytes => DamagedMedia.Cut(bytes, 0.5)),
        ("cut90", bytes => DamagedMedia.Cut(bytes, 0.9)),
        ("cut98", bytes => DamagedMedia.Cut(bytes, 0.98)),
        ("hole10", bytes => DamagedMedia.Hole(bytes, 0.45, 0.1)),
    ];

    public static TheoryData<string> Containers => [.. DamagedMedia.Containers];

    [Theory]
    [MemberData(nameof(Containers))]
    public async Task Whole_files_give_every_frame(string container)
    {
        var reading = await DamagedMedia.ReadAsync(media, await DamagedMedia.WholeAsync(media, container));

        Assert.Null(reading.Code);

        // Where the sound begins earlier than the picture by more than half a frame, the first picture stands until then.
        Assert.InRange(reading.Hashes.Count, DamagedMedia.Frames, DamagedMedia.Frames + 1);
        Assert.Equal(DamagedMedia.Frames, reading.Hashes.Distinct().Count());
        Assert.DoesNotContain(reading.Warnings, w => Loss().IsMatch(w));
    }

    [Theory]
    [MemberData(nameof(Containers))]
    public async Task Cut_and_holed_files_are_refused_in_numbers(string container)
    {
        var whole = await DamagedMedia.WholeAsync(media, container);
        var original = await DamagedMedia.ReadAsync(media, whole);
        List<string> wrong = [];
        foreach (var (name, change) in _damages)
        {
            var path = await DamagedMedia.ChangedAsync(media, whole, $"{name}-{container}", change);
            var reading = await DamagedMedia.ReadAsync(media, path);
            output.WriteLine(
                $"{container} {name}: {reading.Code} {reading.Sentence} {reading.Hashes.Count} {string.Join(" ", reading.Warnings)}");
            var refused = reading.Code is ErrorCode.MediaTruncated or ErrorCode.MediaDamaged && reading.Sentence.Any(char.IsDigit);
            if (!refused && !reading.Hashes.SequenceEqual(original.Hashes))
            {
                wrong.Add($"{name}: {reading.Code} {reading.Hashes.Count} frames");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Containers))]
    public Task What_is_there_is_given_where_that_is_allowed_and_named_in_numbers(string container) =>
        GivenInPartAsync(container, _damages[2..]);

    [Theory(Explicit = true)]
    [MemberData(nameof(Containers))]
    public Task What_is_there_of_files_cut_sooner_is_given_where_that_is_allowed(string container) =>
        GivenInPartAsync(container, _damages[..2]);

    private async Task GivenInPartAsync(string container, (string Name, Func<byte[], byte[]> Change)[] damages)
    {
        var whole = await DamagedMedia.WholeAsync(media, container);
        var original = await DamagedMedia.ReadAsync(media, whole);
        List<string> wrong = [];
        foreach (var (name, change) in damages)
        {
            var path = await DamagedMedia.ChangedAsync(media, whole, $"partial-{name}-{container}", change);
            var reading = await DamagedMedia.ReadAsync(media, path, partial: true);
            var loss = reading.Warnings.Where(w => Loss().IsMatch(w) && w.Any(char.IsDigit)).ToList();
            output.WriteLine(
                $"{container} {name}: {reading.Code} {reading.Sentence} {reading.Hashes.Count} {string.Join(" ", reading.Warnings)}");
            if (reading.Hashes.Count < 30 || (!reading.Hashes.SequenceEqual(original.Hashes) && loss.Count == 0))
            {
                wrong.Add($"{name}: {reading.Code} {reading.Hashes.Count} frames");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("mkv", 12)]
    [InlineData("mxf", 12)]
    [InlineData("ts", 12)]
    [InlineData("mp4", 0)]
    public async Task A_packet_list_that_breaks_off_is_asked_for_again_and_then_blamed_on_the_tool(string container, int lines)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        var whole = await DamagedMedia.WholeAsync(media, container);
        var count = media.PathOf($"runs-{container}");
        var dying = FakeTool.Write(
            media.PathOf($"dying-{container}"),
            $"#!/bin/bash\ncase \"$*\" in *packet=*) echo x >> '{count}'; {media.Tools.FfprobePath} \"$@\" | head -n {lines}; echo last " +
                "words >&2; kill -9 $$;; "
            + $"*) exec {media.Tools.FfprobePath} \"$@\";; esac\n");
        var probe = new MediaProbe(media.Tools with { FfprobePath = dying });
        var error = await Assert.ThrowsAsync<HeyGemException>(() => probe.ProbeAsync(whole, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.FfmpegDied, error.Code);
        Assert.Contains("last words", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, File.ReadAllLines(count).Length);
    }

    [Fact]
    public async Task An_answer_that_is_whole_and_ends_by_a_signal_is_the_tools_death()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        var whole = await DamagedMedia.WholeAsync(media, "mp4");
        var dying = FakeTool.Write(
            media.PathOf("dying-late"), $"#!/bin/bash\n{media.Tools.FfprobePath} \"$@\"\necho last words >&2\nkill -SEGV $$\n");
        var probe = new MediaProbe(media.Tools with { FfprobePath = dying });
        var error = await Assert.ThrowsAsync<HeyGemException>(() => probe.ProbeAsync(whole, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.FfmpegDied, error.Code);
        Assert.Contains("last words", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exec kill -SEGV $$")]
    [InlineData("exit 0")]
    [InlineData("exit 127")]
    public async Task A_tool_that_dies_once_is_asked_again(string death)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        var whole = await DamagedMedia.WholeAsync(media, "mp4");
        var once = media.PathOf(Guid.NewGuid().ToString("N"));
        var dying = FakeTool.Write(
            media.PathOf("once-" + Path.GetFileName(once)),
            $"#!/bin/bash\nif [ ! -e '{once}' ]; then touch '{once}'; {death.Replace("exec ", string.Empty, StringComparison.Ordinal)}; " +
                $"fi\nexec {media.Tools.FfprobePath} \"$@\"\n");
        var clip = await new MediaProbe(media.Tools with { FfprobePath = dying }).ProbeAsync(whole, TestContext.Current.CancellationToken);

        Assert.Equal(DamagedMedia.Frames, clip.Video!.FrameCount);
        Assert.True(File.Exists(once));
    }

    [Theory]
    [InlineData("mp4")]
    [InlineData("mov")]
    public async Task A_movie_that_is_cut_exactly_between_two_pictures_is_refused(string container)
    {
        const int Kept = 60;
        var whole = await DamagedMedia.WholeAsync(media, container);
        string[] asked = ["-v", "error", "-select_streams", "v", "-show_entries", "packet=pos", "-of", "csv=p=0", whole];
        var positions = await media.RunAsync(media.Tools.FfprobePath, asked);
        var at = int.Parse(positions.Split('\n')[Kept].Trim(','), CultureInfo.InvariantCulture);
        var cut = await DamagedMedia.ChangedAsync(media, whole, "between", bytes => bytes[..at]);

        var reading = await DamagedMedia.ReadAsync(media, cut);

        Assert.Equal(ErrorCode.MediaTruncated, reading.Code);
        Assert.Matches("of 10[0-9] frames", reading.Sentence);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public async Task A_crash_safe_recording_cut_off_in_a_fragment_is_refused(double share)
    {
        var whole = await media.MakeAsync(
            $"fragments-{share}.mp4",
            [.. MediaFixture.Pattern(320, 240, "25", 4), "-c:v", "libx264", "-g", "12", "-pix_fmt", "yuv420p", "-movflags",
                "frag_keyframe+empty_moov"]);
        var cut = await DamagedMedia.ChangedAsync(media, whole, $"fragments-cut-{share}", bytes => DamagedMedia.Cut(bytes, share));

        Assert.Null((await DamagedMedia.ReadAsync(media, whole)).Code);
        Assert.Equal(ErrorCode.MediaTruncated, (await DamagedMedia.ReadAsync(media, cut)).Code);
        Assert.InRange((await DamagedMedia.ReadAsync(media, cut, partial: true)).Hashes.Count, 10, 99);
    }

    [Theory]
    [InlineData("mkv", 0, "0.5")]
    [InlineData("mkv", 2, "0.5")]
    [InlineData("mkv", 3, "0.5")]
    [InlineData("mkv", 3, "0.02")]
    [InlineData("mp4", 0, "0.5")]
    [InlineData("mp4", 2, "0.5")]
    public async Task A_clip_that_begins_before_time_0_has_as_many_frames_as_are_decoded(
        string container, int reordered, string earlier)
    {
        string[] pattern = [.. MediaFixture.Pattern(320, 240, "25", 4.04), "-f", "lavfi", "-i", "sine=440:r=48000:d=4.04"];
        string[] codec = ["-c:v", "libx264", "-bf", $"{reordered}", "-g", "12", "-pix_fmt", "yuv420p", "-c:a", "aac"];
        var source = await media.MakeAsync($"negative-{container}-{reordered}-{earlier}.mp4", [.. pattern, .. codec]);
        string[] early = ["-itsoffset", $"-{earlier}", "-i", source, "-map", "0", "-c", "copy", "-avoid_negative_ts", "disabled",
            "-copyts"];
        var path = await media.MakeAsync($"negative-{reordered}-{earlier}.{container}", early);
        var clip = await media.ProbeAsync(path);
        var frames = await media.ReadAllAsync(clip);

        // Pictures before an MP4's first edit are not shown. Sound that begins earlier than the picture adds a frame where that is more
        // than half of one.
        var decoded = await media.PlainDecodeAsync(path, "yuv420p", 320 * 240 * 3 / 2);
        Assert.InRange(frames.Count, decoded.Count, decoded.Count + 1);
        Assert.Equal(MediaFixture.Hashes(decoded), MediaFixture.Hashes(frames.TakeLast(decoded.Count)));
    }

    [Fact]
    public async Task Pictures_damaged_one_after_another_are_refused_though_every_one_is_there()
    {
        var whole = await DamagedMedia.WholeAsync(media, "mp4");
        var damaged = await DamagedMedia.ChangedAsync(media, whole, "bits-flipped", bytes =>
        {
            var copy = (byte[])bytes.Clone();
            for (var i = copy.Length * 4 / 10; i < copy.Length * 6 / 10; i += 211)
            {
                copy[i] ^= 0x5A;
            }

            return copy;
        });

        var refused = await DamagedMedia.ReadAsync(media, damaged);
        var partial = await DamagedMedia.ReadAsync(media, damaged, partial: true);

        Assert.Equal(ErrorCode.MediaDamaged, refused.Code);
        Assert.Equal(DamagedMedia.Frames, partial.Hashes.Count);
    }

    /// <summary>ffmpeg from 7 on queues pictures behind the decoder: of the last one it complains while an earlier is read.</summary>
    [Fact]
    public async Task A_cut_is_noticed_though_the_decoder_tells_of_it_long_before()
    {
        const string container = "mpg";
        const int earlier = 40;
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        var token = TestContext.Current.CancellationToken;
        var whole = await DamagedMedia.WholeAsync(media, container);
        var path = await DamagedMedia.ChangedAsync(
            media, whole, $"told-early-{container}-{earlier}", bytes => bytes[..(bytes.Length * 9 / 10 / 188 * 188)]);
        var (pictures, complaints) = (media.PathOf($"{container}-{earlier}.nut"), media.PathOf($"{container}-{earlier}.txt"));
        var early = FakeTool.Write(
            media.PathOf($"early-{container}-{earlier}"),
            $"#!/bin/bash\n{media.Tools.FfmpegPath} \"$@\" > '{pictures}' 2> '{complaints}'\n"
            + $"at=$(( $(stat -c %s '{pictures}') - {earlier} * 320 * 240 * 3 / 2 ))\n"
            + $"head -c $at '{pictures}'; sleep 0.3; cat '{complaints}' >&2; sleep 0.3; tail -c +$(( at + 1 )) '{pictures}'\n");
        var clip = await media.ProbeAsync(path);
        var tools = media.Tools with { FfmpegPath = early, Version = "7.1.5" };
        var pool = new FramePool(clip.Video!.Layout, clip.Video.Width, clip.Video.Height);
        await using var reader = await FrameReader.OpenAsync(tools, clip, new FrameRange(0, clip.Video.FrameCount), pool, token);

        var refused = await Assert.ThrowsAsync<HeyGemException>(async () =>
        {
            while (await reader.ReadAsync(token) is { } frame)
            {
                frame.Dispose();
            }
        });

        Assert.Contains(File.ReadLines(complaints), line => line.Contains("[error]", StringComparison.Ordinal));
        Assert.True(refused.Code is ErrorCode.MediaTruncated or ErrorCode.MediaDamaged, refused.Message);
    }

    [GeneratedRegex("cut short|missing|damaged|cannot be|ends \\d+ frames", RegexOptions.NonBacktracking)]
    private static partial Regex Loss();
}
