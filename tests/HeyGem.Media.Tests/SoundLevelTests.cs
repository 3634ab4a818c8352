using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests;

/// <summary>How loud a result is: as loud as the sound that it was given.</summary>
public sealed class SoundLevelTests(MediaFixture media) : IClassFixture<MediaFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("5.1", 6, 2, 0.3536)]
    [InlineData("7.1", 8, 2, 0.3536)]
    [InlineData("stereo", 2, 1, 0.5)]
    [InlineData("mono", 1, 0, 0.5)]
    public async Task Dialogue_keeps_its_level(string layout, int channels, int at, double peak)
    {
        var tones = string.Join('|', Enumerable.Range(0, channels).Select(c => c == at ? "0.5*sin(2765*t)" : "0"));
        var sound = await media.MakeAsync(
            $"level-{layout}.wav", "-f", "lavfi", "-i", $"aevalsrc={tones}:c={layout}:s=48000:d=1", "-c:a", "pcm_s16le");
        var clip = await media.ProbeAsync(await media.MakeAsync(
            $"level-{layout}.mkv", [.. MediaFixture.Pattern(64, 64, "25", 1), .. MediaFixture.Lossless("yuv420p")]));
        var spec = FrameWriterTests.SpecOf(clip, OutputFormat.ProRes, media.PathOf($"level-{layout}.mov")) with
        {
            Audio = new AudioSource(sound, MediaTime.Zero, MediaTime.FromSeconds(1)),
        };
        await using (var writer = await FrameWriter.OpenAsync(media.Tools, spec, Token))
        {
            using var frame = new FramePool(spec.Layout, spec.Width, spec.Height).Rent();
            for (var i = 0; i < spec.FrameCount; i++)
            {
                await writer.WriteAsync(frame, Token);
            }

            await writer.FinishAsync(Token);
        }

        var raw = media.PathOf($"level-{layout}.raw");
        await media.RunAsync(media.Tools.FfmpegPath, ["-v", "error", "-i", spec.OutputPath, "-map", "0:a", "-f", "f32le", raw]);
        var samples = new float[new FileInfo(raw).Length / sizeof(float)];
        Buffer.BlockCopy(await File.ReadAllBytesAsync(raw, Token), 0, samples, 0, samples.Length * sizeof(float));
        Assert.Equal(peak, samples.Max(), 0.01);
    }
}
