using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Frames;

namespace HeyGem.Media.Tests;

/// <summary>Which way up a picture is, which values it has, at which rate it comes: what a result must not change.</summary>
public sealed class PictureLevelTests(MediaFixture media) : IClassFixture<MediaFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gray", "png", 8)]
    [InlineData("gray16be", "png", 8)]
    [InlineData("ya8", "png", 8)]
    [InlineData("gray", "mkv", 8)]
    [InlineData("gray10le", "mkv", 10)]
    public async Task A_grey_picture_keeps_its_values(string format, string container, int bits)
    {
        var path = await media.MakeAsync($"ramp-{format}.{container}", [
            "-f", "lavfi", "-i", "nullsrc=s=256x128:r=25:d=0.08,format=gray,geq=lum=X", "-pix_fmt", format,
            .. container == "png" ? ["-frames:v", "1", "-update", "1"] : new[] { "-c:v", "ffv1" }]);
        var clip = await media.ProbeAsync(path);
        var frame = (await media.ReadAllAsync(clip, new Core.Timing.FrameRange(0, 1)))[0];

        Assert.Equal("pc", clip.Video!.Colour.Range);
        var wrong = Enumerable.Range(0, 256).Where(x => Math.Abs(Sample(frame, x, bits) - (x << (bits - 8))) > 1 << (bits - 8));
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(1, 96, 64)]
    [InlineData(3, 96, 64)]
    [InlineData(6, 64, 96)]
    [InlineData(5, 64, 96)]
    [InlineData(8, 64, 96)]
    public async Task A_photograph_is_as_upright_as_its_camera_says(int orientation, int width, int height)
    {
        var plain = await media.MakeAsync($"photo{orientation}.jpg", [.. MediaFixture.Pattern(96, 64, "25", 0.04), "-frames:v", "1"]);
        var path = media.PathOf($"exif{orientation}.jpg");
        await File.WriteAllBytesAsync(path, WithOrientation(await File.ReadAllBytesAsync(plain, Token), orientation), Token);
        var clip = await media.ProbeAsync(path);
        var upright = await media.PlainDecodeAsync(path, "yuvj444p", width * height * 3);

        Assert.Equal((width, height), (clip.Video!.Width, clip.Video.Height));
        Assert.Equal(upright[0][..(width * height)], (await media.ReadAllAsync(clip))[0][..(width * height)]);
    }

    [Fact]
    public async Task A_picture_that_its_own_stream_turns_is_refused_and_not_scrambled()
    {
        var path = await media.MakeAsync("sei.mp4", [
            .. MediaFixture.Pattern(128, 96, "25", 0.2), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
            "-bsf:v", "h264_metadata=display_orientation=insert:rotate=90"]);
        var clip = await media.ProbeAsync(path);
        if (clip.Video!.Width == 96)
        {
            Assert.Equal(5, (await media.ReadAllAsync(clip)).Count);
            return;
        }

        var refused = await Assert.ThrowsAsync<Core.Errors.HeyGemException>(() => media.ReadAllAsync(clip));
        Assert.Equal(Core.Errors.ErrorCode.MediaUnsupported, refused.Code);
    }

    [Theory]
    [InlineData("120000/1001", OutputFormat.H264)]
    [InlineData("120000/1001", OutputFormat.ProRes)]
    [InlineData("240000/1001", OutputFormat.H264)]
    [InlineData("60000/1001", OutputFormat.H264)]
    [InlineData("24000/1001", OutputFormat.ProRes)]
    [InlineData("25/2", OutputFormat.H264)]
    public async Task A_rate_is_written_exactly(string rate, OutputFormat format)
    {
        var clip = await media.ProbeAsync(await media.MakeAsync(
            $"rate-{format}-{rate.Replace('/', '-')}.mkv", [
                "-f", "lavfi", "-i", $"color=s=64x64:r={rate}:d=0.2", .. MediaFixture.Lossless("yuv420p")]));
        var spec = FrameWriterTests.SpecOf(clip, format, media.PathOf($"{format}-{rate.Replace('/', '-')}.mov")) with
        {
            FrameRate = Rate(rate),
            FrameCount = 1500,
        };
        await WriteAsync(spec);

        var stated = await media.RunAsync(media.Tools.FfprobePath, [
            "-v", "error", "-select_streams", "v", "-show_entries", "stream=r_frame_rate", "-of", "csv=p=0", spec.OutputPath]);
        var durations = (await media.RunAsync(media.Tools.FfprobePath, [
            "-v", "error", "-select_streams", "v", "-show_entries", "packet=duration", "-of", "csv=p=0", spec.OutputPath]))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(rate, stated.Trim());
        Assert.Single(durations.Distinct());
    }

    [Theory]
    [InlineData("bt470bg", OutputFormat.H264)]
    [InlineData("bt470m", OutputFormat.ProRes)]
    [InlineData("smpte240m", OutputFormat.H264)]
    [InlineData("log100", OutputFormat.H264)]
    [InlineData("iec61966-2-4", OutputFormat.ProRes)]
    [InlineData("arib-std-b67", OutputFormat.DnxHr)]
    public async Task Every_transfer_that_a_probe_names_can_be_written(string transfer, OutputFormat format)
    {
        var clip = await media.ProbeAsync(await media.MakeAsync($"trc-{transfer}.mkv", [
            "-f", "lavfi", "-i", "color=s=256x128:r=25:d=0.12", .. MediaFixture.Lossless("yuv420p")]));
        var spec = FrameWriterTests.SpecOf(clip, format, media.PathOf($"trc-{transfer}.{(format == OutputFormat.H264 ? "mp4" : "mov")}"));
        spec = spec with { Source = spec.Source with { Colour = spec.Source.Colour with { Transfer = transfer } }, FrameCount = 3 };
        await WriteAsync(spec);

        var stated = await media.RunAsync(media.Tools.FfprobePath, [
            "-v", "error", "-select_streams", "v", "-show_entries", "stream=color_transfer", "-of", "csv=p=0", spec.OutputPath]);
        Assert.Contains(stated.Trim(), new[] { transfer, "unknown" });
        Assert.True(format == OutputFormat.DnxHr || stated.Trim() == transfer, stated);
    }

    private static Core.Timing.FrameRate Rate(string text) =>
        Core.Timing.FrameRate.TryParse(text, out var rate) ? rate : throw new ArgumentException(text);

    private static int Sample(byte[] frame, int x, int bits) => bits == 8 ? frame[x] : frame[2 * x] | (frame[(2 * x) + 1] << 8);

    private static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        // APP1 with one big-endian TIFF entry: tag 0x112, short, one value.
        byte[] exif = [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation,
            0, 0, 0, 0, 0, 0];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    private async Task WriteAsync(EncodeSpec spec)
    {
        await using var writer = await FrameWriter.OpenAsync(media.Tools, spec, Token);
        using var frame = new FramePool(spec.Layout, spec.Width, spec.Height).Rent();
        frame.Bytes.Span.Fill(128);
        for (var i = 0; i < spec.FrameCount; i++)
        {
            await writer.WriteAsync(frame, Token);
        }

        await writer.FinishAsync(Token);
    }
}
