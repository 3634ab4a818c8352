using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests;

public sealed class MatrixAndOrderTests(MediaFixture media)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_MXF_without_offsets_in_its_index_shows_its_pictures_in_order()
    {
        var path = await media.MakeAsync("bframes.mxf", [
            .. MediaFixture.Pattern(320, 240, "25", 2), "-f", "lavfi", "-i", "sine=440:r=48000:d=2", "-c:v", "libx264",
            "-preset", "veryfast", "-bf", "2", "-b_strategy", "0", "-g", "12", "-pix_fmt", "yuv420p", "-c:a", "pcm_s24le", "-shortest"]);
        var clip = await media.ProbeAsync(path);
        var plain = await media.PlainDecodeAsync(path, "yuv420p", clip.Video!.Layout.FrameBytes(320, 240));

        Assert.Equal(50, clip.Video.FrameCount);
        Assert.Equal(MediaFixture.Hashes(plain), MediaFixture.Hashes(await media.ReadAllAsync(clip)));
        Assert.Equal(
            MediaFixture.Hashes(plain[20..45]), MediaFixture.Hashes(await media.ReadAllAsync(clip, new FrameRange(20, 25))));
    }

    [Theory]
    [InlineData("smpte170m", "bt709", 1)]
    [InlineData("bt470bg", "bt709", 1)]
    [InlineData("bt709", "bt709", 0)]
    [InlineData("bt2020nc", "bt2020nc", 0)]
    public async Task A_DNxHR_file_names_one_matrix_and_keeps_the_colours(string matrix, string written, int warnings)
    {
        var path = await media.MakeAsync($"matrix-{matrix}.mkv", [
            "-f", "lavfi", "-i", "color=0xC04020:s=320x180:r=25:d=0.12", "-vf", $"scale=out_color_matrix={Word(matrix)}:out_range=tv",
            "-colorspace", matrix, "-color_primaries", "bt2020", "-color_trc", "bt709", "-color_range", "tv",
            .. MediaFixture.Lossless("yuv422p10le")]);
        var clip = await media.ProbeAsync(path);
        var spec = FrameWriterTests.SpecOf(clip, OutputFormat.DnxHr, media.PathOf($"matrix-{matrix}.mov"));
        var file = await WriteAsync(clip, spec);

        var stated = await media.RunAsync(media.Tools.FfprobePath, [
            "-v", "error", "-select_streams", "v", "-show_entries", "stream=color_space:frame=color_space", "-of", "csv=p=0", file.Path]);
        Assert.Equal([written], stated.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct());
        Assert.Equal(warnings, file.Warnings.Count(w => w.Contains("matrix", StringComparison.Ordinal)));

        // The colour by the matrix that the file names.
        var rgb = (await media.PlainDecodeAsync(
            await media.MakeAsync($"rgb-{matrix}.nut", "-i", file.Path, "-vf", $"scale=in_color_matrix={Word(written)}:in_range=tv",
                "-c:v", "rawvideo", "-pix_fmt", "rgb24"), "rgb24", 320 * 180 * 3))[0];
        Assert.All(rgb.Chunk(3).Skip(320 * 90).Take(300), p => Assert.True(
            Math.Abs(p[0] - 0xC0) < 4 && Math.Abs(p[1] - 0x40) < 4 && Math.Abs(p[2] - 0x20) < 4, Convert.ToHexString(p)));
    }

    private static string Word(string matrix) => matrix == "bt2020nc" ? "bt2020" : matrix;

    private async Task<EncodedFile> WriteAsync(ClipInfo clip, EncodeSpec spec)
    {
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
