using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Frames;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;
using HeyGem.Testing;

namespace HeyGem.Media.Tests;

public sealed class RealClipTests(MediaFixture media)
{
    [Theory]
    [InlineData("silent-bust-720x974-30.mp4", 126, 30)]
    [InlineData("silent-room-1280x720-30.mp4", 282, 30)]
    [InlineData("silent-suit-720x1080-25.mp4", 179, 25)]
    [InlineData("talk-bust-700x700-30.mp4", 184, 30)]
    [InlineData("talk-seated-1080x1920-25.mp4", 250, 25)]
    public async Task A_real_clip_goes_through_frame_by_frame_with_a_voice(string name, int frames, int rate)
    {
        var folder = TestFolders.SharedMedia;
        Assert.SkipWhen(folder is null, "../shared/media is not there");
        var token = TestContext.Current.CancellationToken;
        var clip = await media.ProbeAsync(Path.Combine(folder, name));
        var video = clip.Video!;
        Assert.Equal(frames, video.FrameCount);
        Assert.Equal(frames, video.ReadableFrameCount);
        Assert.Equal(new FrameRate(rate, 1), video.FrameRate);

        var count = Math.Min(50, frames);
        var output = OutputNaming.FreeName(media.Folder, name, ".mp4");
        var pool = new FramePool(video.Layout, video.Width, video.Height);
        var spec = new EncodeSpec
        {
            OutputPath = output,
            Format = OutputFormat.H264,
            Source = video,
            FrameRate = video.FrameRate,
            Width = video.Width,
            Height = video.Height,
            Layout = video.Layout,
            FrameCount = count,
            Audio = new AudioSource(Path.Combine(folder, "speech-en-a-16k.wav"), MediaTime.Zero, video.FrameRate.StartOf(count)),
        };
        await using var reader = await FrameReader.OpenAsync(media.Tools, clip, new FrameRange(0, count), pool, token);
        await using var writer = await FrameWriter.OpenAsync(media.Tools, spec, token);
        while (await reader.ReadAsync(token) is { } frame)
        {
            using (frame)
            {
                await writer.WriteAsync(frame, token);
            }
        }

        var result = await writer.FinishAsync(token);
        Assert.Equal(output, result.Path);
        Assert.Equal(count, result.Frames);
        var back = await media.ProbeAsync(result.Path);
        Assert.Equal(count, back.Video!.FrameCount);
        Assert.Equal(video.FrameRate, back.Video.FrameRate);
        Assert.False(back.Video.IsVariableRate);
        Assert.Equal(video.Colour.Matrix, back.Video.Colour.Matrix);
        Assert.InRange(back.Audio!.Duration.Seconds, (count / (double)rate) - 0.001, (count / (double)rate) + 0.022);
    }

    [Fact]
    public async Task The_irregular_clip_repeats_pictures_where_its_time_stamps_leave_gaps()
    {
        var folder = TestFolders.SharedMedia;
        Assert.SkipWhen(folder is null, "../shared/media is not there");
        var path = Path.Combine(folder, "talk-bust-700x700-30.mp4");
        var clip = await media.ProbeAsync(path);
        Assert.True(clip.Video!.IsVariableRate);
        Assert.Contains(clip.Warnings, w => w.Contains("48 frames repeated, 0 left out", StringComparison.Ordinal));

        var frames = await media.ReadAllAsync(clip);
        var pictures = await media.PlainDecodeAsync(path, "yuv420p", frames[0].Length);
        Assert.Equal(135, pictures.Count);

        // From the file's own packets: the first five lie at frames 1, 3, 4, 5, 7 of 30 a second, beside a sound that begins at 0.
        int[] expected = [0, 0, 0, 1, 2, 3, 3, 4];
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(pictures[expected[i]].AsSpan().SequenceEqual(frames[i]), $"frame {i}");
        }

        Assert.True(pictures[^1].AsSpan().SequenceEqual(frames[^1]));
    }
}
