using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using HeyGem.Testing;

namespace HeyGem.Media.Tests.Corrections;

/// <summary>A range of a finished result made anew: every other picture and sample is what it was, to the bit.</summary>
public sealed class CorrectionTests(MediaFixture media, CorrectionTests.Loaded loaded) : IClassFixture<CorrectionTests.Loaded>
{
    private const int Frames = 24;
    private const int Samples = RateHz / 4;
    private const int RateHz = 48_000;

    // A key picture every two seconds: H.264 is cut at frames 8 and 16.
    private static readonly FrameRate _rate = FrameRate.Of(4, 1);
    private static readonly (MediaPoint From, MediaPoint To) _asked = (MediaPoint.AtFrame(10), MediaPoint.AtFrame(15));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OutputFormat.H264, 8, 16)]
    [InlineData(OutputFormat.ProRes, 10, 15, Explicit = true)]
    [InlineData(OutputFormat.DnxHr, 10, 15, Explicit = true)]
    public async Task Everything_outside_the_range_stays_to_the_bit(OutputFormat format, int start, int end)
    {
        var spec = await SpecAsync($"one-{format}") with { Format = format };
        var whole = await RenderAsync(spec);

        var corrected = await RenderAsync(spec with { Correction = Of(whole, _asked) });

        Assert.Equal(new CorrectedFrames(10, 15, start, end), corrected.Report.Corrected);
        Assert.NotEqual(whole.OutputPath, corrected.OutputPath);
        await OnlyChangedAsync(whole, corrected, (start, end), (10, 15));

        Assert.Equal(2, Directory.EnumerateFileSystemEntries(spec.OutputFolder, "*", Everywhere()).Count());
        if (format == OutputFormat.H264)
        {
            await AgainAsync(spec, whole, corrected);
            await RefusedAsync(spec, whole);
            Assert.Equal(3, Directory.EnumerateFileSystemEntries(spec.OutputFolder, "*", Everywhere()).Count());
        }
    }

    /// <summary>What was corrected is corrected again elsewhere, over the first one's voice, to an end far behind the result's.</summary>
    private async Task AgainAsync(RenderSpec spec, RenderResult whole, RenderResult corrected)
    {
        var end = MediaPoint.At(new MediaTime(500 * MediaTime.TicksPerSecond));
        var second = Of(corrected, (MediaPoint.AtFrame(20), end)) with { Earlier = Of(whole, _asked) };

        var twice = await RenderAsync(spec with { Correction = second });

        Assert.Equal(Frames, twice.Report.Corrected!.End);
        await OnlyChangedAsync(corrected, twice, ((int)twice.Report.Corrected.DrawnStart, Frames), (20, Frames));
    }

    /// <summary>What is no result, and a range without frames.</summary>
    private async Task RefusedAsync(RenderSpec spec, RenderResult whole)
    {
        Task<HeyGemException> RefusalAsync(Correction correction) => Assert.ThrowsAsync<HeyGemException>(
            () => RenderAsync(spec with { Correction = correction }));
        async Task<ErrorCode> CodeAsync(Correction correction) => (await RefusalAsync(correction)).Code;

        var right = Of(whole, _asked);
        var shorter = await media.MakeAsync("shorter.mp4", "-i", whole.OutputPath, "-t", "4", "-c", "copy");
        var refusal = await RefusalAsync(right with { ResultPath = shorter });
        Assert.Equal(ErrorCode.CorrectionMismatch, refusal.Code);
        Assert.Contains("frames, not 24", refusal.Message, StringComparison.Ordinal);
        var sound = right with { ResultPath = spec.VoicePath };
        Assert.Equal(ErrorCode.CorrectionMismatch, await CodeAsync(sound));
        Assert.Equal(ErrorCode.RangeEmpty, await CodeAsync(Of(whole, (MediaPoint.AtFrame(24), MediaPoint.AtFrame(40)))));
        Assert.Equal(ErrorCode.RangeEmpty, await CodeAsync(Of(whole, (MediaPoint.AtFrame(9), MediaPoint.AtFrame(9)))));
        Assert.Equal(ErrorCode.ArgumentInvalid, await CodeAsync(right with { VoicePath = null }));
    }

    private async Task OnlyChangedAsync(RenderResult was, RenderResult now, (int Start, int End) drawn, (int Start, int End) heard)
    {
        var (before, after) = (await PicturesAsync(was), await PicturesAsync(now));
        Assert.Equal(Frames, after.Count);
        Assert.Equal([.. before[..drawn.Start], .. before[drawn.End..]], [.. after[..drawn.Start], .. after[drawn.End..]]);
        Assert.NotEqual(before[drawn.Start..drawn.End], after[drawn.Start..drawn.End]);

        var (old, sound) = (await SoundAsync(was), await SoundAsync(now));
        var sounds = (Was: await media.ProbeVoiceAsync(was.OutputPath), Now: await media.ProbeVoiceAsync(now.OutputPath));
        Assert.Equal(sounds.Was.Audio!.Duration, sounds.Now.Audio!.Duration);
        Assert.Equal(old.Length, sound.Length);
        var wide = Path.GetExtension(now.OutputPath) == ".mp4" ? 2048 : 0;
        var (from, to) = (heard.Start * Samples, heard.End * Samples);
        var changed = Enumerable.Range(0, sound.Length).Where(i => old[i] != sound[i]).ToList();
        Assert.InRange(changed[0], from - wide, from + wide + 300);
        Assert.InRange(changed[^1], to - wide - 300, to - 1 + wide);
    }

    private Correction Of(RenderResult result, (MediaPoint From, MediaPoint To) asked) => new()
    {
        ResultPath = result.OutputPath,
        From = asked.From,
        To = asked.To,
        VoicePath = MadeVoice.Write(media.PathOf("said-anew.wav"), [.. MadeVoice.Samples(3).Select(s => 0.7f * s).Reverse()]),
    };

    private Task<RenderResult> RenderAsync(RenderSpec spec) => new RenderPipeline(loaded.Tools).RunAsync(spec, null, Token);

    private async Task<RenderSpec> SpecAsync(string name)
    {
        var clip = media.PathOf("corrected.mp4");
        if (!File.Exists(clip))
        {
            await PerformerClip.WriteAsync(media.Tools, PerformerClip.Talker(256, 192), Frames, _rate, clip, Token);
        }

        return new RenderSpec
        {
            ClipPath = clip,
            VoicePath = MadeVoice.Write(media.PathOf("said.wav"), MadeVoice.Samples((double)Frames / 4)),
            OutputFolder = Directory.CreateDirectory(media.PathOf($"corrected-{name}")).FullName,
        };
    }

    private async Task<List<string>> PicturesAsync(RenderResult result) =>
        [.. MediaFixture.Hashes(await media.ReadAllAsync(await media.ProbeAsync(result.OutputPath)))];

    private async Task<float[]> SoundAsync(RenderResult result) => await new AudioReader(media.Tools).ReadMonoAsync(
        await media.ProbeVoiceAsync(result.OutputPath), MediaTime.Zero, null, RateHz, Token);

    private static EnumerationOptions Everywhere() => new() { RecurseSubdirectories = true, AttributesToSkip = 0 };

    /// <summary>The models, loaded once.</summary>
    public sealed class Loaded : IAsyncLifetime
    {
        public RenderTools Tools { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            _ = FaceModelsForTests.Shared;
            Tools = await RenderTools.LoadAsync(TimeProvider.System, Token);
        }

        public ValueTask DisposeAsync()
        {
            Tools.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
