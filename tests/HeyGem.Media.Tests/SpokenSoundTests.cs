using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Render.Sound;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Testing;

namespace HeyGem.Media.Tests;

/// <summary>The voice is found in whichever stream or channel of its file somebody speaks.</summary>
public sealed class SpokenSoundTests(MediaFixture media) : IDisposable
{
    private const string Tones = "aevalsrc='0.2*(sin(2*PI*220*t)+sin(2*PI*277*t)+sin(2*PI*330*t))*(0.6+0.4*sin(4*PI*t))':s=48000:d=3";

    private readonly TrainedMouthCurve _model = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData("tracks.mkv", "aac", 3)]
    [InlineData("monos.mxf", "pcm_s24le", 2, Explicit = true)]
    public async Task The_stream_with_speech_is_heard_and_said(string name, string codec, int spoken)
    {
        string[] picture = ["-f", "lavfi", "-i", "testsrc2=s=720x576:r=25:d=3", "-map", "3", "-c:v", "mpeg2video"];
        string[] order = spoken == 3 ? ["-map", "2", "-map", "1", "-map", "0"] : ["-map", "1", "-map", "0", "-map", "1", "-map", "1"];
        var path = await media.MakeAsync(name, [
            "-i", Voice(name), "-f", "lavfi", "-t", "3", "-i", "anullsrc=r=48000:cl=mono", "-f", "lavfi", "-i", Tones,
            .. picture, .. order, "-c:a", codec, "-ar", "48000"]);

        var found = await FindAsync(path, StreamNumbers.None);

        var use = found.Audio!.Use!;
        Assert.Equal((spoken, true, null), (use.Number, use.BySpeech, use.Channel));
        Assert.Contains(found.Warnings, w => w.Contains($"number {spoken} is heard", StringComparison.Ordinal));
        Assert.InRange(found.Audio.Duration.Seconds, 2.9, 3.2);
        Assert.Equal(2, (await FindAsync(path, new StreamNumbers(Audio: 2))).Audio!.Use!.Number);
    }

    [Fact]
    public async Task The_channel_with_speech_drives_the_mouth_and_the_result_keeps_both()
    {
        var path = await media.MakeAsync(
            "sides.wav", "-f", "lavfi", "-i", "anoisesrc=c=white:a=0.8:r=48000:d=3", "-i", Voice("sides"), "-filter_complex",
            "[1]aresample=48000[v];[0][v]join=inputs=2:channel_layout=stereo");

        var found = await FindAsync(path, StreamNumbers.None);

        Assert.Equal((2, true, 2), (found.Audio!.Use!.Channel, found.Audio.Use.BySpeech, found.Audio.HeardChannels));
        Assert.Contains(found.Warnings, w => w.Contains("follows channel 2", StringComparison.Ordinal));
        var heard = await ReadAsync(found);
        var chosen = await ReadAsync(await FindAsync(path, new StreamNumbers(Channel: 2)));
        Assert.Equal(chosen, heard);
    }

    [Theory]
    [InlineData("both.wav", "[1]aresample=48000,pan=stereo|c0=c0|c1=c0", Explicit = true)]
    [InlineData("dead.wav", "[1]aresample=48000,pan=stereo|c1=c0")]
    [InlineData("music.wav", "[0]pan=stereo|c0=c0|c1=c0", Explicit = true)]
    public async Task Where_no_other_sound_speaks_more_the_rule_stands(string name, string filter)
    {
        var path = await media.MakeAsync(name, "-f", "lavfi", "-i", Tones, "-i", Voice(name), "-filter_complex", filter);

        var found = await FindAsync(path, StreamNumbers.None);

        Assert.Equal((1, false, null), (found.Audio!.Use!.Number, found.Audio.Use.BySpeech, found.Audio.Use.Channel));
        Assert.Empty(found.Warnings);
    }

    private string Voice(string name) => MadeVoice.Write(media.PathOf($"spoken-{name}.wav"), MadeVoice.Samples(3));

    private async Task<ClipInfo> FindAsync(string path, StreamNumbers chosen)
    {
        var probed = await new MediaProbe(media.Tools).ProbeVoiceAsync(path, chosen, Token);
        var spoken = new SpokenSound(media.Tools, _model, new AnalysisCache(media.PathOf("spoken-cache")));
        var part = (MediaTime.Zero, MediaTime.FromSeconds(3));
        var first = await spoken.FindAsync(probed, path, chosen, part, Token);
        var again = await spoken.FindAsync(probed, path, chosen, part, Token);
        Assert.Equal((first.Audio!.Use, string.Join('|', first.Warnings)), (again.Audio!.Use, string.Join('|', again.Warnings)));
        return first;
    }

    private Task<float[]> ReadAsync(ClipInfo file) =>
        new AudioReader(media.Tools).ReadMonoAsync(file, MediaTime.Zero, null, 16000, Token);
}
