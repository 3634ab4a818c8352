using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests;

/// <summary>How loud a result is: as loud as the sound that it was given.</summary>
public sealed class SoundLevelTests(MediaFixture media) : IClassFixture<MediaFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("5.1", 6, 2, OutputFormat.ProRes, 6, 0.5)]
    [InlineData("7.1", 8, 2, OutputFormat.ProRes, 8, 0.5)]
    [InlineData("5.1", 6, 2, OutputFormat.H264, 6, 0.5)]
    [InlineData("7.1", 8, 2, OutputFormat.H264, 6, 0.5)]
    [InlineData("4.0", 4, 2, OutputFormat.H264, 2, 0.3536)]
    [InlineData("stereo", 2, 1, OutputFormat.ProRes, 2, 0.5)]
    [InlineData("mono", 1, 0, OutputFormat.ProRes, 1, 0.5)]
    public async Task Sound_keeps_its_channels_and_dialogue_its_level(
        string layout, int channels, int at, OutputFormat format, int kept, double peak)
    {
        var name = $"level-{layout}-{format}";
        var tones = string.Join('|', Enumerable.Range(0, channels).Select(c => c == at ? "0.5*sin(2765*t)" : "0"));
        var sound = await media.MakeAsync(
            $"{name}.wav", "-f", "lavfi", "-i", $"aevalsrc={tones}:c={layout}:s=48000:d=1", "-c:a", "pcm_s16le");
        var clip = await media.ProbeAsync(await media.MakeAsync(
            $"{name}.mkv", [.. MediaFixture.Pattern(64, 64, "25", 1), .. MediaFixture.Lossless("yuv420p")]));
        var file = await WriteAsync(clip, format, name, new AudioSource(sound, MediaTime.Zero, MediaTime.FromSeconds(1)));
        var samples = (await TracksAsync(file.Path)).Single();

        Assert.Equal(kept, (await media.ProbeAsync(file.Path)).Audio!.Channels);
        Assert.Equal(kept < channels, file.Warnings.Any(w => w.Contains("mixed", StringComparison.Ordinal)));
        Assert.Equal(peak, samples.Max(), 0.02);
    }

    [Fact]
    public async Task Tracks_of_one_channel_stay_tracks_where_they_shall_and_one_can_be_chosen()
    {
        var recorder = await media.MakeAsync("tracks.mov", [
            .. Enumerable.Range(0, 4).SelectMany(i => new[] { "-f", "lavfi", "-i", $"aevalsrc=0.{i + 1}*sin(2765*t):s=48000:d=1" }),
            .. Enumerable.Range(0, 4).SelectMany(i => new[] { "-map", $"{i}" }), "-c:a", "pcm_s24le"]);
        var clip = await media.ProbeAsync(await media.MakeAsync(
            "tracks.mkv", [.. MediaFixture.Pattern(64, 64, "25", 1), .. MediaFixture.Lossless("yuv420p")]));
        var source = new AudioSource(recorder, MediaTime.Zero, MediaTime.FromSeconds(1));
        var third = await new MediaProbe(media.Tools).ProbeVoiceAsync(recorder, new StreamNumbers(Audio: 3), Token);
        var all = await WriteAsync(clip, OutputFormat.ProRes, "all-tracks", source with { KeepsTracks = true });
        var coded = await WriteAsync(clip, OutputFormat.H264, "all-coded", source with { KeepsTracks = true });
        var one = await WriteAsync(clip, OutputFormat.ProRes, "one-track", source with { Stream = third.Audio });

        Assert.Equal(new StreamUse(3, 4, "pcm_s24le") { Channels = 1 }, third.Audio!.Use! with { Language = null });
        foreach (var file in (EncodedFile[])[all, coded])
        {
            var peaks = (await TracksAsync(file.Path)).Select(t => t.Max()).ToList();
            Assert.Equal(4, peaks.Count);
            Assert.All(peaks, (peak, i) => Assert.Equal(0.1 * (i + 1), peak, 0.04));
        }

        Assert.Equal(0.3, (await TracksAsync(one.Path)).Single().Max(), 0.01);
    }

    [Fact]
    public async Task One_channel_can_be_chosen_and_is_then_the_whole_voice()
    {
        var voice = await media.MakeAsync(
            "two-sides.wav", "-f", "lavfi", "-i", "aevalsrc=0.7*sin(2765*t)|0.2*sin(2765*t):s=48000:d=1", "-c:a", "pcm_s24le");
        var right = await new MediaProbe(media.Tools).ProbeVoiceAsync(voice, new StreamNumbers(Channel: 2), Token);
        var heard = await new Core.Ffmpeg.Decode.AudioReader(media.Tools).ReadMonoAsync(right, MediaTime.Zero, null, 48_000, Token);
        var clip = await media.ProbeAsync(await media.MakeAsync(
            "side.mkv", [.. MediaFixture.Pattern(64, 64, "25", 1), .. MediaFixture.Lossless("yuv420p")]));
        var source = new AudioSource(voice, MediaTime.Zero, MediaTime.FromSeconds(1)) { Stream = right.Audio };
        var file = await WriteAsync(clip, OutputFormat.ProRes, "side", source);

        Assert.Equal(0.2, heard.Max(), 0.01);
        Assert.Equal(1, (await media.ProbeAsync(file.Path)).Audio!.Channels);
        Assert.Equal(0.2, (await TracksAsync(file.Path)).Single().Max(), 0.01);
        foreach (var numbers in (StreamNumbers[])[new(Channel: 3), new(Audio: 2), new(Video: 1)])
        {
            var refused = await Assert.ThrowsAsync<Core.Errors.HeyGemException>(
                () => new MediaProbe(media.Tools).ProbeVoiceAsync(voice, numbers, Token));
            Assert.Equal(Core.Errors.ErrorCode.ArgumentInvalid, refused.Code);
        }
    }

    private async Task<EncodedFile> WriteAsync(ClipInfo clip, OutputFormat format, string name, AudioSource sound)
    {
        var path = media.PathOf(name + (format == OutputFormat.H264 ? ".mp4" : ".mov"));
        var spec = FrameWriterTests.SpecOf(clip, format, path) with { Audio = sound };
        await using var writer = await FrameWriter.OpenAsync(media.Tools, spec, Token);
        using var frame = new FramePool(spec.Layout, spec.Width, spec.Height).Rent();
        for (var i = 0; i < spec.FrameCount; i++)
        {
            await writer.WriteAsync(frame, Token);
        }

        return await writer.FinishAsync(Token);
    }

    /// <summary>Each sound of a file as samples.</summary>
    private async Task<List<float[]>> TracksAsync(string path)
    {
        var listed = await media.RunAsync(media.Tools.FfprobePath, [
            "-v", "error", "-select_streams", "a", "-show_entries", "stream=index", "-of", "csv=p=0", path]);
        List<float[]> tracks = [];
        foreach (var index in listed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var raw = media.PathOf($"{Guid.NewGuid():N}.raw");
            await media.RunAsync(media.Tools.FfmpegPath, ["-v", "error", "-i", path, "-map", $"0:{index}", "-f", "f32le", raw]);
            var samples = new float[new FileInfo(raw).Length / sizeof(float)];
            Buffer.BlockCopy(await File.ReadAllBytesAsync(raw, Token), 0, samples, 0, samples.Length * sizeof(float));
            tracks.Add(samples);
        }

        return tracks;
    }
}
