using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests;

public sealed class AudioReaderTests(MediaFixture media)
{
    private static readonly string[] _click = ["-f", "lavfi", "-i", "aevalsrc=if(between(n\\,24000\\,24007)\\,0.9\\,0):s=48000:d=1"];

    [Theory]
    [InlineData("click.wav", "pcm_s16le", 0.5)]
    [InlineData("click.m4a", "aac -b:a 192k", 0.5)]
    [InlineData("click.mp3", "libmp3lame -b:a 192k", 0.5)]
    [InlineData("click.flac", "flac", 0.5)]
    public async Task A_click_is_heard_where_it_was_made(string name, string codec, double seconds)
    {
        var path = await media.MakeAsync(name, [.. _click, .. $"-c:a {codec}".Split(' ')]);
        foreach (var rate in (int[])[16_000, 48_000])
        {
            Assert.InRange(Loudest(await ReadAsync(path, rate)) / (double)rate, seconds - 0.001, seconds + 0.001);
        }
    }

    [Theory]
    [InlineData("length.mka", "pcm_s16le")]
    [InlineData("length.webm", "libopus")]
    [InlineData("recorded.webm", "libopus -live 1")] // as a browser writes it: no length anywhere
    [InlineData("guessed.mp3", "libmp3lame -q:a 5 -write_xing 0")] // ffmpeg takes the first frame's rate for all
    [InlineData("guessed.aac", "aac")]
    [InlineData("guessed.ac3", "ac3")]
    [InlineData("windows.wma", "wmav2")]
    public async Task The_length_is_the_sounds_own_where_the_file_does_not_tell_it(string name, string codec)
    {
        var path = await media.MakeAsync(
            name, ["-f", "lavfi", "-i", "anoisesrc=r=48000:d=6:a=0.5", "-af", "volume=0:enable=lt(t\\,3)", "-c:a", .. codec.Split(' ')]);

        Assert.InRange((await media.ProbeVoiceAsync(path)).Audio!.Duration.Seconds, 5.98, 6.1);
    }

    [Fact]
    public async Task Sound_that_starts_after_the_picture_is_preceded_by_silence()
    {
        var click = await media.MakeAsync("late-click.wav", [.. _click, "-c:a", "pcm_s16le"]);
        foreach (var name in (string[])["late.mp4", "late.mkv", "late.mov"])
        {
            var path = await media.MakeAsync(
                name, [.. MediaFixture.Pattern(320, 180, "25", 2), "-itsoffset", "0.75", "-i", click, "-map", "0:v", "-map", "1:a", "-c:v",
                "libx264", "-preset", "ultrafast", "-c:a", name.EndsWith(".mov", StringComparison.Ordinal) ? "pcm_s16le" : "aac"]);
            var samples = await ReadAsync(path, 16_000);
            Assert.InRange(Loudest(samples) / 16_000.0, 1.249, 1.251);
            Assert.InRange((await media.ProbeAsync(path)).Audio!.StartTime.Seconds, 0.7, 0.76);
        }
    }

    [Fact]
    public async Task A_stretch_is_the_same_as_that_part_of_the_whole()
    {
        var path = await media.MakeAsync("sweep.m4a", "-f", "lavfi", "-i", "aevalsrc=0.5*sin(300*t*t):s=44100:d=3", "-c:a", "aac");
        var whole = await ReadAsync(path, 16_000);
        var part = await new AudioReader(media.Tools)
            .ReadMonoAsync(await media.ProbeVoiceAsync(path), MediaTime.FromSeconds(1.25), MediaTime.FromSeconds(0.5), 16_000,
                TestContext.Current.CancellationToken);

        Assert.Equal(8000, part.Length);
        Assert.Equal(whole[20_000..28_000], part);
    }

    [Fact]
    public async Task A_voice_of_two_channels_that_is_too_long_to_keep_is_mixed_as_a_short_one()
    {
        var path = await media.MakeAsync(
            "long-sides.wav", "-f", "lavfi", "-i", "aevalsrc=0.5*sin(2000*t)|0.25*sin(2000*t):s=16000:d=80", "-c:a", "pcm_s16le");
        var whole = await ReadAsync(path, 16_000);
        var part = await new AudioReader(media.Tools).ReadMonoAsync(
            await media.ProbeVoiceAsync(path), MediaTime.Zero, MediaTime.FromSeconds(10), 16_000, TestContext.Current.CancellationToken);

        Assert.Equal((1_280_000, 160_000), (whole.Length, part.Length));
        Assert.All(Enumerable.Range(0, part.Length), i => Assert.Equal(whole[i], part[i], 1e-4f));
    }

