using System.Globalization;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Testing;

namespace HeyGem.Media.Tests;

/// <summary>
/// What four generations of ffprobe said of the same clips (tests/fixtures/ffprobe) reads as the same clip: they differ in side data, in
/// rounding, in flags and in the words for fields.
/// </summary>
public sealed class RecordedProbeTests(MediaFixture media) : IClassFixture<MediaFixture>
{
    private static readonly string Fixtures = Path.Combine(TestFolders.Repository, "tests", "fixtures", "ffprobe");

    /// <summary>Each clip as make.sh made it.</summary>
    public static TheoryData<string, string> Clips => new()
    {
        { "timecode.mp4", "h264 yuv420p 15 at 30000/1001, progressive, from 01:00:00;10, bt709, aac 48000 x 1" },
        { "fields.mov", "prores yuv422p10le 6 at 30000/1001, bb, from 10:00:00:00" },
        { "turned.mp4", "h264 yuv420p 9 at 30000/1001, progressive, turned 270" },
        { "hdr10.mp4", "hevc yuv420p10le 6 at 30000/1001, progressive, bt2020, HDR" },
        { "alpha.webm", "vp9 yuv420p 10 at 25/1, progressive, alpha, opus 48000 x 1" },
        { "opus.mkv", "h264 yuv420p 12 at 30000/1001, progressive, opus 48000 x 1" },
        { "stream.flv", "h264 yuv420p 9 at 30000/1001, progressive, aac 48000 x 1" },
        { "five.wav", "pcm_s16le 44100 x 6" },
    };

    [Theory]
    [MemberData(nameof(Clips))]
    public async Task Each_generation_of_ffprobe_tells_of_the_same_clip(string clip, string truth)
    {
        var versions = Directory.GetDirectories(Fixtures).Where(v => File.Exists(Path.Combine(v, $"{clip}.streams"))).ToArray();
        Assert.InRange(versions.Length, 4, 99);
        foreach (var version in versions)
        {
            Assert.Equal($"{Path.GetFileName(version)}: {truth}", $"{Path.GetFileName(version)}: {await ToldAsync(version, clip)}");
        }
    }

    private async Task<string> ToldAsync(string version, string clip)
    {
        var replay = FakeTool.Write(
            media.PathOf($"ffprobe-{Path.GetFileName(version)}-{clip}"),
            $"""
            #!/bin/sh
            case "$*" in
              *packet=stream_index*) exec cat '{version}/{clip}.packets' ;;
              *frame_side_data*) exec cat '{version}/{clip}.picture' ;;
              *) exec cat '{version}/{clip}.streams' ;;
            esac
            """);
        var tools = new FfmpegTools(media.Tools.FfmpegPath, replay, Path.GetFileName(version), media.Tools.Encoders);
        var told = await new MediaProbe(tools).ProbeAsync(Path.Combine(Fixtures, clip), TestContext.Current.CancellationToken);
        List<string?> words = [];
        if (told.Video is { } video)
        {
            words.Add($"{video.Codec} {video.PixelFormat} {video.FrameCount} at {video.FrameRate}");
            words.Add(video.FieldOrder);
            words.Add(video.StartTimecode is { } start ? $"from {start}" : null);
            words.Add(video.Colour.Primaries);
            words.Add(video.RotationDegrees == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"turned {video.RotationDegrees}"));
            words.Add(video.Hdr is null ? null : "HDR");
            words.Add(video.HasAlpha ? "alpha" : null);
        }

        if (told.Audio is { } sound)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{sound.Codec} {sound.SampleRateHz} x {sound.Channels}"));
        }

        return string.Join(", ", words.OfType<string>());
    }
}
