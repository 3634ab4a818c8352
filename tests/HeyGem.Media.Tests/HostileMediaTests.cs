using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Media.Tests;

/// <summary>Files that would make ffmpeg open something else, or run a decoder that no camera and no editor needs.</summary>
public sealed class HostileMediaTests(MediaFixture media)
{
    [Theory]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{0}\n#EXT-X-ENDLIST\n")]
    [InlineData("\uFEFF\n#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{0}\n")]
    [InlineData("ffconcat version 1.0\nfile '{0}'\n")]
    [InlineData("<?xml version=\"1.0\"?><MPD type=\"static\"><Period><BaseURL>{0}</BaseURL></Period></MPD>")]
    [InlineData("v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 18998 RTP/AVP 96\n")]
    [InlineData("[playlist]\nFile1={0}\n")]
    public async Task A_playlist_is_refused_before_anything_it_names_is_opened(string text)
    {
        var token = TestContext.Current.CancellationToken;
        var named = await media.MakeAsync("named.mkv", [.. MediaFixture.Pattern(64, 64, "25", 0.2), .. MediaFixture.Lossless("yuv420p")]);
        var path = media.PathOf($"{Guid.NewGuid():N}.mp4");
        await File.WriteAllTextAsync(path, text.Replace("{0}", named, StringComparison.Ordinal), token);

        var error = await Assert.ThrowsAsync<HeyGemException>(() => media.ProbeAsync(path));

        Assert.Equal(ErrorCode.MediaPlaylistRefused, error.Code);
    }

    [Theory]
    [InlineData("zmbv", "avi")]
    [InlineData("flv1", "flv")]
    [InlineData("cinepak", "mov")]
    public async Task A_decoder_that_is_not_listed_does_not_run(string codec, string container)
    {
        var encoder = codec == "flv1" ? "flv" : codec;
        var path = await media.MakeAsync($"exotic.{container}", [.. MediaFixture.Pattern(64, 64, "25", 0.4), "-c:v", encoder]);

        var reading = await DamagedMedia.ReadAsync(media, path);

        Assert.NotNull(reading.Code);
        Assert.NotEqual(ErrorCode.Internal, reading.Code);
        Assert.Empty(reading.Hashes);
    }

    /// <summary>The second lock: what a probe would pass by mistake is still not decoded.</summary>
    [Fact]
    public async Task A_decoder_that_is_not_listed_is_refused_by_ffmpeg_too()
    {
        var token = TestContext.Current.CancellationToken;
        var path = await media.MakeAsync("exotic-twice.avi", [.. MediaFixture.Pattern(64, 64, "25", 0.4), "-c:v", "zmbv"]);
        string[] decode = ["-hide_banner", "-nostdin", "-loglevel", "error", "-xerror", .. FfmpegInput.Of(path, null), "-f", "null", "-"];

        var (exit, tail) = await FfmpegOutput.ReadLinesAsync(media.Tools.FfmpegPath, decode, _ => { }, token);

        Assert.NotEqual(0, exit);
        Assert.Contains(tail, line => line.Contains("not on whitelist", StringComparison.Ordinal));
    }
}
