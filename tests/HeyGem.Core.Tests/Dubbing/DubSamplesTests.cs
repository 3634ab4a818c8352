using HeyGem.Core.Captions;
using HeyGem.Core.Dubbing;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Dubbing;

public sealed class DubSamplesTests
{
    [Theory]
    [InlineData(16_000)]
    [InlineData(22_050)]
    [InlineData(96_000)]
    public void A_tone_keeps_its_pitch_its_level_and_its_place(int rate)
    {
        var tone = Enumerable.Range(0, rate / 2).Select(i => (float)Math.Sin(2 * Math.PI * 440 * i / rate)).ToArray();

        var result = new Resampler(rate, 48_000).Run(tone);

        Assert.Equal(24_000, result.Length);
        Assert.All(Enumerable.Range(2000, 20_000), n => Assert.Equal(Math.Sin(2 * Math.PI * 440 * n / 48_000), result[n], 2e-3));
    }

    [Fact]
    public void Nothing_above_the_new_rates_half_comes_back_as_another_tone()
    {
        var tone = Enumerable.Range(0, 48_000).Select(i => (float)Math.Sin(2 * Math.PI * 30_000 * i / 96_000)).ToArray();

        Assert.True(new Resampler(96_000, 48_000).Run(tone)[1000..^1000].Max(Math.Abs) < 3e-3);
    }

    [Fact]
    public void A_background_is_down_under_a_cue_and_untouched_away_from_it()
    {
        var cues = new[] { Cue(1, 2), Cue(2.2, 3), Cue(3.1, 3.1), Cue(8, 9) };
        var ducking = new Ducking(cues, 1000);

        var gains = Enumerable.Range(0, 10_000).Select(i => ducking.Gain(i)).ToArray();

        var touched = ducking.Touched.ToList();
        Assert.Equal([(850, 3300), (7850, 9300)], touched);
        var away = Enumerable.Range(0, 10_000).Where(i => touched.TrueForAll(t => i < t.From || i >= t.To));
        Assert.All(away, i => Assert.Equal(1, gains[i]));
        Assert.All(Enumerable.Range(1000, 2000), i => Assert.Equal(0.1f, gains[i], 1e-6f));
        Assert.InRange(gains.Zip(gains.Skip(1), (a, b) => Math.Abs(a - b)).Max(), 0, 0.02f);
    }

    [Theory]
    [InlineData(0.02f)]
    [InlineData(0.5f)]
    public void Cues_come_out_equally_loud(float level)
    {
        var tone = Enumerable.Range(0, 16_000).Select(i => i < 8000 ? 0 : level * (float)Math.Sin(i * 0.3)).ToArray();

        var gain = CueLevel.Gain(tone, 16_000);

        Assert.Equal(0.1, gain * level / Math.Sqrt(2), 2e-3);
        Assert.Equal(0, CueLevel.Gain(new float[100], 16_000));
    }

    [Theory]
    [InlineData(1, "mono", new[] { 0 })]
    [InlineData(2, "stereo", new[] { 0, 1 })]
    [InlineData(6, "5.1", new[] { 2 })]
    [InlineData(4, null, new[] { 0, 1 })]
    public void Speech_goes_to_the_centre_where_there_is_one(int channels, string? layout, int[] speakers) =>
        Assert.Equal(speakers, DubMixer.Speakers(channels, layout));

    [Theory]
    [InlineData(6, "5.1", 6, "")]
    [InlineData(6, "5.1", 2, ",aformat=sample_fmts=fltp,aformat=channel_layouts=stereo")]
    [InlineData(2, "stereo", 2, ",aformat=sample_fmts=fltp,aformat=channel_layouts=stereo")]
    public void Surround_keeps_its_channels_where_all_are_asked_for(int own, string layout, int wanted, string filter) => Assert.Equal(
        filter,
        DecodeAudioArguments.Layout(
            new AudioStreamInfo("aac", 48_000, own, MediaTime.Zero, MediaTime.Zero) { ChannelLayout = layout }, wanted));

    [Fact]
    public void A_name_tells_the_language_and_is_cut_where_it_is_too_long()
    {
        Assert.Equal(Path.GetFullPath("/o/talk_pt-BR.srt"), OutputNaming.Beside("/o", "/c/talk.mp4", "pt-BR", ".srt"));
        var name = Path.GetFileName(OutputNaming.FreeName("/nowhere", new string('声', 100) + ".mp4", ".mp4", "de"));
        Assert.EndsWith("声_de_lipsync.mp4", name, StringComparison.Ordinal);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(name), 200, 240);
        Assert.True(OutputNaming.IsResult(name));
    }

    private static DubCue Cue(double start, double end) => new()
    {
        Cue = new Cue(MediaTime.FromSeconds(start), MediaTime.FromSeconds(end), "a", null),
        Number = 1,
        Voice = "fake:de",
        Start = start,
        End = end,
        PlaceEnd = end,
        Outcome = CueOutcome.Fits,
    };
}
