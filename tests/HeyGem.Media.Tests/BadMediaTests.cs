using System.Diagnostics;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests;

[Trait("Needs", "badmedia")]
public sealed class BadMediaTests(MediaFixture media, ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> _expected = new()
    {
        ["zero.mp4"] = "media.empty",
        ["random.mp4"] = "media.unreadable",
        ["text.mp4"] = "media.unreadable",
        ["ftyp_only.mp4"] = "media.incomplete",
        ["missing_moov.mp4"] = "media.incomplete",
        ["truncated_half.mp4"] = "media.truncated",
        ["bitrot.mp4"] = "media.damaged",
        ["audio_only.mp4"] = "media.no_video_stream",
        ["no_audio.mp4"] = "whole",
        ["dir.mp4"] = "input.not_regular_file",
        ["dangling.mp4"] = "input.not_found",
        ["fifo.mp4"] = "input.not_regular_file",
        ["sparse5g.mp4"] = "media.unreadable",
        ["bomb16k.png"] = "media.too_large",
        ["bomb16k.mkv"] = "media.too_large",
        ["bomb8k.mp4"] = "media.too_large",
    };

    [Fact]
    public async Task Every_broken_file_ends_in_a_code_or_gives_every_frame()
    {
        var folder = await BadMedia.FolderAsync();
        List<string> wrong = [];
        foreach (var path in Directory.EnumerateFileSystemEntries(Path.Combine(folder, "bad")).Order(StringComparer.Ordinal))
        {
            var clock = Stopwatch.StartNew();
            var ending = await EndingAsync(path);
            output.WriteLine($"{Path.GetFileName(path),-22} {clock.ElapsedMilliseconds,6} ms  {ending}");
            var code = ending.Split(' ')[0];
            if (clock.Elapsed > TimeSpan.FromSeconds(10)
                || (_expected.TryGetValue(Path.GetFileName(path), out var expected) && expected != code))
            {
                wrong.Add($"{Path.GetFileName(path)}: {ending}, {clock.ElapsedMilliseconds} ms");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Playlists_are_refused_before_anything_they_name_is_opened()
    {
        var folder = await BadMedia.FolderAsync();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(folder, "evil")))
        {
            var error = await Assert.ThrowsAsync<HeyGemException>(() => media.ProbeAsync(path));
            Assert.Equal(ErrorCode.MediaPlaylistRefused, error.Code);
        }
    }

    [Fact]
    public async Task A_format_that_is_not_read_is_not_called_a_playlist()
    {
        var path = await media.MakeAsync("moving.gif", MediaFixture.Pattern(320, 180, "10", 1));
        Assert.Equal(ErrorCode.MediaUnsupported, (await Assert.ThrowsAsync<HeyGemException>(() => media.ProbeAsync(path))).Code);
    }

    [Fact]
    public async Task Every_odd_but_legal_clip_gives_every_frame()
    {
        var folder = await BadMedia.FolderAsync();
        List<string> wrong = [];
        foreach (var path in Directory.EnumerateFiles(Path.Combine(folder, "odd")).Order(StringComparer.Ordinal))
        {
            var clock = Stopwatch.StartNew();
            var ending = await EndingAsync(path);
            output.WriteLine($"{Path.GetFileName(path),-22} {clock.ElapsedMilliseconds,6} ms  {ending}");
            var expected = Path.GetFileName(path) == "tiny16.mp4" ? "media.too_small" : "whole";
            if (!ending.StartsWith(expected, StringComparison.Ordinal))
            {
                wrong.Add($"{Path.GetFileName(path)}: {ending}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_awkward_name_opens()
    {
        var folder = await BadMedia.FolderAsync();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(folder, "names")))
        {
            var clip = await media.ProbeAsync(path);
            Assert.True(clip.Video!.FrameCount is 100 or 101, path);
        }
    }

    /// <summary>A code, or <c>whole</c> with what was read. Of a long or large clip the first frames are read.</summary>
    private async Task<string> EndingAsync(string path)
    {
        var token = TestContext.Current.CancellationToken;
        try
        {
            var clip = await media.ProbeAsync(path);
            if (clip.Video is not { } video)
            {
                throw new HeyGemException(ErrorCode.MediaNoVideoStream, "No picture.");
            }

            var range = new FrameRange(0, Math.Min(video.FrameCount, Math.Clamp(40_000_000L / (video.Width * video.Height), 3, 200)));
            await using var reader = await FrameReader.OpenAsync(
                media.Tools, clip, range, new FramePool(video.Layout, video.Width, video.Height), token);
            var frames = 0L;
            while (await reader.ReadAsync(token) is { } frame)
            {
                frame.Dispose();
                frames++;
            }

            Assert.Equal(range.Count, frames);
            return $"whole {frames} of {video.FrameCount} at {video.FrameRate}, {video.Width}x{video.Height} {video.PixelFormat}. " +
                $"{string.Join(' ', clip.Warnings.Concat(reader.Warnings))}";
        }
        catch (HeyGemException e)
        {
            return $"{e.Code.WireName()} {e.Message}";
        }
    }
}
