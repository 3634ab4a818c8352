using HeyGem.Bridge.Cli.Views;
using HeyGem.Core.Render.Report;

namespace HeyGem.Bridge.Tests.Cli;

public sealed class KeptFramesTests
{
    [Fact]
    public void Each_reason_has_a_line_with_its_frames() => Assert.Equal(
        ["kept 7 frames, the mouth is covered: 3-8, 20", "kept 2 frames, no face is seen: 9-10"],
        KeptFrames.Lines([new KeptRange(3, 9, "occluded"), new KeptRange(9, 11, "no_face"), new KeptRange(20, 21, "occluded")]));

    [Fact]
    public void A_speaker_has_a_line_with_whose_mouth_and_which_frames() => Assert.Equal(
        "a.wav drives left in frames 0-4, 9-10 (6 of 7 drawn)",
        KeptFrames.LineOf(new ReportSpeaker
        {
            Voice = "a.wav",
            Face = "left",
            Ranges = [new SpokenRange(0, 5), new SpokenRange(9, 11)],
            FramesSpoken = 7,
            FramesRendered = 6,
            KeptRanges = [],
            Shots = [],
        }));

    [Fact]
    public void Many_ranges_are_counted() => Assert.Equal(
        ["kept 9 frames, the face is too small: 0, 2, 4, 6, 8, 10 and 3 more"],
        KeptFrames.Lines([.. Enumerable.Range(0, 9).Select(i => new KeptRange(2 * i, (2 * i) + 1, "small"))]));
}
