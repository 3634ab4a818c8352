using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests;

/// <summary>What goes with a picture besides its three planes: transparency, HDR metadata, fields, where chroma lies.</summary>
public sealed class AlphaAndHdrTests(MediaFixture media)
{
    private const string Ramp = "testsrc2=s=256x128:r=25:d=0.12,format=yuva444p,geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='X*(1-N/9)'";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("clear.mov", "yuva444p12le", "-c:v prores_ks -profile:v 4444 -pix_fmt yuva444p10le")]
    [InlineData("clear.webm", "yuva420p", "-c:v libvpx-vp9 -lossless 1 -pix_fmt yuva420p")]
    [InlineData("clear.png", "rgba", "-frames:v 1 -update 1")]
    [InlineData("clear.webp", "yuva420p", "-frames:v 1 -c:v libwebp -pix_fmt yuva420p")]
    public async Task Transparency_is_kept_to_the_bit_where_the_format_holds_it_and_else_its_loss_is_said(
        string name, string pixels, string codec)
    {
        var path = await media.MakeAsync(name, ["-f", "lavfi", "-i", Ramp, .. codec.Split(' ')]);
        var plain = await media.ProbeAsync(path);
        var clip = plain with { Video = EncodeProfiles.WithAlphaIfKept(OutputFormat.Match, plain.Video!, media.Tools) };
        var kept = await WriteAsync(clip, OutputFormat.Match, $"{name}-kept.mov");
        var lost = await WriteAsync(plain, OutputFormat.H264, $"{name}-lost.mp4");
        string[] decoder = name.EndsWith("webm", StringComparison.Ordinal) ? ["-c:v", "libvpx-vp9"] : [];
        var (before, after) = (await AlphaAsync(path, decoder, pixels), await AlphaAsync(kept.Path, [], pixels));

        Assert.True(plain.Video!.HasAlpha);
        Assert.True(before.Distinct().Count() > 100);
        Assert.Equal(before, after[..before.Length]);
        Assert.DoesNotContain(kept.Warnings, w => w.Contains("transparency", StringComparison.Ordinal));
        Assert.Single(lost.Warnings, w => w.Contains("transparency", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_still_that_is_transparent_nowhere_loses_nothing()
    {
        var path = await media.MakeAsync(
            "opaque.png", [.. MediaFixture.Pattern(128, 96, "25", 0.04), "-frames:v", "1", "-pix_fmt", "rgba"]);
        var clip = await media.ProbeAsync(path);

        Assert.Equal(("rgba", false), (clip.Video!.PixelFormat, clip.Video.HasAlpha));
        Assert.Equal(EncodeProfile.H264, EncodeProfiles.Of(OutputFormat.Match, clip.Video));
    }

    [Theory]
    [InlineData(OutputFormat.H264, "mp4")]
    [InlineData(OutputFormat.ProRes, "mov")]
    [InlineData(OutputFormat.DnxHr, "mov")]
    public async Task HDR10_metadata_is_that_of_the_source(OutputFormat format, string extension)
    {
        var path = await media.MakeAsync($"hdr10-{extension}{format}.mp4", [
            .. MediaFixture.Pattern(256, 128, "25", 0.2), "-pix_fmt", "yuv420p10le", "-c:v", "libx265", "-preset", "ultrafast",
            "-x265-params", "log-level=error:hdr10=1:max-cll=1000,400:"
                + "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50)",
            "-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc"]);
        var clip = await media.ProbeAsync(path);
        var file = await WriteAsync(clip, format, $"hdr10-{format}.{extension}", withSound: true);
        var back = await media.ProbeAsync(file.Path);
        var hdr = new HdrMetadata
        {
            Display = new MasteringDisplay((34000, 16000), (13250, 34500), (7500, 3000), (15635, 16450), 10_000_000, 50),
            LightLevel = (1000, 400),
        };

        Assert.Equal((hdr, hdr), (clip.Video!.Hdr, back.Video!.Hdr));
        Assert.Equal(("bt2020nc", "bt2020", "smpte2084"),
            (back.Video.Colour.Matrix, back.Video.Colour.Primaries, back.Video.Colour.Transfer));
        Assert.Equal(clip.Video.FrameCount, back.Video.FrameCount);
        Assert.Equal(5, (await media.ReadAllAsync(back)).Count);
        Assert.NotNull(back.Audio);

        // In the stream, too, so that it survives a change of container: payload type 137 of a message before the pictures.
        var raw = await File.ReadAllBytesAsync(file.Path, Token);
        var display = Convert.FromHexString("33C286C41D4C0BB884D03E803D13404200989680");
        Assert.Equal(format == OutputFormat.H264 ? 2 : 1, Count(raw, display));
    }

    [Theory]
    [InlineData("left")]
    [InlineData("center")]
    [InlineData("topleft")]
    public async Task Where_chroma_lies_is_kept(string site)
    {
        var clip = await media.ProbeAsync(await media.MakeAsync(
            $"site-{site}.mkv", [.. MediaFixture.Pattern(64, 64, "25", 0.12), .. MediaFixture.Lossless("yuv420p")]));
        var video = clip.Video! with { Colour = clip.Video!.Colour with { ChromaLocation = site } };
        var file = await WriteAsync(clip with { Video = video }, OutputFormat.H264, $"site-{site}.mp4");

        Assert.Equal(site, (await media.ProbeAsync(file.Path)).Video!.Colour.ChromaLocation);
    }

    [Fact]
    public async Task Fields_that_only_the_pictures_tell_of_are_seen()
    {
        var path = await media.MakeAsync("fields.dv", [
            .. MediaFixture.Pattern(720, 576, "25", 0.2), "-target", "pal-dv", "-flags", "+ildct+ilme",
            .. media.Tools.HasTopOption ? new[] { "-top", "0" } : [], "-an"]);

        Assert.Equal("bb", (await media.ProbeAsync(path)).Video!.FieldOrder);
    }

    [Theory]
    [InlineData(OutputFormat.H264, "10 bits", 1)]
    [InlineData(OutputFormat.ProRes, "10 bits", 1)]
    [InlineData(OutputFormat.ProRes, "4:2:2", 1)]
    [InlineData(OutputFormat.DnxHr, "4:2:2", 1)]
    [InlineData(OutputFormat.Match, "10 bits", 1)]
    [InlineData(OutputFormat.Match, "4:2:2", 0)]
    public async Task What_a_format_does_not_hold_is_said(OutputFormat format, string what, int times)
    {
        var name = $"deep-{format}-{what[..2]}";
        var clip = await media.ProbeAsync(await media.MakeAsync(
            $"{name}.mkv", [.. MediaFixture.Pattern(256, 128, "25", 0.08), .. MediaFixture.Lossless("yuv444p12le")]));
        var file = await WriteAsync(clip, format, $"{name}.{(format == OutputFormat.H264 ? "mp4" : "mov")}");

        Assert.Equal(times, file.Warnings.Count(w => w.Contains(what, StringComparison.Ordinal)));
    }

    private static int Count(byte[] bytes, byte[] part)
    {
        var count = 0;
        for (var at = 0; bytes.AsSpan(at).IndexOf(part) is >= 0 and var next; at += next + 1)
        {
            count++;
        }

        return count;
    }

    /// <summary>Every sample of the alpha plane as ffmpeg decodes it.</summary>
    private async Task<int[]> AlphaAsync(string path, string[] decoder, string pixels)
    {
        var (bits, format) = pixels.Contains("12", StringComparison.Ordinal) ? (12, "gray12le") : (8, "gray");
        var raw = media.PathOf($"{Guid.NewGuid():N}.raw");
        await media.RunAsync(media.Tools.FfmpegPath, [
            "-v", "error", .. decoder, "-i", path,
            "-vf", $"format={(bits == 12 ? "yuva444p12le" : "yuva444p")},alphaextract,format={format}", "-f", "rawvideo", raw]);
        var bytes = await File.ReadAllBytesAsync(raw, Token);
        return bits == 8 ? [.. bytes.Select(b => (int)b)] : [.. bytes.Chunk(2).Select(b => b[0] | (b[1] << 8))];
    }

    private async Task<EncodedFile> WriteAsync(ClipInfo clip, OutputFormat format, string name, bool withSound = false)
    {
        var sound = !withSound ? null : new AudioSource(
            await media.MakeAsync($"{name}.wav", "-f", "lavfi", "-i", "sine=d=1"), MediaTime.Zero, MediaTime.FromSeconds(1));
        var spec = FrameWriterTests.SpecOf(clip, format, media.PathOf(name)) with { Audio = sound };
        var pool = new FramePool(spec.Layout, spec.Width, spec.Height);
        await using var writer = await FrameWriter.OpenAsync(media.Tools, spec, Token);
        foreach (var bytes in await media.ReadAllAsync(clip))
        {
            using var frame = pool.Rent();
            bytes.CopyTo(frame.Bytes);
            await writer.WriteAsync(frame, Token);
        }

        return await writer.FinishAsync(Token);
    }
}
