using System.Buffers.Binary;
using System.Text;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests;

/// <summary>A result is checked and published however long that takes; only silence ends a tool.</summary>
public sealed class SlowDiskTests(MediaFixture media)
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(1.5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_result_that_takes_longer_to_read_than_silence_may_last_is_counted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        var slow = FakeTool.Write(
            media.PathOf("slow-list"),
                "#!/bin/bash\necho '#media_type 0: video'\nfor i in {1..8}; do echo \"0, $i, $i, 1, 9, 0x0\"; sleep 0.4; done\n");
        var spec = FrameWriterTests.SpecOf(
            await ClipAsync("slow-list.mkv"), OutputFormat.H264, media.PathOf("any.mp4")) with
        { FrameCount = 8 };

        Assert.Equal(
            8, await ResultCheck.CountFramesAsync(media.Tools with { FfmpegPath = slow }, media.PathOf("any.mp4"), spec, _limit, Token));
    }

    [Fact]
    public async Task A_result_on_a_disk_of_5_megabytes_a_second_is_verified_and_published()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        const int BytesPerSecond = 5_000_000;
        var silence = TimeSpan.FromSeconds(3);
        var clip = await ClipAsync("five.mkv", 960, 540);

        // Reads the file for ffmpeg in blocks of 0.1 s.
        var slow = FakeTool.Write(
            media.PathOf("slow-disk"),
            $$"""
            #!/bin/bash
            case "$*" in *framecrc*) ;; *) exec {{media.Tools.FfmpegPath}} "$@";; esac
            for a; do case "$a" in file:*) path="${a#file:}"; set -- "$@" pipe:0;; *) set -- "$@" "$a";; esac; shift; done
            blocks=$(( ($(stat -c %s "$path") + 499999) / 500000 ))
            for ((i = 0; i < blocks; i++)); do dd if="$path" bs=500000 skip=$i count=1 status=none; sleep 0.1; done |
              {{media.Tools.FfmpegPath}} "$@"
            """);
        var spec = FrameWriterTests.SpecOf(clip, OutputFormat.H264, media.PathOf("five.mp4")) with { FrameCount = 54 };
        await using var writer = await FrameWriter.OpenAsync(media.Tools with { FfmpegPath = slow }, spec, silence, Token);
        using var frame = FrameWriterTests.PoolOf(clip).Rent();
        var random = new Random(5);
        for (var i = 0; i < spec.FrameCount; i++)
        {
            random.NextBytes(frame.Bytes.Span);
            await writer.WriteAsync(frame, Token);
        }

        var written = await writer.FinishAsync(Token);

        Assert.Equal((54, true), (written.Frames, File.Exists(written.Path)));
        var least = BytesPerSecond * silence.TotalSeconds;
        Assert.True(written.Bytes > least, $"{written.Bytes} bytes are read within the silence that is allowed.");
    }

    [Fact]
    public async Task A_reader_that_says_nothing_is_stopped_and_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        var mute = FakeTool.Write(media.PathOf("mute-list"), "#!/bin/bash\necho '#media_type 0: video'\nexec sleep 1000\n");
        var spec = FrameWriterTests.SpecOf(await ClipAsync("mute-list.mkv"), OutputFormat.H264, media.PathOf("any.mp4"));

        var error = await Assert.ThrowsAsync<HeyGemException>(
            () => ResultCheck.CountFramesAsync(media.Tools with { FfmpegPath = mute }, media.PathOf("any.mp4"), spec, _limit, Token));
        Assert.Equal(ErrorCode.FfmpegStalled, error.Code);
    }

    [Theory]
    [InlineData("for i in {1..8}; do echo more >> \"$to\"; sleep 0.5; done", ErrorCode.OutputFailed)]
    [InlineData("exec sleep 1000", ErrorCode.FfmpegStalled)]
    public async Task An_encoder_that_still_writes_at_the_end_is_waited_for(string end, ErrorCode expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        var clip = await ClipAsync($"ending-{expected}.mkv");
        var ending = FakeTool.Write(
            media.PathOf($"ending-{expected}"),
            $"#!/bin/bash\nto=\"${{@: -1}}\"; [ \"$to\" = pipe:1 ] && exit 0; to=\"${{to#file:}}\"\ncat > /dev/null\n{end}\n");
        var spec = FrameWriterTests.SpecOf(clip, OutputFormat.H264, media.PathOf($"ending-{expected}.mp4")) with { FrameCount = 1 };
        await using var writer = await FrameWriter.OpenAsync(media.Tools with { FfmpegPath = ending }, spec, _limit, Token);
        using var frame = FrameWriterTests.PoolOf(clip).Rent();
        await writer.WriteAsync(frame, Token);

        Assert.Equal(expected, (await Assert.ThrowsAsync<HeyGemException>(() => writer.FinishAsync(Token))).Code);
    }

    [Theory]
    [InlineData(1, "25", false)]
    [InlineData(50, "24000/1001", true)]
    [InlineData(1500, "120", true)]
    [InlineData(200, "1", true)]
    public async Task The_index_of_an_mp4_fits_into_the_room_kept_for_it_at_the_front(int frames, string rate, bool sound)
    {
        Assert.True(FrameRate.TryParse(rate, out var frameRate));
        var clip = await ClipAsync($"index-{frames}-{frameRate.Numerator}.mkv", 64, 64);
        var noise = sound ? await media.MakeAsync(
            $"index-{frames}-{frameRate.Numerator}.wav", ["-f", "lavfi", "-i", "anoisesrc=duration=200:sample_rate=8000"]) : null;
        var output = media.PathOf($"index-{frames}-{frameRate.Numerator}.mp4");
        var spec = FrameWriterTests.SpecOf(clip, OutputFormat.H264, output) with
        {
            FrameCount = frames,
            FrameRate = frameRate,
            StartTimecode = "01:00:00:00",
            Audio = noise is null ? null : new AudioSource(noise, MediaTime.FromSeconds(0), MediaTime.FromSeconds(200)),
        };
        await using var writer = await FrameWriter.OpenAsync(media.Tools, spec, Token);
        using var frame = FrameWriterTests.PoolOf(clip).Rent();
        var random = new Random(frames);
        for (var i = 0; i < frames; i++)
        {
            random.NextBytes(frame.Bytes.Span);
            await writer.WriteAsync(frame, Token);
        }

        var written = await writer.FinishAsync(Token);

        Assert.Equal(frames, written.Frames);
        Assert.Equal(["ftyp", "moov", "free"], Boxes(written.Path).Take(3));
    }

    private static IEnumerable<string> Boxes(string path)
    {
        using var file = File.OpenRead(path);
        var header = new byte[8];
        while (file.ReadAtLeast(header, 8, throwOnEndOfStream: false) == 8)
        {
            yield return Encoding.ASCII.GetString(header, 4, 4);
            file.Position += BinaryPrimitives.ReadUInt32BigEndian(header) - 8;
        }
    }

    private async Task<ClipInfo> ClipAsync(string name, int width = 320, int height = 180) =>
        await media.ProbeAsync(
            await media.MakeAsync(name, [.. MediaFixture.Pattern(width, height, "25", 1), .. MediaFixture.Lossless("yuv420p")]));
}
