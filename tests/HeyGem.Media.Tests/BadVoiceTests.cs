using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Testing;

namespace HeyGem.Media.Tests;

/// <summary>Voices as they arrive, from the file through the ear to the mouth's motion.</summary>
public sealed class BadVoiceTests(MediaFixture media) : IDisposable
{
    private readonly TrainedMouthCurve _model = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData("left.wav", "-af pan=stereo|c0=c0|c1=0*c0 -c:a pcm_s16le", 0.99)]
    [InlineData("right.m4a", "-af pan=stereo|c0=0*c0|c1=c0 -c:a aac -b:a 128k", 0.95)]
    [InlineData("telephone.wav", "-ar 8000 -c:a pcm_mulaw", 0.75)]
    [InlineData("driven.wav", "-af volume=12dB -c:a pcm_s16le", 0.75)]
    [InlineData("faint.wav", "-af volume=-40dB -c:a pcm_s16le", 0.9)]
    public async Task A_voice_in_a_poor_file_moves_the_mouth_as_the_good_one_does(string name, string how, double agreement)
    {
        var good = MadeVoice.Write(media.PathOf($"good-for-{name}.wav"), MadeVoice.Samples(6, 2, 3));
        var (clean, poor) = (await DriveAsync(good), await DriveAsync(await media.MakeAsync(name, ["-i", good, .. how.Split(' ')])));
        var r = Correlation(clean.Opening, poor.Opening);
        Assert.True(r > agreement, $"opening {r:F3}, width {Correlation(clean.Width, poor.Width):F3}");
        Assert.True(poor.Rest[60..70].Min() > 0.9f, "the pause does not rest");
    }

    private async Task<DrivingCurve> DriveAsync(string path)
    {
        var curve = await _model.AnalyseAsync(
            new AudioReader(media.Tools).ReadMonoBlocksAsync(await media.ProbeVoiceAsync(path), MediaTime.Zero, null, 16_000, Token),
                Token);
        return VoiceDriver.Sample(curve, FrameRate.Of(25, 1), 150, new VoiceDriveOptions());
    }

    private static double Correlation(float[] a, float[] b)
    {
        double ma = a.Average(), mb = b.Average();
        return a.Zip(b, (x, y) => (x - ma) * (y - mb)).Sum() / Math.Sqrt(a.Sum(x => (x - ma) * (x - ma)) * b.Sum(y => (y - mb) * (y - mb)));
    }
}
