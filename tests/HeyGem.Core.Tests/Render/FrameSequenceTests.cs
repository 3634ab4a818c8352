using HeyGem.Core.Render.Plan;

namespace HeyGem.Core.Tests.Render;

public sealed class FrameSequenceTests
{
    [Theory]
    [InlineData(1920 * 1080 * 3 / 2, 24)]
    [InlineData(3840 * 2160 * 2 * 2, 8)]
    [InlineData(7680 * 4320 * 2 * 2, 2)]
    public void Playing_backwards_holds_bytes_within_a_limit_and_not_a_count_of_frames(int frameBytes, int frames)
    {
        Assert.Equal(frames, FrameSequence.ChunkOf(frameBytes));
    }
}
