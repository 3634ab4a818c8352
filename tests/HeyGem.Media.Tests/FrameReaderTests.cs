using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests;

public sealed class FrameReaderTests(MediaFixture media)
{
    public static TheoryData<string, string, string> Containers => new()
    {
        { "exact.mp4", "24000/1001", "-c:v libx264 -preset ultrafast -bf 3 -g 17 -pix_fmt yuv420p" },
        { "open.mkv", "30000/1001", "-c:v libx264 -preset ultrafast -bf 3 -g 13 -x264-params open-gop=1 -pix_fmt yuv422p10le" },
        { "hevc.mp4", "25", "-c:v libx265 -preset ultrafast -x265-params log-level=error:keyint=20 -pix_fmt yuv420p10le" },
        { "intra.mov", "50", "-c:v prores_ks -profile:v 3 -pix_fmt yuv422p10le" },
        { "stream.ts", "25", "-c:v libx264 -preset ultrafast -bf 2 -g 12 -pix_fmt yuv420p" },
        { "counted.avi", "25", "-c:v mpeg4 -bf 2 -g 15 -q:v 3 -pix_fmt yuv420p" },
        { "broadcast.mxf", "25", "-s 1280x720 -c:v dnxhd -b:v 60M -pix_fmt yuv422p" },
        { "web.webm", "30", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 20 -pix_fmt yuv420p" },
        { "windows.wmv", "25", "-c:v wmv2 -q:v 3 -g 15 -pix_fmt yuv420p" },
        { "recorder.flv", "30", "-c:v libx264 -preset ultrafast -bf 2 -g 12 -pix_fmt yuv420p" },
        { "camera.dv", "25", "-s 720x576 -c:v dvvideo -pix_fmt yuv420p" },
        { "open-group.ts", "25", "-c:v libx264 -preset ultrafast -bf 3 -g 12 -x264-params open-gop=1 -pix_fmt yuv420p" },
        { "open-group.mov", "25", "-c:v libx264 -preset ultrafast -bf 3 -g 12 -x264-params open-gop=1 -pix_fmt yuv420p" },
        { "phone.mp4", "30", "-c:v mpeg2video -q:v 3 -g 15 -bf 2 -pix_fmt yuv420p -video_track_timescale 600" },
    };

    [Theory]
    [MemberData(nameof(Containers))]
    public async Task Every_range_holds_the_same_pictures_as_a_plain_decode(string name, string rate, string codec)
    {
        var path = await media.MakeAsync(name, [.. MediaFixture.Pattern(320, 180, rate, 2.5), .. codec.Split(' ')]);
        var clip = await media.ProbeAsync(path);
        var video = clip.Video!;
        var plain = await media.PlainDecodeAsync(path, video.PixelFormat, video.Layout.FrameBytes(video.Width, video.Height));
        Assert.Equal(plain.Count, video.FrameCount);
        Assert.True(FrameRate.TryParse(rate, out var expected));
        Assert.Equal(expected, video.FrameRate);
        Assert.False(video.IsVariableRate);

        FrameRange[] ranges = [new(0, plain.Count), new(1, 3), new(16, 6), new(33, 20), new(plain.Count - 1, 1)];
        foreach (var range in ranges)
        {
            var frames = await media.ReadAllAsync(clip, range);
            Assert.Equal(range.Count, frames.Count);
            for (var i = 0; i < frames.Count; i++)
            {
                Assert.True(plain[(int)range.Start + i].AsSpan().SequenceEqual(frames[i]),
                    $"{name}: frame {range.Start + i} of range {range}");
            }
        }
    }

    [Fact]
    public async Task A_variable_clip_is_conformed_by_its_time_stamps_from_any_in_point()
    {
        string[] arguments = [.. MediaFixture.Pattern(320, 180, "25", 4), "-vf", "select='lt(mod(n,7),3)+eq(mod(n,11),5)'", "-fps_mode",
            "vfr", "-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "12", "-pix_fmt", "yuv420p"];
        var path = await media.MakeAsync("variable.mp4", arguments);
        var clip = await media.ProbeAsync(path);
        var video = clip.Video!;
        Assert.True(video.IsVariableRate);
        Assert.Equal(new FrameRate(25, 1), video.FrameRate);
        var plain = await media.PlainDecodeAsync(path, "yuv420p", video.Layout.FrameBytes(320, 180));
        var kept = Enumerable.Range(0, 100).Where(n => n % 7 < 3 || n % 11 == 5).ToList();
        Assert.Equal(kept.Count, plain.Count);

        foreach (var range in (FrameRange[])[new(0, video.FrameCount), new(31, 40), new(6, 2)])
        {
            var frames = await media.ReadAllAsync(clip, range);
            for (var i = 0; i < frames.Count; i++)
            {
                var shown = kept.FindLastIndex(n => n <= range.Start + i);
                Assert.True(plain[shown].AsSpan().SequenceEqual(frames[i]), $"frame {range.Start + i} of {range}");
            }
        }
    }

    [Theory]
    [InlineData("yuv420p", 320, 180)]
    [InlineData("yuv422p", 322, 181)]
    [InlineData("yuv444p", 321, 181)]
    [InlineData("yuv420p", 321, 181)]
    [InlineData("yuv420p10le", 320, 180)]
    [InlineData("yuv422p10le", 322, 181)]
    [InlineData("yuv444p10le", 321, 181)]
    [InlineData("yuv422p12le", 320, 180)]
    public async Task A_round_trip_changes_no_bit(string format, int width, int height)
    {
        // Odd sizes through crop: the source filter itself makes even ones only.
        string[] arguments = ["-f", "lavfi", "-i", $"testsrc2=s={width + 4}x{height + 4}:r=25:d=0.4", "-vf",
            $"format={format},crop={width}:{height}:0:0:exact=1,noise=alls=20:allf=t", .. MediaFixture.Lossless(format)];
        var first = await media.MakeAsync($"first-{format}-{width}.mkv", arguments);
        var clip = await media.ProbeAsync(first);
        Assert.Equal((width, height, format), (clip.Video!.Width, clip.Video.Height, clip.Video.Layout.FfmpegName));
        var frames = await media.ReadAllAsync(clip);

        var raw = media.PathOf($"{format}-{width}.raw");
        await File.WriteAllBytesAsync(raw, frames.SelectMany(f => f).ToArray(), TestContext.Current.CancellationToken);
        var second = await media.MakeAsync(
            $"second-{format}-{width}.mkv",
            ["-f", "rawvideo", "-pix_fmt", format, "-video_size", $"{width}x{height}", "-framerate", "25", "-i", raw,
            .. MediaFixture.Lossless(format)]);
        var again = await media.ReadAllAsync(await media.ProbeAsync(second));

        Assert.Equal(10, again.Count);
        Assert.All(frames.Zip(again), pair => Assert.True(pair.First.AsSpan().SequenceEqual(pair.Second)));
    }

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task A_turned_clip_is_upright(int degrees)
    {
        string[] arguments = [.. MediaFixture.Pattern(320, 180, "25", 0.2), "-vf", "setsar=4/3", "-c:v", "libx264", "-preset", "ultrafast",
            "-qp", "0", "-pix_fmt", "yuv420p"];
        var lying = await media.MakeAsync($"lying{degrees}.mp4", arguments);

        // Before 6 ffmpeg turned by a tag, since then by an option of the input; both count against the clock.
        string[] turning = media.Tools.Version.StartsWith('5')
            ? ["-i", lying, "-c", "copy", "-metadata:s:v:0", $"rotate={degrees}"]
            : ["-display_rotation:v:0", $"{degrees}", "-i", lying, "-c", "copy"];
        var turned = await media.MakeAsync($"turned{degrees}.mp4", turning);
        var clip = await media.ProbeAsync(turned);
        var video = clip.Video!;

        // The pictures below decide what is true.
        var clockwise = video.RotationDegrees;
        var swaps = degrees != 180;
        Assert.Equal(360 - degrees, clockwise);
        Assert.Equal(swaps ? (180, 320) : (320, 180), (video.Width, video.Height));
        Assert.Equal(swaps ? (3, 4) : (4, 3), video.SampleAspect);

        var source = (await media.ReadAllAsync(await media.ProbeAsync(lying)))[3];
        var upright = (await media.ReadAllAsync(clip))[3];
        for (var y = 0; y < video.Height; y++)
        {
            for (var x = 0; x < video.Width; x++)
            {
                var (sx, sy) = clockwise switch { 90 => (y, 179 - x), 180 => (319 - x, 179 - y), _ => (319 - y, x) };
                Assert.Equal(source[(sy * 320) + sx], upright[(y * video.Width) + x]);
            }
        }
    }

    [Theory]
    [InlineData("still.png", "rgb24", "yuv420p")]
    [InlineData("still.jpg", "yuvj420p", "yuv420p")]
    [InlineData("clear.png", "rgba", "yuv420p")]
    public async Task A_still_picture_repeats_as_often_as_asked(string name, string format, string layout)
    {
        var path = await media.MakeAsync(name, [.. MediaFixture.Pattern(320, 180, "1", 1), "-frames:v", "1", "-pix_fmt", format]);
        var clip = await media.ProbeAsync(path);
        Assert.True(clip.IsStill);
        Assert.Equal(layout, clip.Video!.Layout.FfmpegName);

        var frames = await media.ReadAllAsync(clip, new FrameRange(0, 60));
        Assert.Equal(60, frames.Count);
        Assert.All(frames, f => Assert.True(f.AsSpan().SequenceEqual(frames[0])));
    }

    [Theory]
    [InlineData("late-picture.mov")]
    [InlineData("late-picture.mkv")]
    public async Task Pictures_that_begin_after_the_sound_keep_their_place_beside_it(string name)
    {
        string[] arguments = ["-itsoffset", "0.08", .. MediaFixture.Pattern(320, 180, "25", 2), "-f", "lavfi", "-i", "sine=d=2", "-map",
            "0:v", "-map", "1:a", "-fps_mode", "passthrough", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a",
            "pcm_s16le"];
        var path = await media.MakeAsync(name, arguments);
        var clip = await media.ProbeAsync(path);
        var plain = await media.PlainDecodeAsync(path, "yuv420p", clip.Video!.Layout.FrameBytes(320, 180));
        Assert.Equal(plain.Count + 2, clip.Video.FrameCount);

        foreach (var range in (FrameRange[])[new(0, clip.Video.FrameCount), new(1, 4), new(20, 5)])
        {
            var frames = await media.ReadAllAsync(clip, range);
            for (var i = 0; i < frames.Count; i++)
            {
                Assert.True(plain[(int)Math.Max(0, range.Start + i - 2)].AsSpan().SequenceEqual(frames[i]), $"frame {i} of range {range}");
            }
        }
    }

    [Fact]
    public async Task Full_range_samples_are_not_squeezed()
    {
        var path = await media.MakeAsync(
            "full.mp4", [.. MediaFixture.Pattern(320, 180, "25", 0.2), "-vf", "scale=out_range=pc", "-c:v", "libx264", "-preset",
            "ultrafast", "-qp", "0", "-pix_fmt", "yuvj420p"]);
        var clip = await media.ProbeAsync(path);
        Assert.Equal("pc", clip.Video!.Colour.Range);

        var frames = await media.ReadAllAsync(clip);
        var plain = await media.PlainDecodeAsync(path, "yuvj420p", frames[0].Length);
        Assert.True(plain[2].AsSpan().SequenceEqual(frames[2]));
    }

    [Fact]
    public async Task A_recording_that_starts_in_the_middle_of_a_group_begins_at_its_first_key_picture()
    {
        var (whole, cut) = await CutGroupAsync("group");
        var clip = await media.ProbeAsync(cut);
        Assert.Equal(50, clip.Video!.FrameCount);
        var frames = await media.ReadAllAsync(clip);
        var plain = await media.PlainDecodeAsync(whole, "yuv420p", frames[0].Length);
        Assert.True(plain[25].AsSpan().SequenceEqual(frames[0]));
        Assert.True(plain[74].AsSpan().SequenceEqual(frames[^1]));
    }

    [Fact]
    public async Task A_complaint_about_the_start_that_is_heard_at_the_end_is_about_the_start()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        var (_, cut) = await CutGroupAsync("late");
        var late = FakeTool.Write(
            media.PathOf("late-ffmpeg"), $"#!/bin/bash\nexec '{media.Tools.FfmpegPath}' \"$@\" 2> >(sleep .5; exec cat >&2)\n");
        var clip = await media.ProbeAsync(cut);
        var pool = new FramePool(clip.Video!.Layout, clip.Video.Width, clip.Video.Height);
        await using var reader = await FrameReader.OpenAsync(
            media.Tools with { FfmpegPath = late }, clip, new FrameRange(0, 50), pool, TestContext.Current.CancellationToken);
        var count = 0;
        while (await reader.ReadAsync(TestContext.Current.CancellationToken) is { } frame)
        {
            frame.Dispose();
            count++;
        }

        Assert.Equal(50, count);
        Assert.Equal(["1 frame of the source is damaged: Frame 0 (0-0.04 s)."], reader.Warnings);
    }

    /// <summary>A recording of three groups, and the same from within its first group on.</summary>
    private async Task<(string Whole, string Cut)> CutGroupAsync(string name)
    {
        var whole = await media.MakeAsync(
            $"{name}-whole.ts", [.. MediaFixture.Pattern(320, 180, "25", 3), "-c:v", "libx264", "-preset", "ultrafast", "-bf", "2",
            "-g", "25", "-pix_fmt", "yuv420p"]);
        var bytes = await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken);
        var cut = media.PathOf($"{name}-cut.ts");
        await File.WriteAllBytesAsync(cut, bytes[(bytes.Length / 188 / 6 * 188)..], TestContext.Current.CancellationToken);
        return (whole, cut);
    }

