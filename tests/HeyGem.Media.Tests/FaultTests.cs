using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests;

public sealed class FaultTests(MediaFixture media)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stopping_a_reader_leaves_no_decoder()
    {
        var clip = await ClipAsync("stop-read.mkv", 20);
        var reader = await FrameReader.OpenAsync(
            media.Tools, clip, new FrameRange(0, clip.Video!.FrameCount), FrameWriterTests.PoolOf(clip), Token);
        (await reader.ReadAsync(Token))!.Dispose();
        var id = reader.ProcessId!.Value;
        Assert.True(ChildProcessTests.IsAlive(id));
        await reader.DisposeAsync();

        Assert.False(ChildProcessTests.IsAlive(id));
    }

    [Fact]
    public async Task A_cancelled_read_ends_and_the_reader_can_still_be_closed()
    {
        var clip = await ClipAsync("cancel-read.mkv", 2);
        var slow = FakeTool.Write(media.PathOf("slow-ffmpeg"), "#!/bin/sh\nexec sleep 1000\n");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var reader = await FrameReader.OpenAsync(
            media.Tools with { FfmpegPath = slow }, clip, new FrameRange(0, 5), FrameWriterTests.PoolOf(clip), Token);
        var read = reader.ReadAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    [Fact]
    public async Task A_decoder_that_says_nothing_is_stopped_and_named()
    {
        var clip = await ClipAsync("stall.mkv", 2);
        var slow = FakeTool.Write(media.PathOf("mute-ffmpeg"), "#!/bin/sh\nexec sleep 1000\n");
        await using var reader = await FrameReader.OpenAsync(
            media.Tools with { FfmpegPath = slow }, clip, new FrameRange(0, 5), FrameWriterTests.PoolOf(clip),
                TimeSpan.FromMilliseconds(300), Token);
        var error = await Assert.ThrowsAsync<HeyGemException>(async () => await reader.ReadAsync(Token));

        Assert.Equal(ErrorCode.FfmpegStalled, error.Code);
        Assert.False(ChildProcessTests.IsAlive(reader.ProcessId!.Value));
    }

    [Fact]
    public async Task A_consumer_that_takes_its_time_is_not_a_stall()
    {
        var clip = await ClipAsync("patient.mkv", 4);
        await using var reader = await FrameReader.OpenAsync(
            media.Tools, clip, new FrameRange(0, clip.Video!.FrameCount), FrameWriterTests.PoolOf(clip), TimeSpan.FromSeconds(5), Token);
        (await reader.ReadAsync(Token))!.Dispose();
        await Task.Delay(TimeSpan.FromSeconds(6), Token);
        var frames = 1;
        while (await reader.ReadAsync(Token) is { } frame)
        {
            frame.Dispose();
            frames++;
        }

        Assert.Equal(clip.Video!.FrameCount, frames);
    }

    [Fact]
    public async Task A_decoder_that_crashes_is_an_error_of_the_clip_only()
    {
        var clip = await ClipAsync("crash.mkv", 2);
        var crashing = FakeTool.Write(media.PathOf("crashing-ffmpeg"), "#!/bin/sh\nkill -SEGV $$\n");
        await using var reader = await FrameReader.OpenAsync(
            media.Tools with { FfmpegPath = crashing }, clip, new FrameRange(0, 5), FrameWriterTests.PoolOf(clip), Token);

        Assert.Equal(ErrorCode.FfmpegDied, (await Assert.ThrowsAsync<HeyGemException>(async () => await reader.ReadAsync(Token))).Code);
    }

    [Theory]
    [InlineData("head -c 10000000 /dev/zero; exec sleep 1000", ErrorCode.FfmpegDied)]
    [InlineData("printf 'nut/multimedia container\\0'; exec sleep 1000", ErrorCode.FfmpegStalled)]
    public async Task Pixels_without_times_and_a_stream_that_goes_silent_end_in_a_code(string script, ErrorCode expected)
    {
        var clip = await ClipAsync("marks.mkv", 2);
        var fake = FakeTool.Write(media.PathOf($"fake-{expected}"), $"#!/bin/bash\n{script}\n");
        await using var reader = await FrameReader.OpenAsync(
            media.Tools with { FfmpegPath = fake }, clip, new FrameRange(0, 5), FrameWriterTests.PoolOf(clip),
                TimeSpan.FromMilliseconds(800), Token);

        Assert.Equal(expected, (await Assert.ThrowsAsync<HeyGemException>(async () => await reader.ReadAsync(Token))).Code);
    }

    [Fact]
    public async Task A_decoder_that_dies_in_the_middle_goes_on_where_it_was()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        var clip = await ClipAsync("resume.mkv", 4);
        var once = media.PathOf("resume-once");
        var dying = FakeTool.Write(
            media.PathOf("resume-ffmpeg"),
            $"#!/bin/bash\nif [ ! -e '{once}' ]; then touch '{once}'; {media.Tools.FfmpegPath} \"$@\" | head -c 2000000; kill -9 $$; " +
                $"fi\nexec {media.Tools.FfmpegPath} \"$@\"\n");
        var whole = await media.ReadAllAsync(clip);
        await using var reader = await FrameReader.OpenAsync(
            media.Tools with { FfmpegPath = dying }, clip, new FrameRange(0, clip.Video!.FrameCount), FrameWriterTests.PoolOf(clip), Token);
        for (var i = 0; i < whole.Count; i++)
        {
            using var frame = await reader.ReadAsync(Token);
            Assert.True(frame!.Bytes.Span.SequenceEqual(whole[i]), $"frame {i}");
        }
    }

    [Fact]
    public async Task A_writer_that_is_not_finished_leaves_nothing()
    {
        var clip = await ClipAsync("abandon.mkv", 2);
        var folder = Directory.CreateDirectory(media.PathOf("abandon")).FullName;
        var writer = await FrameWriter.OpenAsync(
            media.Tools, FrameWriterTests.SpecOf(clip, OutputFormat.H264, Path.Combine(folder, "out.mp4")), Token);
        Assert.Single(Directory.GetFiles(folder));
        using (var frame = FrameWriterTests.PoolOf(clip).Rent())
        {
            await writer.WriteAsync(frame, Token);
        }

        await writer.DisposeAsync();
        Assert.Empty(Directory.GetFiles(folder));
        Assert.False(ChildProcessTests.IsAlive(writer.ProcessId));
    }

    [Fact]
    public async Task A_write_that_is_cancelled_while_the_encoder_takes_nothing_ends()
    {
        var clip = await ClipAsync("cancel-write.mkv", 2);
        var slow = FakeTool.Write(media.PathOf("deaf-ffmpeg"), "#!/bin/sh\nexec sleep 1000\n");
        var folder = Directory.CreateDirectory(media.PathOf("cancel-write")).FullName;
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using (
            var writer = await FrameWriter.OpenAsync(media.Tools with { FfmpegPath = slow },
            FrameWriterTests.SpecOf(clip, OutputFormat.H264, Path.Combine(folder, "out.mp4")), Token))
        {
            using var frame = FrameWriterTests.PoolOf(clip).Rent();
            var writes = Task.Run(
                async () =>
                {
                    for (var i = 0; i < 50; i++)
                    {
                        await writer.WriteAsync(frame, cancel.Token);
                    }
                },
                Token);
            cancel.CancelAfter(200);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writes);
        }

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_result_with_frames_missing_is_not_published()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        var clip = await ClipAsync("missing.mkv", 1);
        var careless = FakeTool.Write(
            media.PathOf("careless-ffmpeg"), $"#!/bin/bash\nexec {media.Tools.FfmpegPath} \"${{@:1:$#-1}}\" -frames:v 3 \"${{@: -1}}\"\n");
        var folder = Directory.CreateDirectory(media.PathOf("missing")).FullName;
        var spec = FrameWriterTests.SpecOf(clip, OutputFormat.H264, Path.Combine(folder, "out.mp4")) with { FrameCount = 4 };
        await using (var writer = await FrameWriter.OpenAsync(media.Tools with { FfmpegPath = careless }, spec, Token))
        {
            using var frame = FrameWriterTests.PoolOf(clip).Rent();
            for (var i = 0; i < 4; i++)
            {
                await writer.WriteAsync(frame, Token);
            }

            Assert.Equal(ErrorCode.OutputFailed, (await Assert.ThrowsAsync<HeyGemException>(() => writer.FinishAsync(Token))).Code);
        }

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_found_before_the_work_starts()
    {
        var clip = await ClipAsync("unwritable.mkv", 1);
        var file = media.PathOf("a-file");
        await File.WriteAllTextAsync(file, "x", Token);
        foreach (var folder in (string[])[Path.Combine(file, "below"), "/proc/heygem"])
        {
            var open = () => FrameWriter.OpenAsync(
                media.Tools, FrameWriterTests.SpecOf(clip, OutputFormat.H264, Path.Combine(folder, "out.mp4")), Token);
            Assert.Equal(ErrorCode.OutputNotWritable, (await Assert.ThrowsAsync<HeyGemException>(open)).Code);
        }
    }

    [Theory]
    [InlineData(OutputFormat.H264, ".mp4", "")]
    [InlineData(OutputFormat.ProRes, ".mov", "")]
    [InlineData(OutputFormat.H264, ".mp4", "hdr")]
    public async Task A_folder_that_goes_away_meanwhile_is_named_and_not_made_again(OutputFormat format, string extension, string kind)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps a folder whose files are open");
        var clip = await ClipAsync("gone-folder.mkv", 1);
        if (kind == "hdr")
        {
            clip = clip with { Video = clip.Video! with { Hdr = new HdrMetadata { LightLevel = (1000, 400) } } };
        }

        var folder = Directory.CreateDirectory(media.PathOf($"gone-{format}{kind}")).FullName;
        var spec = FrameWriterTests.SpecOf(clip, format, Path.Combine(folder, "out" + extension)) with { FrameCount = 2 };
        await using (var writer = await FrameWriter.OpenAsync(media.Tools, spec, Token))
        {
            using var frame = FrameWriterTests.PoolOf(clip).Rent();
            await writer.WriteAsync(frame, Token);
            await writer.WriteAsync(frame, Token);
            Directory.Delete(folder, recursive: true);
            var told = await Assert.ThrowsAsync<HeyGemException>(() => writer.FinishAsync(Token));
            Assert.Equal(ErrorCode.OutputNotWritable, told.Code);
            Assert.Contains($"The folder of 'out{extension}' was removed", told.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(".part", told.Message, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_full_disk_is_named_and_left_clean()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "needs root to mount a small disk");
        var folder = Directory.CreateDirectory(media.PathOf("small disk")).FullName;
        await using (
            var mount = ChildProcess.Start(new ChildProcessSpec("/bin/mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", folder])))
        {
            Assert.SkipUnless(await mount.WaitAsync(Token) == 0, "this machine does not let root mount a small disk");
        }

        try
        {
            var clip = await ClipAsync("noise.mkv", 3, ",noise=alls=80:allf=t");
            Assert.Equal(ErrorCode.DiskFull,
                (await Assert.ThrowsAsync<HeyGemException>(() => CopyAsync(clip, Path.Combine(folder, "out.mp4")))).Code);
            Assert.Empty(Directory.GetFiles(folder));
        }
        finally
        {
            await media.RunAsync("/bin/umount", [folder]);
        }
    }

    private async Task CopyAsync(ClipInfo clip, string path)
    {
        var pool = FrameWriterTests.PoolOf(clip);
        await using var reader = await FrameReader.OpenAsync(media.Tools, clip, new FrameRange(0, clip.Video!.FrameCount), pool, Token);
        await using var writer = await FrameWriter.OpenAsync(media.Tools, FrameWriterTests.SpecOf(clip, OutputFormat.H264, path), Token);
        while (await reader.ReadAsync(Token) is { } frame)
        {
            using (frame)
            {
                await writer.WriteAsync(frame, Token);
            }
        }

        await writer.FinishAsync(Token);
    }

    private async Task<ClipInfo> ClipAsync(string name, int seconds, string filter = "") =>
        await media.ProbeAsync(await media.MakeAsync(
            name, [.. MediaFixture.Pattern(320, 180, "25", seconds), "-vf", "null" + filter, .. MediaFixture.Lossless("yuv420p")]));
}
