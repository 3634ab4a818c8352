using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests;

public sealed class CorpusTests(MediaFixture media, ITestOutputHelper output)
{
    [Fact]
    public async Task Every_file_becomes_what_is_declared_of_it()
    {
        var folder = await Corpus.FolderAsync(media.Tools);
        List<string> wrong = [];
        foreach (var entry in Corpus.Entries)
        {
            var path = Path.Combine(folder, entry.Name);
            var isVoice = entry.Outcome.StartsWith("voice", StringComparison.Ordinal)
                || entry.Outcome.StartsWith("audio.", StringComparison.Ordinal)
                || entry.Outcome == "media.no_audio_stream";
            var ending = isVoice ? await HearAsync(path) : await SeeAsync(path);
            output.WriteLine($"{entry.Name,-20} {ending}");
            if (!ending.StartsWith(entry.Outcome, StringComparison.Ordinal) || !ending.Contains(entry.Warning, StringComparison.Ordinal))
            {
                wrong.Add($"{entry.Name}: {entry.Outcome}; {entry.Warning} <> {ending}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("it's 测试🎬 clip.mp4")]
    [InlineData("-version.mp4")]
    [InlineData("concat:x.mp4")]
    [InlineData("file:x.mp4")]
    [InlineData("x%03d.mp4")]
    [InlineData("a|b.mp4")]
    [InlineData("a;b&c$(id)`id`.mp4")]
    [InlineData(" blank before and after .mp4")]
    [InlineData("a\"q\".mp4")]
    [InlineData("[x]=y,z.mp4")]
    [InlineData("new\nline.mp4")]
    [InlineData("e\u0301 decomposed.mp4")]
    [InlineData("\u202egpj.mp4")]
    [InlineData("esc\u001b[31m.mp4")]
    [InlineData("CON.mp4")]
    [InlineData("a:stream.mp4")]
    public async Task Any_name_opens(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        var folder = Directory.CreateDirectory(media.PathOf("names")).FullName;
        var path = Path.Combine(folder, name);
        File.Copy(await DamagedMedia.WholeAsync(media, "mp4"), path);

        Assert.Equal(DamagedMedia.Frames, (await media.ProbeAsync(path)).Video!.FrameCount);
    }

    [Fact]
    public async Task A_format_that_is_not_read_is_not_called_a_playlist()
    {
        var path = await media.MakeAsync("moving.gif", MediaFixture.Pattern(320, 180, "10", 1));
        Assert.Equal(ErrorCode.MediaUnsupported, (await Assert.ThrowsAsync<HeyGemException>(() => media.ProbeAsync(path))).Code);
    }

    /// <summary>A code, or <c>whole</c> with what was read. Of a long or large clip the first frames are read.</summary>
    private async Task<string> SeeAsync(string path)
    {
        var token = TestContext.Current.CancellationToken;
        try
        {
            var clip = await media.ProbeAsync(path);
            if (clip.Video is not { } video)
            {
                throw new HeyGemException(ErrorCode.MediaNoVideoStream, "No picture.");
            }

            var most = Math.Clamp(40_000_000L / (video.Width * video.Height), 3, 200);
            var range = new FrameRange(0, clip.IsStill ? most : Math.Min(video.FrameCount, most));
            var pool = new FramePool(video.Layout, video.Width, video.Height);
            await using var reader = await FrameReader.OpenAsync(media.Tools, clip, range, pool, token);
            var frames = 0L;
            while (await reader.ReadAsync(token) is { } frame)
            {
                frame.Dispose();
                frames++;
            }

            Assert.Equal(range.Count, frames);
            return $"whole {frames} of {video.FrameCount} at {video.FrameRate}, {video.Width}x{video.Height} {video.PixelFormat}. "
                + string.Join(' ', clip.Warnings.Concat(reader.Warnings));
        }
        catch (HeyGemException e)
        {
            return $"{e.Code.WireName()} {e.Message}";
        }
    }

    /// <summary>A code, or <c>voice</c> with the seconds that were read; the probe says the same.</summary>
    private async Task<string> HearAsync(string path)
    {
        var token = TestContext.Current.CancellationToken;
        try
        {
            var clip = await media.ProbeVoiceAsync(path);
            var samples = await new AudioReader(media.Tools).ReadMonoAsync(clip, MediaTime.Zero, null, 16_000, token);
            var (seconds, stated) = (samples.Length / 16_000.0, clip.Audio!.Duration.Seconds);
            var heard = FormattableString.Invariant($"voice {seconds:0.00} s, {stated:0.00} s by its probe.");
            return $"{heard} {string.Join(' ', clip.Warnings)}";
        }
        catch (HeyGemException e)
        {
            return $"{e.Code.WireName()} {e.Message}";
        }
    }
}
