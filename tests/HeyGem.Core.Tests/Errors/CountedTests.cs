using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Errors;

public sealed class CountedTests
{
    [Theory]
    [InlineData(0, "0 frames")]
    [InlineData(1, "1 frame")]
    [InlineData(2, "2 frames")]
    [InlineData(12345, "12345 frames")]
    public void One_thing_is_said_as_one(long count, string said) => Assert.Equal(said, Counted.Of(count, "frame"));

    [Fact]
    public void A_single_frame_that_is_damaged_is_said_as_one()
    {
        var (one, several) = (new FrameNotes(), new FrameNotes());
        one.Damaged(3);
        one.Lost(5);
        one.Held();
        foreach (var frame in new[] { 3, 4 })
        {
            several.Damaged(frame);
            several.Lost(frame);
            several.Held();
        }

        Assert.Equal(
            [
                "1 frame of the source is damaged: Frame 3 (0.12-0.16 s).",
                "1 frame of the source cannot be decoded and shows the picture before it: Frame 5 (0.2-0.24 s).",
                "The source ends 1 frame before its index says; its last frame is held.",
            ],
            one.Sentences(FrameRate.Of(25, 1)));
        Assert.Equal(
            [
                "2 frames of the source are damaged: Frames 3-4 (0.12-0.2 s).",
                "2 frames of the source cannot be decoded and show the picture before them: Frames 3-4 (0.12-0.2 s).",
                "The source ends 2 frames before its index says; its last frame is held.",
            ],
            several.Sentences(FrameRate.Of(25, 1)));
    }
}
