using System.Diagnostics;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;
using HeyGem.Testing;

namespace HeyGem.Media.Tests;

/// <summary>Frames a second beside what ffmpeg alone does in the same minute. Run by name only; asserts nothing about time.</summary>
public sealed class ThroughputTests(MediaFixture media, ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public async Task Decoding_and_encoding_against_ffmpeg_alone()
    {
        var folder = TestFolders.SharedMedia;
        Assert.SkipWhen(folder is null, "../shared/media is not there");
        var token = TestContext.Current.CancellationToken;
        var path = Path.Combine(folder, "talk-seated-1080x1920-25.mp4");
        var clip = await media.ProbeAsync(path);
        var frames = clip.Video!.FrameCount;
        for (var round = 0; round < 2; round++)
        {
            await TimeAsync("ffmpeg decodes into a pipe", frames, async () =>
            {
                await using var child = ChildProcess.Start(
                    new ChildProcessSpec(media.Tools.FfmpegPath,
                    ["-v", "error", "-nostdin", "-threads", "2", "-i", path, "-map", "0:v", "-f", "rawvideo", "pipe:1"]));
                var buffer = new byte[1 << 20];
                while (await child.StandardOutput.ReadAsync(buffer, token) > 0)
                {
                }
            });
            await TimeAsync("FrameReader", frames, () => ReadAsync(clip, null));
            await TimeAsync("ffmpeg decodes and encodes", frames, () => media.RunAsync(
                media.Tools.FfmpegPath, ["-v", "error", "-nostdin", "-y", "-i", path, "-an", "-c:v", "libx264", "-preset", "superfast",
                    "-crf", "15", media.PathOf("floor.mp4")]));
            await TimeAsync("FrameReader and FrameWriter", frames, async () =>
            {
                var spec = FrameWriterTests.SpecOf(clip, OutputFormat.H264, media.PathOf($"ours{round}.mp4"));
                await using var writer = await FrameWriter.OpenAsync(media.Tools, spec, token);
                await ReadAsync(clip, writer);
                await writer.FinishAsync(token);
            });
        }
    }

    private async Task ReadAsync(ClipInfo clip, FrameWriter? writer)
    {
        var token = TestContext.Current.CancellationToken;
        await using var reader = await FrameReader.OpenAsync(
            media.Tools, clip, new FrameRange(0, clip.Video!.FrameCount), FrameWriterTests.PoolOf(clip), token);
        while (await reader.ReadAsync(token) is { } frame)
        {
            using (frame)
            {
                await (writer?.WriteAsync(frame, token) ?? ValueTask.CompletedTask);
            }
        }
    }

    private async Task TimeAsync(string what, long frames, Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        output.WriteLine($"{what,-30} {frames / clock.Elapsed.TotalSeconds,7:0.0} frames/s");
    }
}