    [Fact]
    public async Task A_dead_side_does_not_halve_the_voice()
    {
        var one = await media.MakeAsync("one-side.wav", "-f", "lavfi", "-i", "aevalsrc=0.5*sin(2000*t)|0:s=16000:d=1", "-c:a", "pcm_s16le");
        var both = await media.MakeAsync(
            "both-sides.wav", "-f", "lavfi", "-i", "aevalsrc=0.5*sin(2000*t)|0.5*sin(2000*t):s=16000:d=1", "-c:a", "pcm_s16le");
        var against = await media.MakeAsync(
            "wired-backwards.wav", "-f", "lavfi", "-i", "aevalsrc=0.5*sin(2000*t)|-0.5*sin(2000*t):s=16000:d=1", "-c:a", "pcm_s16le");
        var film = await media.MakeAsync("film.wav", "-f", "lavfi", "-i",
            "aevalsrc=0.1*sin(300*t)|0.1*sin(200*t)|0.5*sin(2000*t)|0.9*sin(40*t)|0|0:c=5.1:s=16000:d=1", "-c:a", "pcm_s16le");

        var expected = await ReadAsync(both, 16_000);
        Assert.InRange(expected.Max(), 0.49f, 0.51f);
        foreach (var path in (string[])[one, against, film])
        {
            var heard = await ReadAsync(path, 16_000);
            Assert.True(expected.Zip(heard).All(pair => Math.Abs(pair.First - pair.Second) < 0.001), Path.GetFileName(path));
        }
    }

    [Fact]
    public async Task Values_past_full_scale_are_clamped_and_values_that_are_no_numbers_refused()
    {
        var loud = await media.MakeAsync("loud.wav", "-f", "lavfi", "-i", "aevalsrc=8*sin(n/20):s=48000:d=0.5", "-c:a", "pcm_f32le");
        var heard = await ReadAsync(loud, 48_000);
        Assert.Equal(1f, heard.Max());
        Assert.Equal(-1f, heard.Min());

        var broken = await media.MakeAsync(
            "nan.wav", "-f", "lavfi", "-i", "aevalsrc=if(eq(mod(n\\,1000)\\,0)\\,0/0\\,sin(n/20)):s=48000:d=0.5", "-c:a", "pcm_f32le");
        var error = await Assert.ThrowsAsync<HeyGemException>(() => ReadAsync(broken, 16_000));
        Assert.Equal(ErrorCode.AudioInvalidSamples, error.Code);
    }

    [Fact]
    public async Task Nothing_to_hear_is_an_error_with_its_own_code()
    {
        var mute = await media.MakeAsync(
            "mute.mp4", [.. MediaFixture.Pattern(320, 180, "25", 0.2), "-c:v", "libx264", "-preset", "ultrafast"]);
        Assert.Equal(ErrorCode.MediaNoAudioStream, (await Assert.ThrowsAsync<HeyGemException>(() => ReadAsync(mute, 16_000))).Code);

        var whole = await media.MakeAsync("second.wav", [.. _click, "-c:a", "pcm_s16le"]);
        var header = media.PathOf("header-only.wav");
        await File.WriteAllBytesAsync(header, (await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken))[..44],
            TestContext.Current.CancellationToken);
        Assert.Equal(ErrorCode.AudioEmpty, (await Assert.ThrowsAsync<HeyGemException>(() => ReadAsync(header, 16_000))).Code);

        var beyond = new AudioReader(media.Tools)
            .ReadMonoAsync(await media.ProbeVoiceAsync(whole), MediaTime.FromSeconds(5), null, 16_000,
                TestContext.Current.CancellationToken);
        Assert.Equal(ErrorCode.AudioEmpty, (await Assert.ThrowsAsync<HeyGemException>(() => beyond)).Code);
    }

    internal static int Loudest(float[] samples) => Array.IndexOf(samples, samples.MaxBy(Math.Abs));

    private async Task<float[]> ReadAsync(string path, int rate) =>
        await new AudioReader(media.Tools)
            .ReadMonoAsync(await media.ProbeVoiceAsync(path), MediaTime.Zero, null, rate, TestContext.Current.CancellationToken);
}
