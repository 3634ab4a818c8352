using System.Text;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Probe.Streams;

namespace HeyGem.Media.Tests;

/// <summary>Streams that nobody reads never refuse a file; of those that could be read one rule says which is.</summary>
public sealed class StreamChoiceTests(MediaFixture media) : IClassFixture<MediaFixture>
{
    private const string Captions = "1\n00:00:00,100 --> 00:00:00,300\nHello\n\n";

    private static readonly string[] _h264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"];

    [Theory]
    [InlineData("captions.mp4", "mov_text")]
    [InlineData("captions.mov", "mov_text")]
    [InlineData("srt.mkv", "srt")]
    [InlineData("ass.mkv", "ass")]
    [InlineData("webvtt.mkv", "webvtt")]
    public async Task Captions_do_not_refuse_a_clip(string name, string codec)
    {
        var captions = media.PathOf($"{name}.srt");
        await File.WriteAllTextAsync(captions, Captions, TestContext.Current.CancellationToken);
        var path = await media.MakeAsync(name, [
            .. MediaFixture.Pattern(128, 96, "25", 0.4), "-i", captions, "-map", "0", "-map", "1", .. _h264, "-c:s", codec]);

        Assert.Equal(10, (await media.ReadAllAsync(await media.ProbeAsync(path))).Count);
    }

    [Theory]
    [InlineData("wavpack")]
    [InlineData("tta")]
    public async Task Sound_of_an_unread_codec_refuses_itself_and_not_the_picture(string codec)
    {
        var path = await media.MakeAsync($"{codec}.mkv", [
            .. MediaFixture.Pattern(128, 96, "25", 0.4), "-f", "lavfi", "-i", "sine=d=0.4", .. _h264, "-c:a", codec]);

        Assert.Equal(10, (await media.ReadAllAsync(await media.ProbeAsync(path))).Count);
        var voice = await Assert.ThrowsAsync<HeyGemException>(() => media.ProbeVoiceAsync(path));
        Assert.Equal(ErrorCode.MediaUnsupported, voice.Code);
        Assert.Contains(codec, voice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_picture_of_an_unread_codec_is_passed_over_and_alone_it_is_named()
    {
        string[] two = [.. MediaFixture.Pattern(128, 96, "25", 0.4), "-map", "0", "-map", "0", .. _h264];
        var second = await media.MakeAsync("second.mov", [.. two, "-c:v:1", "jpeg2000"]);
        var first = await media.MakeAsync("first.mov", [.. two, "-c:v:0", "jpeg2000"]);
        var alone = await media.MakeAsync("alone.mov", [.. MediaFixture.Pattern(128, 96, "25", 0.4), "-c:v", "jpeg2000"]);

        Assert.Equal(0, (await media.ProbeAsync(second)).Video!.StreamIndex);
        Assert.Equal(1, (await media.ProbeAsync(first)).Video!.StreamIndex);
        var refused = await Assert.ThrowsAsync<HeyGemException>(() => media.ProbeAsync(alone));
        Assert.Equal(ErrorCode.MediaUnsupported, refused.Code);
        Assert.Contains("JPEG 2000", refused.Message, StringComparison.Ordinal);
        Assert.Contains("mjp2", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aprn", "ProRes RAW")]
    [InlineData("brvn", "Blackmagic RAW")]
    [InlineData("zzz1", "does not know")]
    public async Task A_picture_that_only_the_editing_program_knows_is_named_by_its_camera_or_its_letters(string letters, string name)
    {
        var whole = await media.MakeAsync(
            "prores.mov", [.. MediaFixture.Pattern(128, 96, "25", 0.2), "-c:v", "prores_ks", "-profile:v", "3"]);
        var path = await DamagedMedia.ChangedAsync(media, whole, letters, bytes => Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(bytes).Replace("apch", letters, StringComparison.Ordinal)));

        var refused = await Assert.ThrowsAsync<HeyGemException>(() => media.ProbeAsync(path));

        Assert.Equal(ErrorCode.MediaUnsupported, refused.Code);
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"'{letters}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("proxy", refused.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_default_picture_goes_before_a_larger_and_a_larger_before_the_first()
    {
        string[] sizes = [
            .. MediaFixture.Pattern(128, 96, "25", 0.2), .. MediaFixture.Pattern(160, 120, "25", 0.2),
            "-map", "0", "-map", "1", .. _h264];
        var marked = await media.MakeAsync("marked.mkv", [.. sizes, "-disposition:v:0", "default", "-disposition:v:1", "0"]);
        var unmarked = await media.MakeAsync("unmarked.mkv", [.. sizes, "-disposition:v:0", "0", "-disposition:v:1", "0"]);

        Assert.Equal(0, (await media.ProbeAsync(marked)).Video!.StreamIndex);
        Assert.Equal(1, (await media.ProbeAsync(unmarked)).Video!.StreamIndex);
        var chosen = await new MediaProbe(media.Tools).ProbeAsync(
            marked, new StreamNumbers(Video: 2), TestContext.Current.CancellationToken);
        Assert.Equal((1, 160, new StreamUse(2, 2, "h264")), (chosen.Video!.StreamIndex, chosen.Video.Width, chosen.Video.Use));
        Assert.Equal(5, (await media.ReadAllAsync(chosen)).Count);
    }
}
