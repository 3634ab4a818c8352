namespace HeyGem.Media.Tests;

/// <summary>Where a clip begins: samples that only prime a decoder are no sound before the picture, and a late picture is late.</summary>
public sealed class TimeZeroTests(MediaFixture media) : IClassFixture<MediaFixture>
{
    [Theory]
    [InlineData("aac", 48_000, "mkv")]
    [InlineData("aac", 44_100, "ts")]
    [InlineData("aac", 16_000, "mkv")]
    [InlineData("aac", 16_000, "fragmented.mp4")]
    [InlineData("aac", 48_000, "fragmented.mp4")]
    [InlineData("aac", 48_000, "mp4")]
    [InlineData("libopus", 48_000, "mkv")]
    [InlineData("libopus", 48_000, "fragmented.mp4")]
    [InlineData("libmp3lame", 44_100, "mkv")]
    [InlineData("ac3", 48_000, "ts")]
    [InlineData("mp2", 48_000, "mkv")]
    [InlineData("pcm_s16le", 48_000, "mov")]
    public async Task A_clip_begins_with_its_first_picture_and_its_sound_is_heard_in_time(string codec, int rate, string container)
    {
        var name = $"zero-{codec}-{rate}";
        var click = await media.MakeAsync(
            $"{name}-{container}.wav", "-f", "lavfi", "-i", $"aevalsrc=if(between(t\\,0.5\\,0.504)\\,0.9*sin(12000*t)\\,0):s={rate}:d=1.2",
            "-c:a", "pcm_s16le");
        string[] fragments = container.StartsWith("frag", StringComparison.Ordinal)
            ? ["-movflags", "frag_keyframe+empty_moov+delay_moov"] : [];
        var path = await media.MakeAsync($"{name}.{container}", [
            .. MediaFixture.Pattern(128, 96, "50", 1.2), "-i", click, "-map", "0:v", "-map", "1:a", "-c:v", "libx264", "-preset",
                "ultrafast",
            "-bf", "0", "-pix_fmt", "yuv420p", "-c:a", codec, "-b:a", "192k", .. fragments]);
        var clip = await media.ProbeAsync(path);
        var samples = await new Core.Ffmpeg.Decode.AudioReader(media.Tools).ReadMonoAsync(
            clip, Core.Timing.MediaTime.Zero, null, 48_000, TestContext.Current.CancellationToken);

        Assert.Equal(60, clip.Video!.FrameCount);
        Assert.InRange(Array.FindIndex(samples, s => Math.Abs(s) > 0.25) / 48.0, 499, 501.2);
    }

    [Theory]
    [InlineData("mp4", 0.2, 10)]
    [InlineData("mkv", 0.2, 10)]
    [InlineData("mp4", 0.04, 2)]
    public async Task A_late_picture_has_frames_before_it(string container, double late, int frames)
    {
        var delay = FormattableString.Invariant($"{late}");
        var path = await media.MakeAsync($"late-{frames}.{container}", [
            "-f", "lavfi", "-i", "sine=d=1.2:r=48000", "-itsoffset", delay, .. MediaFixture.Pattern(128, 96, "50", 1), "-map", "1:v",
            "-map", "0:a", "-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-pix_fmt", "yuv420p", "-c:a", "aac"]);

        Assert.InRange((await media.ProbeAsync(path)).Video!.FrameCount, 50 + frames, 51 + frames);
    }
}
