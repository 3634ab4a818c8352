using System.Security.Cryptography;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests;

public sealed class FrameWriterTests(MediaFixture media)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OutputFormat.H264, ".mp4", "yuv420p", "30000/1001")]
    [InlineData(OutputFormat.H264, ".mp4", "yuv422p10le", "24000/1001")]
    [InlineData(OutputFormat.H264, ".mp4", "yuv420p10le", "25")]
    [InlineData(OutputFormat.H264, ".mp4", "yuv444p", "50")]
    [InlineData(OutputFormat.ProRes, ".mov", "yuv422p10le", "24000/1001")]
    [InlineData(OutputFormat.ProRes, ".mov", "yuv420p", "25")]
    [InlineData(OutputFormat.DnxHr, ".mov", "yuv422p10le", "60000/1001")]
    public async Task What_describes_the_picture_is_kept(OutputFormat format, string extension, string pixels, string rate)
    {
        var name = $"{format}-{pixels}";
        var source = await media.MakeAsync($"{name}.mkv", [
            .. MediaFixture.Pattern(640, 360, rate, 0.5), "-vf",
                "setsar=4/3,setparams=range=tv:color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc",
            .. MediaFixture.Lossless(pixels)]);
        var clip = await media.ProbeAsync(source);
        var result = await WriteAsync(clip, format, name + extension, timecode: "01:00:00:00");
        var back = (await media.ProbeAsync(result.Path)).Video!;
        var video = clip.Video!;

        Assert.Equal(video.FrameCount, result.Frames);
        Assert.Equal(video.FrameCount, back.FrameCount);
        Assert.Equal(video.FrameRate, back.FrameRate);
        Assert.False(back.IsVariableRate);
        Assert.Equal((4, 3), back.SampleAspect);
        Assert.Equal(new ColourTags("tv", "bt2020nc", "bt2020", "arib-std-b67"), back.Colour with { ChromaLocation = null });
        Assert.Equal("01:00:00:00", back.StartTimecode);
        Assert.Equal(format == OutputFormat.H264 ? pixels : "yuv422p10le", back.PixelFormat);
        Assert.Equal(format == OutputFormat.DnxHr ? null : "progressive", back.FieldOrder);
    }

    [Theory]
    [InlineData(OutputFormat.H264, "tff")]
    [InlineData(OutputFormat.H264, "bff")]
    [InlineData(OutputFormat.ProRes, "tff")]
    [InlineData(OutputFormat.ProRes, "bff")]
    public async Task Fields_keep_their_order(OutputFormat format, string order)
    {
        var source = await media.MakeAsync($"fields-{order}-{format}.mov", [
            .. MediaFixture.Pattern(720, 576, "25", 0.4), "-vf", $"setfield={order}", "-c:v", "prores_ks", "-flags", "+ildct",
            .. media.Tools.HasTopOption ? new[] { "-top", order == "tff" ? "1" : "0" } : [], "-pix_fmt", "yuv422p10le"]);
        var clip = await media.ProbeAsync(source);
        var expected = order == "tff" ? "tt" : "bb";
        Assert.Equal(expected, clip.Video!.FieldOrder);

        var result = await WriteAsync(clip, format, $"woven-{order}{(format == OutputFormat.H264 ? ".mp4" : ".mov")}");
        Assert.Equal(expected, (await media.ProbeAsync(result.Path)).Video!.FieldOrder);
        if (format == OutputFormat.ProRes)
        {
            // An editor goes by the atom: two fields, the top (1) or the bottom one (6) first.
            byte[] atom = [2, order == "tff" ? (byte)1 : (byte)6];
            Assert.Equal(atom, FieldAtomOf(await File.ReadAllBytesAsync(result.Path, Token)).ToArray());
        }
    }

    [Theory]
    [InlineData("tff", 9)]
    [InlineData("bff", 14)]
    public async Task A_movie_that_says_its_fields_are_stored_the_other_way_round_is_read_by_its_pictures(string order, byte stated)
    {
        var path = await media.MakeAsync($"crossed-{order}.mov", [
            .. MediaFixture.Pattern(720, 576, "25", 0.2), "-vf", $"setfield={order}", "-c:v", "prores_ks", "-flags", "+ildct",
            .. media.Tools.HasTopOption ? new[] { "-top", order == "tff" ? "1" : "0" } : [], "-pix_fmt", "yuv422p10le"]);
        var bytes = await File.ReadAllBytesAsync(path, Token);
        FieldAtomOf(bytes)[1] = stated;
        await File.WriteAllBytesAsync(path, bytes, Token);

        Assert.Equal(order == "tff" ? "tt" : "bb", (await media.ProbeAsync(path)).Video!.FieldOrder);

        // Put right, the file differs in that one byte.
        FieldOrderAtom.Write(path, order == "tff");
        FieldAtomOf(bytes)[1] = order == "tff" ? (byte)1 : (byte)6;
        Assert.Equal(bytes, await File.ReadAllBytesAsync(path, Token));
    }

    [Fact]
    public async Task Fields_of_a_tape_are_known_from_its_pictures()
    {
        var path = await media.MakeAsync("tape.dv", [
            .. MediaFixture.Pattern(720, 576, "25", 0.2), "-vf", "setfield=bff", "-c:v", "dvvideo", "-pix_fmt", "yuv420p"]);

        Assert.Equal("bb", (await media.ProbeAsync(path)).Video!.FieldOrder);
    }

    private static Span<byte> FieldAtomOf(byte[] movie) => movie.AsSpan(movie.AsSpan().IndexOf("fiel"u8) + 4, 2);

    [Theory]
    [InlineData(OutputFormat.H264, ".mp4", "30000/1001")]
    [InlineData(OutputFormat.H264, ".mp4", "25")]
    [InlineData(OutputFormat.ProRes, ".mov", "24000/1001")]
    public async Task The_voice_lands_on_its_frame_and_is_exactly_as_long_as_the_picture(OutputFormat format, string extension, string rate)
    {
        // A click half a second into the voice, taken from 0.2 s on: it must be heard at 0.3 s.
        var voice = await media.MakeAsync($"voice-{format}-{rate.Length}.wav", "-f", "lavfi", "-i",
            "aevalsrc=if(between(n\\,8000\\,8003)\\,0.9\\,0):s=16000:d=0.9", "-c:a", "pcm_s16le");
        var clip = await media.ProbeAsync(
            await media.MakeAsync(
            $"short-{format}-{rate.Length}.mkv", [.. MediaFixture.Pattern(320, 240, rate, 1.2), .. MediaFixture.Lossless("yuv420p")]));
        var video = clip.Video!;
        var length = video.FrameRate.StartOf(video.FrameCount);
        var result = await WriteAsync(
            clip, format, $"spoken-{format}-{rate.Length}{extension}", new AudioSource(voice, MediaTime.FromSeconds(0.2), length));

        var samples = await new AudioReader(media.Tools)
            .ReadMonoAsync(await media.ProbeVoiceAsync(result.Path), MediaTime.Zero, null, 48_000, Token);
        Assert.InRange(AudioReaderTests.Loudest(samples) / 48_000.0, 0.295, 0.305);
        // AAC is coded in blocks of 1024; the container says where the last one ends.
        var back = await media.ProbeAsync(result.Path);
        Assert.InRange(back.Audio!.Duration.ToSamples(48_000) - length.ToSamples(48_000), -1, 1);
        var stated = await media.RunAsync(media.Tools.FfprobePath,
            ["-v", "error", "-select_streams", "v", "-show_entries", "stream=duration", "-of", "csv=p=0", result.Path]);
        Assert.Equal(length.Seconds, double.Parse(stated, System.Globalization.CultureInfo.InvariantCulture), 6);
        Assert.InRange(samples.Length - length.ToSamples(48_000), 0, extension == ".mov" ? 0 : 1023);
        Assert.Equal(0, back.Audio.StartTime.Ticks);
        Assert.Equal(0, back.Video!.StartTime.Ticks);
    }

    [Fact]
    public async Task An_odd_size_is_padded_by_its_own_edge_and_said()
    {
        var source = await media.MakeAsync(
            "odd.mkv", ["-f", "lavfi", "-i", "testsrc2=s=330x190:r=25:d=0.2", "-vf", "format=yuv420p,crop=321:181:0:0:exact=1",
            .. MediaFixture.Lossless("yuv420p")]);
        var clip = await media.ProbeAsync(source);
        var result = await WriteAsync(clip, OutputFormat.H264, "odd.mp4");
        var back = await media.ProbeAsync(result.Path);

        Assert.Equal((322, 182), (back.Video!.Width, back.Video.Height));
        Assert.Contains(result.Warnings, w => w.Contains("even", StringComparison.Ordinal));
        var frame = (await media.ReadAllAsync(back))[2];
        for (var y = 0; y < 182; y += 7)
        {
            Assert.InRange(Math.Abs(frame[(y * 322) + 321] - frame[(y * 322) + 320]), 0, 12);
        }
    }

    [Fact]
    public async Task A_name_that_is_taken_gets_a_number_and_the_other_file_stays()
    {
        var clip = await ClipAsync("taken-source.mkv");
        var taken = media.PathOf("taken.mp4");
        await File.WriteAllTextAsync(taken, "mine", Token);
        await File.WriteAllTextAsync(media.PathOf("taken (2).mp4"), "mine too", Token);
        var result = await WriteAsync(clip, OutputFormat.H264, "taken.mp4");

        Assert.Equal(media.PathOf("taken (3).mp4"), result.Path);
        var written = await File.ReadAllBytesAsync(result.Path, Token);
        Assert.Equal((written.Length, Convert.ToHexStringLower(SHA256.HashData(written))), (result.Bytes, result.Sha256));
        Assert.Equal("mine", await File.ReadAllTextAsync(taken, Token));
    }

    [Theory]
    [InlineData("clip_lipsync.mp4", true)]
    [InlineData("clip_LIPSYNC (12).mov", true)]
    [InlineData("Take (2)_lipsync.mp4", true)]
    [InlineData("Take (2)_lipsync (3).mp4", true)]
    [InlineData("clip_lipsync (final).mp4", false)]
    [InlineData("_lipsync notes.mp4", false)]
    [InlineData("Take (2).mp4", false)]
    public void A_result_is_known_by_its_name(string name, bool known)
    {
        Assert.Equal(known, OutputNaming.IsResult(Path.Combine("somewhere (else)", name)));
    }

    [Fact]
    public void Results_are_named_after_their_clip()
    {
        var folder = Directory.CreateDirectory(media.PathOf("names")).FullName;
        Assert.Equal(Path.Combine(folder, "测试 clip_lipsync.mp4"), OutputNaming.FreeName(folder, "/elsewhere/测试 clip.mov", ".mp4"));
        File.WriteAllText(Path.Combine(folder, "a_lipsync.mp4"), string.Empty);
        Assert.Equal(Path.Combine(folder, "a_lipsync (2).mp4"), OutputNaming.FreeName(folder, "a.mp4", ".mp4"));
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(
            Path.GetFileName(OutputNaming.FreeName(folder, new string('字', 80) + ".mp4", ".mp4"))) < 250);
    }

    private async Task<ClipInfo> ClipAsync(string name) =>
        await media.ProbeAsync(
            await media.MakeAsync(name, [.. MediaFixture.Pattern(320, 180, "25", 0.4), .. MediaFixture.Lossless("yuv420p")]));

    private async Task<EncodedFile> WriteAsync(
        ClipInfo clip, OutputFormat format, string name, AudioSource? audio = null, string? timecode = null)
    {
        var token = TestContext.Current.CancellationToken;
        await using var reader = await FrameReader.OpenAsync(
            media.Tools, clip, new FrameRange(0, clip.Video!.FrameCount), PoolOf(clip), token);
        await using var writer = await FrameWriter.OpenAsync(
            media.Tools, SpecOf(clip, format, media.PathOf(name)) with { Audio = audio, StartTimecode = timecode }, token);
        while (await reader.ReadAsync(token) is { } frame)
        {
            using (frame)
            {
                await writer.WriteAsync(frame, token);
            }
        }

        return await writer.FinishAsync(token);
    }

    internal static FramePool PoolOf(ClipInfo clip) => new(clip.Video!.Layout, clip.Video.Width, clip.Video.Height);

    internal static EncodeSpec SpecOf(ClipInfo clip, OutputFormat format, string path) => new()
    {
        OutputPath = path,
        Format = format,
        Source = clip.Video!,
        FrameRate = clip.Video!.FrameRate,
        Width = clip.Video.Width,
        Height = clip.Video.Height,
        Layout = clip.Video.Layout,
        FrameCount = clip.Video.FrameCount,
    };
}
