using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Testing;

namespace HeyGem.Media.Tests;

public sealed class RenderWarningsTests(MediaFixture media)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_report_tells_of_a_silent_voice_a_short_final_sound_and_of_what_the_codec_could_not_keep()
    {
        _ = FaceModelsForTests.Shared;
        using var tools = await RenderTools.LoadAsync(TimeProvider.System, Token);
        var plain = await PerformerClip.WriteAsync(media.Tools, PerformerClip.Talker(), 12, media.PathOf("warned.mov"), Token);
        var deep = await media.MakeAsync("warned-deep.mkv", "-i", plain, "-vf", "format=yuv444p12le", "-c:v", "ffv1");
        var spec = new RenderSpec
        {
            ClipPath = deep,
            VoicePath = MadeVoice.Write(media.PathOf("warned.wav"), [.. new float[16000]]),
            FinalAudioPath = MadeVoice.Write(media.PathOf("warned-final.wav"), [.. new float[3200]]),
            OutputFolder = media.PathOf("warned"),
            Format = OutputFormat.H264,
        };

        var report = (await new RenderPipeline(tools).RunAsync(spec, null, Token)).Report;

        Assert.Contains("Nobody speaks in the voice: the mouth stays closed.", report.Warnings);
        Assert.Contains("The final sound lasts 0.20 s of 0.48 s; after it the result is silent.", report.Warnings);
        Assert.Contains(report.Warnings, w => w.Contains("12 bits are rounded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_report_tells_of_damaged_frames_once_however_often_they_are_shown()
    {
        _ = FaceModelsForTests.Shared;
        using var tools = await RenderTools.LoadAsync(TimeProvider.System, Token);
        var whole = await PerformerClip.WriteAsync(media.Tools, PerformerClip.Talker(), 200, media.PathOf("hurt-whole.mov"), Token);
        var hurt = await media.MakeAsync("hurt.mp4", "-i", whole, "-c:v", "libx264", "-g", "5", "-bf", "0");
        var bytes = await File.ReadAllBytesAsync(hurt, Token);
        new Random(5).NextBytes(bytes.AsSpan(bytes.Length / 2, 200));
        await File.WriteAllBytesAsync(hurt, bytes, Token);
        var spec = new RenderSpec
        {
            ClipPath = hurt,
            VoicePath = MadeVoice.Write(media.PathOf("hurt.wav"), MadeVoice.Samples(9)),
            OutputFolder = media.PathOf("hurt"),
            Format = OutputFormat.H264,
            Fit = FitPolicy.Loop,
        };

        var report = (await new RenderPipeline(tools).RunAsync(spec, null, Token)).Report;

        Assert.Single(report.Warnings, w => w.Contains("damaged", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cut.wav", "cut short: 3.0 s of about 6.0 s")]
    [InlineData("cut.flac", "s of the voice's 6.0 s can be read")]
    public async Task The_report_tells_of_a_voice_whose_end_is_missing(string name, string told)
    {
        _ = FaceModelsForTests.Shared;
        using var tools = await RenderTools.LoadAsync(TimeProvider.System, Token);
        var clip = await PerformerClip.WriteAsync(media.Tools, PerformerClip.Talker(), 25, media.PathOf($"{name}.mov"), Token);
        var voice = await media.MakeAsync(name, "-i", MadeVoice.Write(media.PathOf($"whole-{name}.wav"), MadeVoice.Samples(6)));
        var spec = new RenderSpec
        {
            ClipPath = clip,
            VoicePath = voice,
            OutputFolder = media.PathOf($"{name}-out"),
            Format = OutputFormat.H264
        };
        Assert.DoesNotContain(await WarningsAsync(), w => w.Contains("cut short", StringComparison.Ordinal));

        await using (var file = File.OpenWrite(voice))
        {
            file.SetLength(file.Length / 2);
        }

        Assert.Single(await WarningsAsync(), w => w.Contains(told, StringComparison.Ordinal));

        async Task<IReadOnlyList<string>> WarningsAsync() => (await new RenderPipeline(tools).RunAsync(spec, null, Token)).Report.Warnings;
    }
}