    [Fact]
    public async Task A_picture_that_an_AVI_left_out_is_not_missing()
    {
        var path = await media.MakeAsync("left-out.avi",
            [.. MediaFixture.Pattern(320, 180, "25", 2), "-vf", "select=not(eq(n\\,7))", "-fps_mode", "passthrough", "-c:v", "mjpeg"]);
        var clip = await media.ProbeAsync(path);
        Assert.Contains(clip.Warnings, w => w.Contains("1 frame repeated", StringComparison.Ordinal));
        Assert.DoesNotContain(clip.Warnings, w => w.Contains("cut short", StringComparison.Ordinal));
        Assert.Equal((50, 50), (clip.Video!.FrameCount, clip.Video.ReadableFrameCount));

        await using (var file = File.OpenWrite(path))
        {
            file.SetLength(file.Length / 2);
        }

        Assert.Contains((await media.ProbeAsync(path)).Warnings, w => w.Contains("cut short", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clip_cut_short_can_be_read_up_to_the_cut()
    {
        var whole = await media.MakeAsync(
            "long.mp4", [.. MediaFixture.Pattern(320, 180, "25", 4), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
            "-movflags", "+faststart"]);
        var bytes = await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken);
        var cut = media.PathOf("short.mp4");
        await File.WriteAllBytesAsync(cut, bytes[..(bytes.Length * 6 / 10)], TestContext.Current.CancellationToken);

        var clip = await media.ProbeAsync(cut);
        Assert.Equal(100, clip.Video!.FrameCount);
        Assert.InRange(clip.Video.ReadableFrameCount, 30, 80);
        Assert.Contains(clip.Warnings, w => w.Contains("cut short", StringComparison.Ordinal));
        var error = await Assert.ThrowsAsync<HeyGemException>(() => media.ReadAllAsync(clip));
        Assert.Equal(ErrorCode.MediaTruncated, error.Code);
        Assert.Equal(20, (await media.ReadAllAsync(clip, new FrameRange(5, 20))).Count);
    }
}
