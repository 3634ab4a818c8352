using System.Text.Json.Nodes;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Frames;

namespace HeyGem.Media.Tests;

/// <summary>What a result says of where it comes from and of itself, and stills and clips that are not what they seem.</summary>
public sealed class CarriedTagsTests(MediaFixture media)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OutputFormat.H264, "mp4")]
    [InlineData(OutputFormat.ProRes, "mov")]
    public async Task Tags_that_editors_find_an_original_by_are_in_the_result_and_places_are_not(OutputFormat format, string extension)
    {
        var path = await media.MakeAsync($"camera-{extension}.mov", [
            .. MediaFixture.Pattern(128, 96, "25", 0.2), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
            "-timecode", "01:02:03:04", "-metadata", "creation_time=2024-03-02T10:11:12Z", "-metadata:s:v:0", "reel_name=A001C003",
            "-metadata", "com.apple.quicktime.make=Canon", "-metadata", "com.apple.quicktime.model=R5",
            "-metadata", "title=Take 3: '測試'=1",
            "-metadata", "com.apple.quicktime.location.ISO6709=+35.6586+139.7454/", "-movflags", "use_metadata_tags"]);
        var clip = await media.ProbeAsync(path);
        var spec = FrameWriterTests.SpecOf(clip, format, media.PathOf($"carried.{extension}")) with
        {
            StartTimecode = clip.Video!.StartTimecode,
            Tags = new Dictionary<string, string>(clip.Tags) { ["software"] = "HeyGem.Bridge 1 (mesh)" },
        };
        var file = await WriteAsync(spec);
        var text = await media.RunAsync(
            media.Tools.FfprobePath, ["-v", "error", "-show_format", "-show_streams", "-of", "json", file.Path]);
        var tags = JsonNode.Parse(text)!["format"]!["tags"]!;
        var kept = (string name) => (string?)tags[name];

        Assert.Equal("2024-03-02T10:11:12.000000Z", (string?)JsonNode.Parse(text)!["streams"]![0]!["tags"]!["creation_time"]);
        Assert.Equal(("Canon", "R5", "Take 3: '測試'=1"),
            (kept("com.apple.quicktime.make"), kept("com.apple.quicktime.model"), kept("title")));
        Assert.Equal("HeyGem.Bridge 1 (mesh)", kept("software"));
        Assert.Equal("A001C003", (await media.ProbeAsync(file.Path)).Tags["reel_name"]);
        Assert.DoesNotContain("35.6586", text, StringComparison.Ordinal);
        Assert.Equal(("h264", "01:02:03:04", 128, 96, "25/1"), (format == OutputFormat.H264 ? file.Facts.Codec : "h264",
            file.Facts.Timecode, file.Facts.Width, file.Facts.Height, file.Facts.Fps));
        Assert.Equal(format == OutputFormat.H264 ? "yuv420p" : "yuv422p10le", file.Facts.PixelFormat);
    }

    [Fact]
    public async Task Without_tags_a_result_says_nothing_of_its_source()
    {
        var clip = await media.ProbeAsync(await media.MakeAsync("plain.mov", [
            .. MediaFixture.Pattern(128, 96, "25", 0.2), "-c:v", "libx264", "-pix_fmt", "yuv420p", "-metadata", "title=Secret",
            "-metadata", "creation_time=2024-03-02T10:11:12Z"]));
        var file = await WriteAsync(FrameWriterTests.SpecOf(clip, OutputFormat.H264, media.PathOf("stripped.mp4")));
        var text = await media.RunAsync(media.Tools.FfprobePath, ["-v", "error", "-show_format", "-show_streams", file.Path]);

        Assert.Equal("Secret", clip.Tags["title"]);
        Assert.DoesNotContain("Secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("2024", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_size_that_changes_in_the_middle_is_conformed_to_the_first_and_a_part_of_another_is_refused_by_its_place()
    {
        string[] coded = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "5", "-bf", "0", "-pix_fmt", "yuv420p", "-f", "mpegts"];
        var one = await media.MakeAsync("size1.ts", [.. MediaFixture.Pattern(160, 128, "25", 0.8), .. coded]);
        var two = await media.MakeAsync("size2.ts", [
            .. MediaFixture.Pattern(128, 96, "25", 0.8), .. coded[..^2], "-output_ts_offset", "0.8", .. coded[^2..]]);
        var path = media.PathOf("sizes.ts");
        byte[] both = [.. await File.ReadAllBytesAsync(one, Token), .. await File.ReadAllBytesAsync(two, Token)];
        await File.WriteAllBytesAsync(path, both, Token);
        var clip = await media.ProbeAsync(path);
        var refused = await Assert.ThrowsAsync<HeyGemException>(
            () => media.ReadAllAsync(clip, new Core.Timing.FrameRange(25, 10)));

        Assert.Equal((160, 128, 40), (clip.Video!.Width, clip.Video.Height, clip.Video.FrameCount));
        var whole = await DamagedMedia.ReadAsync(media, path);
        Assert.Equal(40, whole.Hashes.Count);
        Assert.Contains("The source's picture changes its size: 128 x 96 is scaled to the size of its first picture.", whole.Warnings);
        Assert.Equal(ErrorCode.MediaUnsupported, refused.Code);
        Assert.Contains("changes its size at Frame 25 (1-1.04 s): its file says 160 x 128, its decoder 128 x 96", refused.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("still.avif", "-c:v libaom-av1 -cpu-used 8 -still-picture 1 -pix_fmt yuv420p", "yuv420p")]
    [InlineData("full.jpg", "-c:v mjpeg -pix_fmt yuvj444p", "yuv444p")]
    public async Task A_photograph_is_a_still_that_becomes_a_file_which_players_open_and_keeps_its_colours_where_asked(
        string name, string codec, string own)
    {
        var path = await media.MakeAsync(name, [
            .. MediaFixture.Pattern(128, 96, "25", 0.04), "-frames:v", "1", .. codec.Split(' ')]);
        var clip = await media.ProbeAsync(path);

        Assert.True(clip.IsStill);
        Assert.Equal("yuv420p", clip.Video!.Layout.FfmpegName);
        Assert.Equal("yuv420p", EncodeProfiles.StillFor(OutputFormat.H264, clip.Video).Layout.FfmpegName);
        var asked = clip with { Video = EncodeProfiles.StillFor(OutputFormat.Match, clip.Video) };
        Assert.Equal(own, asked.Video.Layout.FfmpegName);
        Assert.Equal(
            own == "yuv444p" ? EncodeProfile.ProRes4444 : EncodeProfile.H264, EncodeProfiles.Of(OutputFormat.Match, asked.Video));
        Assert.Equal(asked.Video.Layout.FrameBytes(128, 96), (await media.ReadAllAsync(asked, new Core.Timing.FrameRange(0, 1)))[0].Length);
        Assert.Equal(7, (await media.ReadAllAsync(clip, new Core.Timing.FrameRange(0, 7))).Count);
    }

    private async Task<EncodedFile> WriteAsync(EncodeSpec spec)
    {
        await using var writer = await FrameWriter.OpenAsync(media.Tools, spec, Token);
        using var frame = new FramePool(spec.Layout, spec.Width, spec.Height).Rent();
        frame.Bytes.Span.Fill(128);
        for (var i = 0; i < spec.FrameCount; i++)
        {
            await writer.WriteAsync(frame, Token);
        }

        return await writer.FinishAsync(Token);
    }
}
