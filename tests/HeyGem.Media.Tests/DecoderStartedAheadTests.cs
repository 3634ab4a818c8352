using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests;

public sealed class DecoderStartedAheadTests(MediaFixture media)
{
    [Fact]
    public async Task Its_frames_are_those_of_a_decoder_that_was_not()
    {
        var (clip, plan, pool) = await ClipAsync("ahead.mp4");
        await using var plain = new FrameSequence(media.Tools, clip, pool);
        await using var ahead = new FrameSequence(media.Tools, clip, pool);
        ahead.StartAhead(plan, new FrameRange(0, plan.Count));

        var expected = await SumsAsync(plain, plan, new FrameRange(0, plan.Count));
        Assert.Equal(plan.Count, expected.Count);
        Assert.Equal(expected, await SumsAsync(ahead, plan, new FrameRange(0, plan.Count)));
        Assert.Equal(expected, await SumsAsync(ahead, plan, new FrameRange(0, plan.Count)));
    }

    [Fact]
    public async Task Another_part_than_it_was_started_for_has_its_own_frames()
    {
        var (clip, plan, pool) = await ClipAsync("ahead-other.mp4");
        await using var plain = new FrameSequence(media.Tools, clip, pool);
        await using var ahead = new FrameSequence(media.Tools, clip, pool);
        ahead.StartAhead(plan, new FrameRange(0, plan.Count));

        Assert.Equal(await SumsAsync(plain, plan, new FrameRange(7, 9)), await SumsAsync(ahead, plan, new FrameRange(7, 9)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_ends_when_nobody_asks_for_its_frames(bool isKnown)
    {
        var (clip, plan, pool) = await ClipAsync($"ahead-and-unused-{isKnown}.mp4");
        await using (var sequence = new FrameSequence(media.Tools, clip, pool))
        {
            sequence.StartAhead(plan, new FrameRange(0, plan.Count));
            for (var i = 0; i < 500 && !IsDecoded(clip.Path); i++)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }

            Assert.True(IsDecoded(clip.Path));
            if (isKnown)
            {
                await sequence.EndAheadAsync();
                Assert.False(IsDecoded(clip.Path));
                Assert.Equal(plan.Count, (await SumsAsync(sequence, plan, new FrameRange(0, plan.Count))).Count);
            }
        }

        Assert.False(IsDecoded(clip.Path));
    }

    private async Task<(ClipInfo Clip, SourcePlan Plan, FramePool Pool)> ClipAsync(string name)
    {
        // Larger than all that a pipe and a decoder hold, so that one whose frames nobody takes stays.
        string[] arguments = [.. MediaFixture.Pattern(640, 360, "25", 3), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"];
        var clip = await media.ProbeAsync(await media.MakeAsync(name, arguments));
        var voice = await media.ProbeAsync(await media.MakeAsync("ahead.wav", "-f", "lavfi", "-i", "sine=d=3:r=16000"));
        var spec = new RenderSpec { ClipPath = clip.Path, VoicePath = voice.Path, OutputFolder = media.Folder };
        return (clip, SourcePlan.Of(spec, clip, voice), new FramePool(clip.Video!.Layout, clip.Video.Width, clip.Video.Height));
    }

    private static async Task<List<int>> SumsAsync(FrameSequence sequence, SourcePlan plan, FrameRange outputs)
    {
        var sums = new List<int>();
        await foreach (var frame in sequence.InOrderAsync(plan, outputs, TestContext.Current.CancellationToken))
        {
            using (frame)
            {
                var hash = default(HashCode);
                hash.AddBytes(frame.Bytes.Span);
                sums.Add(hash.ToHashCode());
            }
        }

        return sums;
    }

    /// <summary>Whether a process has this file on its command line.</summary>
    private static bool IsDecoded(string path) => Directory.EnumerateDirectories("/proc").Any(process =>
    {
        try
        {
            return int.TryParse(Path.GetFileName(process), out _)
                && File.ReadAllText(Path.Combine(process, "cmdline")).Contains(path, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
