using System.Text.Json;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Ffmpeg.Segments;
using HeyGem.Core.Ffmpeg.Splice;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Timing;
using HeyGem.Testing;

namespace HeyGem.Media.Tests.Segments;

/// <summary>A result that is joined of segments is, for whoever reads it, one that was encoded in one go.</summary>
public sealed class SegmentJoinTests(MediaFixture media)
{
    private static readonly int[] _lengths = [13, 9, 11];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Explicit = true)]
    [InlineData(OutputFormat.H264, "yuv422p10le", "24000/1001", "")]
    [InlineData(OutputFormat.H264, "yuv444p", "50", "")]
    [InlineData(OutputFormat.H264, "yuv420p", "25", "tff")]
    [InlineData(OutputFormat.ProRes, "yuv422p10le", "24000/1001", "")]
    [InlineData(OutputFormat.ProRes, "yuv420p", "30", "")]
    [InlineData(OutputFormat.Match, "yuva444p10le", "30", "")]
    [InlineData(OutputFormat.ProRes, "yuv422p10le", "25", "bff")]
    [InlineData(OutputFormat.DnxHr, "yuv422p10le", "60000/1001", "")]
    [InlineData(OutputFormat.DnxHr, "yuv422p", "25", "")]
    public Task A_join_of_every_kind_reads_as_one_file(OutputFormat format, string pixels, string rate, string fields) =>
        A_join_reads_as_one_file_and_shows_the_pictures_of_its_segments(format, pixels, rate, fields);

    [Theory]
    [InlineData(OutputFormat.H264, "yuv420p", "30000/1001", "")]
    [InlineData(OutputFormat.H264, "yuv420p", "249989/10007", "")]
    public async Task A_join_reads_as_one_file_and_shows_the_pictures_of_its_segments(
        OutputFormat format, string pixels, string rate, string fields)
    {
        var (spec, frames) = await SourceAsync($"{format}-{pixels}-{rate.Length}{fields}", format, pixels, rate, fields);
        var whole = await WholeAsync(spec, frames);
        var segments = await SegmentsAsync(spec, frames);

        var joined = await SegmentJoin.RunAsync(media.Tools, spec, segments, Token);

        Assert.Equal(whole.Frames, joined.Frames);
        Assert.Equal(JsonSerializer.Serialize(whole.Facts), JsonSerializer.Serialize(joined.Facts));
        Assert.Equal(whole.Warnings, joined.Warnings);
        Assert.Equal(await DescribeAsync(whole.Path), await DescribeAsync(joined.Path));
        await ReadsAsFfmpegReadsItAsync(spec, joined.Path);
        var back = await media.ProbeAsync(joined.Path);
        Assert.Equal((0, 0, false), (back.Video!.StartTime.Ticks, back.Audio!.StartTime.Ticks, back.Video.IsVariableRate));
        var shown = await PlainAsync([joined.Path]);
        Assert.Equal(await PlainAsync(segments.Select(s => s.Path)), shown);
        if (format != OutputFormat.H264)
        {
            Assert.Equal(await PlainAsync([whole.Path]), shown);
        }
    }

    [Fact(Explicit = true)]
    public async Task HDR_metadata_stands_once_in_a_join_as_it_does_in_one_go()
    {
        var (plain, frames) = await SourceAsync("hdr", OutputFormat.H264, "yuv420p10le", "25", string.Empty);
        var spec = plain with
        {
            Source = plain.Source with
            {
                Colour = plain.Source.Colour with { Primaries = "bt2020", Transfer = "smpte2084", Matrix = "bt2020nc" },
                Hdr = new Core.Ffmpeg.Probe.Streams.HdrMetadata { LightLevel = (1000, 400) },
            },
        };
        var segments = await SegmentsAsync(spec, frames);

        var joined = await SegmentJoin.RunAsync(media.Tools, spec, segments, Token);

        Assert.Equal(spec.Source.Hdr, (await media.ProbeAsync(joined.Path)).Video!.Hdr);
        Assert.Equal(1, Count(await File.ReadAllBytesAsync(joined.Path, Token), "clli"u8));
    }

    [Fact(Explicit = true)]
    public async Task DNxHR_pictures_of_BT2020_are_marked_in_every_segment()
    {
        var (plain, frames) = await SourceAsync("dnx2020", OutputFormat.DnxHr, "yuv422p10le", "25", string.Empty);
        var spec = plain with { Source = plain.Source with { Colour = plain.Source.Colour with { Matrix = "bt2020nc" } } };

        var joined = await SegmentJoin.RunAsync(media.Tools, spec, await SegmentsAsync(spec, frames), Token);

        Assert.Equal("bt2020nc", (await media.ProbeAsync(joined.Path)).Video!.Colour.Matrix);
    }

    [Fact]
    public async Task A_join_of_other_pictures_or_of_pictures_that_cannot_be_decoded_is_not_published()
    {
        var (spec, frames) = await SourceAsync("broken", OutputFormat.H264, "yuv420p", "25", string.Empty);
        var segments = await SegmentsAsync(spec, frames);
        var folder = Path.GetDirectoryName(spec.OutputPath)!;
        await RefusedAsync([segments[0], segments[1] with { Pictures = segments[0].Pictures }, segments[2]], "not those of its segments");
        await RefusedAsync([segments[0], segments[1] with { Description = "other" }, segments[2]], "not encoded in one way");

        // A segment whose first pictures are rubbish, and which says so truly.
        var bytes = await File.ReadAllBytesAsync(segments[1].Path, Token);
        var data = bytes.AsSpan().IndexOf("mdat"u8);
        bytes.AsSpan(data + 900, 1500).Fill(0xFF);
        var bad = segments[1] with { Path = media.PathOf("rubbish.mp4") };
        await File.WriteAllBytesAsync(bad.Path, bytes, Token);
        using var digests = new PictureDigests(spec.FrameRate, [bad.Frames]);
        await FfmpegOutput.ReadLinesAsync(media.Tools.FfmpegPath, PacketListArguments.Of(bad.Path), digests.Add, Token);
        await RefusedAsync([segments[0], bad with { Pictures = digests.Digests[0] }, segments[2]], "can be decoded");

        Assert.DoesNotContain(Directory.EnumerateFiles(folder, "*", new EnumerationOptions { AttributesToSkip = 0 }),
            f => Path.GetFileName(f).Contains(Path.GetFileNameWithoutExtension(spec.OutputPath), StringComparison.Ordinal));

        async Task RefusedAsync(IReadOnlyList<EncodedSegment> wrong, string word)
        {
            var error = await Assert.ThrowsAsync<HeyGemException>(() => SegmentJoin.RunAsync(media.Tools, spec, wrong, Token));
            Assert.Equal(ErrorCode.OutputFailed, error.Code);
            Assert.Contains(word, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("mono", "anullsrc=cl=mono,aeval='.4*sin(900*t*(1+t))'")]
    [InlineData("eight", "sine=f=330:r=48000,pan=7.1|c0=c0|c1=.5*c0|c2=c0|c3=.2*c0|c4=c0|c5=.3*c0|c6=c0|c7=.1*c0")]
    [InlineData("tracks", "sine=f=440:r=44100,asplit[a][b]")]
    public async Task Sound_that_was_encoded_ahead_is_in_a_join_what_it_is_in_one_go(string kind, string filter)
    {
        var (plain, frames) = await SourceAsync($"ahead-{kind}", OutputFormat.H264, "yuv420p", "25", string.Empty);
        string[] maps = kind == "tracks" ? ["-map", "[a]", "-map", "[b]"] : [];
        var path = await media.MakeAsync($"ahead-{kind}.mov", ["-filter_complex", $"{filter}", .. maps, "-t", "1.1", "-c:a", "pcm_s16le"]);
        var stream = (await media.ProbeAsync(path)).Audio;
        var spec = plain with { Audio = plain.Audio! with { Path = path, Stream = stream, KeepsTracks = true } };
        var whole = await WholeAsync(spec, frames);
        EncodedFile joined;
        await using (var sound = SoundAhead.Start(media.Tools, spec, media.PathOf($"ahead-{kind}-sound")))
        {
            var (target, warnings) = await sound.TargetAsync(Token);
            Assert.Equal((null, kind == "tracks" ? 2 : 1), (target.Audio, target.Tracks.Count));
            joined = await SegmentJoin.RunAsync(media.Tools, target, await SegmentsAsync(spec, frames), Token);
            Assert.Equal(whole.Warnings, [.. joined.Warnings, .. warnings]);
        }

        // AAC's own head has room for a word that there is no more than AAC, which packets by themselves do not carry.
        Assert.Equal(await DescribeAsync(whole.Path, "extradata_size="), await DescribeAsync(joined.Path, "extradata_size="));
        Assert.Equal(await SoundAsync(whole.Path), await SoundAsync(joined.Path));
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(path)!, $"ahead-{kind}-sound*"));
    }

    [Fact]
    public async Task Sound_that_cannot_be_encoded_ahead_is_left_to_the_join()
    {
        var (plain, _) = await SourceAsync("no-ahead", OutputFormat.H264, "yuv420p", "25", string.Empty);
        var path = media.PathOf("no sound.wav");
        await File.WriteAllTextAsync(path, "no sound", Token);
        var spec = plain with { Audio = plain.Audio! with { Path = path } };

        await using var sound = SoundAhead.Start(media.Tools, spec, media.PathOf("no-ahead-sound"));

        Assert.Same(spec, (await sound.TargetAsync(Token)).Target);
    }

    [Fact]
    public async Task A_segment_whose_pictures_stand_at_other_times_is_none()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        var (spec, frames) = await SourceAsync("late", OutputFormat.H264, "yuv420p", "25", string.Empty);
        var slow = FakeTool.Write(
            media.PathOf("encodes-at-24"), $"#!/bin/bash\nexec {media.Tools.FfmpegPath} \"${{@/#25\\/1/24/1}}\"\n");
        var path = media.PathOf("late-segment.mp4");
        await using var writer = SegmentWriter.Open(media.Tools with { FfmpegPath = slow }, spec, path, _lengths[0]);
        await WriteAsync(spec, frames.Take(_lengths[0]), writer.WriteAsync);

        var error = await Assert.ThrowsAsync<HeyGemException>(() => writer.FinishAsync(Token));

        Assert.Equal(ErrorCode.OutputFailed, error.Code);
        Assert.Contains("frame of its own", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_look_at_a_joint_begins_at_a_key_picture_of_its_own()
    {
        var (spec, frames) = await SourceAsync("keys", OutputFormat.H264, "yuv420p", "25", string.Empty);
        var segments = await SegmentsAsync(spec, frames);

        var joined = await SegmentJoin.RunAsync(media.Tools, spec, segments, Token);

        var pictures = await ResultParts.ReadAsync(media.Tools, joined.Path, Token);
        Assert.Equal([0, 10, 13, 19, 22, 30], Enumerable.Range(0, pictures.Count).Where(pictures.Begins));
    }

    [Fact]
    public async Task A_segment_that_is_short_of_a_picture_or_changed_on_the_disk_is_none()
    {
        var (spec, frames) = await SourceAsync("own", OutputFormat.H264, "yuv420p", "25", string.Empty);
        var segment = (await SegmentsAsync(spec, frames))[0];

        var error = Assert.Throws<HeyGemException>(
            () => SegmentWriter.ReadOwn(spec, segment.Path, segment.Frames + 1, Token));
        Assert.Equal(ErrorCode.OutputFailed, error.Code);
        Assert.Contains("13 of 14 frames", error.Message, StringComparison.Ordinal);

        // Each picture counts: a change of the first and of the last gives another digest.
        var bytes = await File.ReadAllBytesAsync(segment.Path, Token);
        var data = bytes.AsSpan().IndexOf("mdat"u8);
        foreach (var at in new[] { data + 900, bytes.Length - 1 })
        {
            var changed = media.PathOf("own-changed.mp4");
            await File.WriteAllBytesAsync(changed, [.. bytes[..at], (byte)(bytes[at] ^ 1), .. bytes[(at + 1)..]], Token);
            Assert.NotEqual(segment.Pictures, SegmentWriter.ReadOwn(spec, changed, segment.Frames, Token)!.Pictures);
        }
    }

    [Theory]
    [InlineData("fragments", "-c", "copy", "-movflags", "frag_keyframe+empty_moov")]
    [InlineData("two tracks", "-map", "0:v", "-map", "0:v", "-c", "copy")]
    [InlineData("several edits", "-itsoffset", "0.2", "-c", "copy")]
    [InlineData("Matroska", "-c", "copy", "-f", "matroska")]
    [InlineData("cut off")]
    public async Task Of_a_file_that_is_built_in_another_way_ffmpeg_is_asked(string kind, params string[] arguments)
    {
        var (spec, frames) = await SourceAsync($"built-{kind}", OutputFormat.H264, "yuv420p", "25", string.Empty);
        var segment = (await SegmentsAsync(spec, frames))[0].Path;
        var path = media.PathOf($"built {kind}.mp4");
        if (arguments.Length == 0)
        {
            await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(segment, Token))[..^10], Token);
        }
        else
        {
            var offset = arguments[0] == "-itsoffset" ? arguments[..2] : [];
            await media.RunAsync(media.Tools.FfmpegPath,
            [
                "-v", "error", "-nostdin", "-y", .. offset, "-i", segment, .. arguments[offset.Length..], path,
            ]);
        }

        Assert.Null(SegmentWriter.ReadOwn(spec, path, _lengths[0], Token));
    }

    [Fact]
    public void Beginnings_in_a_list_do_not_drift_in_ten_hours()
    {
        var rate = FrameRate.Of(30000, 1001);
        EncodedSegment[] segments = [.. Enumerable.Range(0, 2300).Select(i => new EncodedSegment($"/it's/{i}.mp4", 469, 0, "", "", ""))];

        var lines = SegmentJoin.ListOf(segments, rate).Split('\n');

        Assert.Equal(@"file 'file:/it'\''s/0.mp4'", lines[1]);
        var end = lines.Where(l => l.StartsWith("duration ", StringComparison.Ordinal))
            .Sum(l => decimal.Parse(l[9..], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(2300m * 469 * 1001 / 30000, end, 6);
    }

    [Fact]
    public async Task A_segment_from_elsewhere_is_taken_only_where_its_file_is_what_is_said_of_it()
    {
        var (spec, frames) = await SourceAsync("claimed", OutputFormat.H264, "yuv420p", "25", string.Empty);
        var segments = await SegmentsAsync(spec, frames);
        var (good, other) = (segments[0], segments[1]);
        var whole = await File.ReadAllBytesAsync(good.Path, Token);
        byte[] changed = [.. whole];
        changed[whole.Length / 2] ^= 1;

        await RefusedAsync(good, changed);
        await RefusedAsync(good, whole[..(whole.Length / 2)]);
        await RefusedAsync(good, await File.ReadAllBytesAsync(other.Path, Token));
        await RefusedAsync(good with { Sha256 = other.Sha256 }, whole);
        await RefusedAsync(good with { Frames = good.Frames + 1 }, whole);

        var held = await TakeAsync(good, whole);
        Assert.Equal(good with { Path = held.Path }, held);
        Assert.Equal(whole, await File.ReadAllBytesAsync(held.Path, Token));

        async Task RefusedAsync(EncodedSegment said, byte[] bytes)
        {
            Assert.Equal(ErrorCode.FarmResultWrong, (await Assert.ThrowsAsync<HeyGemException>(() => TakeAsync(said, bytes))).Code);
            Assert.Empty(Directory.EnumerateFileSystemEntries(
                media.PathOf("taken"), "*", new EnumerationOptions { AttributesToSkip = 0 }));
        }

        async Task<EncodedSegment> TakeAsync(EncodedSegment said, byte[] bytes)
        {
            var file = media.PathOf("brought.mp4");
            await File.WriteAllBytesAsync(file, bytes, Token);
            var note = new SegmentNote { Key = "key", Start = 0, File = said, Outcomes = [], Warnings = [] };
            return await SegmentClaim.ReadBackAsync((media.Tools, spec), note, file, media.PathOf("taken/00000.mp4"), Token);
        }
    }

    [Theory]
    [InlineData("key")]
    [InlineData("start")]
    [InlineData("frames")]
    [InlineData("outcomes")]
    [InlineData("outcome")]
    [InlineData("bytes")]
    public void What_is_said_of_another_segment_is_refused(string wrong)
    {
        var note = new SegmentNote
        {
            Key = wrong == "key" ? "other" : "key",
            Start = wrong == "start" ? 0 : 10,
            File = new EncodedSegment("00001.mp4", wrong == "frames" ? 3 : 2, 1, "sum", "pictures", "description"),
            Outcomes = wrong switch { "outcomes" => [0], "outcome" => [0, 200], _ => [0, 1] },
            Warnings = [],
        };
        var bytes = note.ToBytes();
        bytes[^3] ^= (byte)(wrong == "bytes" ? 1 : 0);

        Assert.Equal(
            ErrorCode.FarmResultWrong,
            Assert.Throws<HeyGemException>(() => SegmentClaim.Read(bytes, "key", new FrameRange(10, 2))).Code);
    }

    private async Task<(EncodeSpec Spec, List<byte[]> Frames)> SourceAsync(
        string name, OutputFormat format, string pixels, string rate, string fields)
    {
        var order = fields.Length > 0 ? $"setfield={fields}," : string.Empty;
        var path = await media.MakeAsync($"joined-{name}.mkv", [
            .. MediaFixture.Pattern(256, 144, rate, 1.5), "-vf", $"{order}setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709",
            .. MediaFixture.Lossless(pixels)]);
        var clip = await media.ProbeAsync(path);
        var video = EncodeProfiles.WithAlphaIfKept(format, clip.Video!, media.Tools);
        clip = clip with { Video = video with { FieldOrder = fields switch { "tff" => "tt", "bff" => "bb", _ => video.FieldOrder } } };
        var count = _lengths.Sum();
        var voice = MadeVoice.Write(media.PathOf($"joined-{name}.wav"), MadeVoice.Samples(2));
        var extension = EncodeProfiles.Of(format, clip.Video!).Extension();
        return (new EncodeSpec
        {
            OutputPath = media.PathOf($"join-{name}{extension}"),
            Format = format,
            Source = clip.Video!,
            FrameRate = clip.Video!.FrameRate,
            Width = 256,
            Height = 144,
            Layout = clip.Video.Layout,
            FrameCount = count,
            StartTimecode = "01:00:00:00",
            Tags = new Dictionary<string, string> { ["software"] = "a test", ["reel_name"] = "A001" },
            Audio = new AudioSource(voice, MediaTime.Zero, clip.Video.FrameRate.StartOf(count)),
        }, await media.ReadAllAsync(clip, new FrameRange(0, count)));
    }

    private async Task<EncodedFile> WholeAsync(EncodeSpec spec, List<byte[]> frames)
    {
        await using var writer = await FrameWriter.OpenAsync(
            media.Tools, spec with { OutputPath = media.PathOf("whole-" + Path.GetFileName(spec.OutputPath)) }, Token);
        await WriteAsync(spec, frames, writer.WriteAsync);
        return await writer.FinishAsync(Token);
    }

    private async Task<List<EncodedSegment>> SegmentsAsync(EncodeSpec spec, List<byte[]> frames)
    {
        var folder = Directory.CreateDirectory(media.PathOf($"it's {Path.GetFileName(spec.OutputPath)} #1")).FullName;
        List<EncodedSegment> segments = [];
        foreach (var length in _lengths)
        {
            var path = Path.Combine(folder, $"{segments.Count:00000}{Path.GetExtension(spec.OutputPath)}");
            await using var writer = SegmentWriter.Open(media.Tools, spec, path, length);
            await WriteAsync(spec, frames.Skip(segments.Sum(s => s.Frames)).Take(length), writer.WriteAsync);
            Assert.Equal(0, writer.FramesLeft);
            var segment = await writer.FinishAsync(Token);

            // What is read of it without ffmpeg is what ffmpeg reads.
            Assert.Equal(await SegmentWriter.ReadBackAsync(media.Tools, spec, segment.Path, length, Token), segment);
            Assert.Equal(segment, SegmentWriter.ReadOwn(spec, segment.Path, length, Token));
            segments.Add(segment);
        }

        return segments;
    }

    /// <summary>The pictures of a result as its own index lists them are those that ffmpeg lists.</summary>
    private async Task ReadsAsFfmpegReadsItAsync(EncodeSpec spec, string path)
    {
        using var listed = new PictureDigests(spec.FrameRate, _lengths);
        await ResultCheck.CountFramesAsync(media.Tools, path, spec, listed.Add, FfmpegOutput.StallLimit, Token);
        using var read = new PictureDigests(spec.FrameRate, _lengths);
        using var file = File.OpenHandle(path);
        var packets = PicturePackets.TryRead(file)!;
        packets.AddTo(read, file, Token);
        Assert.Equal((spec.FrameCount, true), (packets.Count, packets.Sounds > 0));
        Assert.Equal((null, null), (listed.Fault, read.Fault));
        Assert.Equal(listed.Digests, read.Digests);
    }

    private static async Task WriteAsync(EncodeSpec spec, IEnumerable<byte[]> frames, Func<Frame, CancellationToken, ValueTask> write)
    {
        var pool = new FramePool(spec.Layout, spec.Width, spec.Height);
        foreach (var bytes in frames)
        {
            using var frame = pool.Rent();
            bytes.CopyTo(frame.Bytes);
            await write(frame, Token);
        }
    }

    /// <summary>What ffprobe says of a file, but for what depends on how many bytes its pictures take.</summary>
    private async Task<string> DescribeAsync(string path, params string[] besides)
    {
        var text = await media.RunAsync(media.Tools.FfprobePath, ["-v", "error", "-show_streams", "-show_format", path]);
        string[] bytes = ["bit_rate=", "size=", "filename=", "nb_read", "max_bit_rate=", .. besides];
        return string.Join('\n', text.Split('\n').Where(l => !bytes.Any(b => l.StartsWith(b, StringComparison.Ordinal))));
    }

    /// <summary>The packets of a file's sound with their times.</summary>
    private async Task<IEnumerable<string>> SoundAsync(string path) => (await media.RunAsync(
        media.Tools.FfmpegPath, ["-v", "error", "-nostdin", "-i", path, "-map", "0:a", "-c", "copy", "-f", "framemd5", "-"]))
        .Split('\n').Where(line => !line.StartsWith("#extradata", StringComparison.Ordinal));

    /// <summary>A digest of each picture of some files as ffmpeg alone decodes them, in order.</summary>
    private async Task<List<string>> PlainAsync(IEnumerable<string> paths)
    {
        string[] files = [.. paths];
        var list = await media.RunAsync(media.Tools.FfmpegPath,
        [
            "-v", "error", "-nostdin", .. files.SelectMany(path => new[] { "-i", path }),
            .. files.SelectMany((_, i) => new[] { "-map", $"{i}:v:0" }), "-fps_mode", "passthrough", "-f", "framemd5", "-",
        ]);

        // Stream, dts, pts, duration, size, digest.
        var fields = list.Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(',', StringSplitOptions.TrimEntries));
        return [.. fields.GroupBy(f => int.Parse(f[0], null)).OrderBy(g => g.Key).SelectMany(g => g.Select(f => f[5]))];
    }

    private static int Count(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> word)
    {
        var count = 0;
        for (int at; (at = bytes.IndexOf(word)) >= 0; bytes = bytes[(at + word.Length)..])
        {
            count++;
        }

        return count;
    }
}
