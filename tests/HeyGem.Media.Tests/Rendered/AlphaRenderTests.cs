using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Testing;

namespace HeyGem.Media.Tests.Rendered;

/// <summary>Transparency goes through a drawn mouth.</summary>
public sealed class AlphaRenderTests(MediaFixture media)
{
    private const int Side = 200;
    private const int Frames = 8;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_title_in_ProRes_4444_keeps_every_sample_of_its_transparency_and_gets_a_mouth()
    {
        _ = FaceModelsForTests.Shared;
        using var tools = await RenderTools.LoadAsync(TimeProvider.System, Token);
        var plain = await PerformerClip.WriteAsync(media.Tools, PerformerClip.Talker(Side, Side), Frames, media.PathOf("title.mp4"), Token);
        const string ramp = "format=yuva444p10le,geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='4*X+Y/3*(1-N/32)'";
        var clip = await media.MakeAsync(
            "title.mov", ["-i", plain, "-vf", ramp, .. "-c:v prores_ks -profile:v 4444 -alpha_bits 16 -pix_fmt yuva444p10le".Split(' ')]);
        var spec = new RenderSpec
        {
            ClipPath = clip,
            VoicePath = MadeVoice.Write(media.PathOf("title.wav"), MadeVoice.Samples(1)),
            OutputFolder = media.PathOf("title-out"),
            Format = OutputFormat.Match,
        };

        var done = await new RenderPipeline(tools).RunAsync(spec, null, Token);

        var (before, after) = (await PlaneAsync(clip, "alphaextract"), await PlaneAsync(done.OutputPath, "alphaextract"));
        var (own, drawn) = (await PlaneAsync(clip, "extractplanes=y"), await PlaneAsync(done.OutputPath, "extractplanes=y"));
        Assert.Equal(Frames * Side * Side, after.Length);
        Assert.True(before.Distinct().Count() > 500);
        Assert.Equal(before, after);
        Assert.DoesNotContain(done.Report.Warnings, w => w.Contains("transparency", StringComparison.Ordinal));

        // The mouth is another, and the forehead's edge of the picture the same within what the codec rounds.
        var frame = Side * Side;
        var off = Enumerable.Range(0, own.Length).Select(i => Math.Abs(own[i] - drawn[i])).ToArray();
        Assert.True(off.Where((_, i) => i % frame / Side > Side / 2).Max() > 200);
        Assert.InRange(off.Where((_, i) => i % frame / Side < 20).Average(), 0, 8);
    }

    /// <summary>A plane of every frame with 12 bits, as ffmpeg decodes it.</summary>
    private async Task<int[]> PlaneAsync(string path, string filter)
    {
        var raw = media.PathOf($"{Guid.NewGuid():N}.raw");
        await media.RunAsync(media.Tools.FfmpegPath, [
            "-v", "error", "-i", path, "-vf", $"format=yuva444p12le,{filter},format=gray12le", "-f", "rawvideo", raw]);
        return [.. (await File.ReadAllBytesAsync(raw, Token)).Chunk(2).Select(b => b[0] | (b[1] << 8))];
    }
}
