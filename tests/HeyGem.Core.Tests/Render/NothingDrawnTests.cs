using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Tests.Engines.Mesh;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Render;

public sealed class NothingDrawnTests
{
    [Theory]
    [InlineData(FrameOutcome.KeptSmall, ErrorCode.FaceTooSmall, "30 pixels")]
    [InlineData(FrameOutcome.KeptTurned, ErrorCode.FaceTurned, "degrees")]
    [InlineData(FrameOutcome.KeptOccluded, ErrorCode.FaceOccluded, "before the mouth")]
    [InlineData(FrameOutcome.KeptNoFace, ErrorCode.FaceNotFound, "shot.mp4")]
    public void A_plan_that_draws_no_frame_is_refused_with_its_reason_and_numbers(FrameOutcome most, ErrorCode code, string said)
    {
        var failure = Assert.Throws<HeyGemException>(() => Check(n => n < 8 ? most : FrameOutcome.KeptNoFace));

        Assert.Equal(code, failure.Code);
        Assert.Contains(said, failure.Message);
        Assert.Contains(most == FrameOutcome.KeptNoFace ? "10 of 10 frames" : "8 of 10 frames", failure.Message);
    }

    [Theory]
    [InlineData(FrameOutcome.Rendered)]
    [InlineData(FrameOutcome.AlreadyRight)]
    public void One_frame_that_is_drawn_or_right_is_a_result(FrameOutcome one) =>
        Check(n => n == 4 ? one : FrameOutcome.KeptSmall);

    [Fact]
    public void Where_a_face_is_seen_in_another_part_of_the_clip_is_told()
    {
        var track = MadeFace.Track(100, _ => 0.1f, _ => 0.5f, missing: n => n < 75);
        string Said(int[] frames) => Assert.Throws<HeyGemException>(() => NothingDrawn.Check(
            new Plan(_ => FrameOutcome.KeptNoFace), "shot.mp4", frames, new FrameRange(0, frames.Length), track)).Message;

        Assert.EndsWith(
            "(10 of 10 frames). One is seen 3.00 s into the clip; the in point can lie there.", Said([.. Enumerable.Range(0, 10)]));
        Assert.EndsWith("(100 of 100 frames).", Said([.. Enumerable.Range(0, 100)]));
    }

    private static void Check(Func<int, FrameOutcome> outcome) => NothingDrawn.Check(
        new Plan(outcome), "shot.mp4", [.. Enumerable.Range(0, 10)], new FrameRange(0, 10),
        MadeFace.Track(10, _ => 0.1f, _ => 0.5f, scale: 30));

    private sealed class Plan(Func<int, FrameOutcome> outcome) : IMouthPlan
    {
        public BlockShape Block => BlockShape.OneFrame;

        public IReferenceMouths? References => null;

        public IReadOnlyList<string> Warnings => [];

        public FramePlan At(int output) =>
            outcome(output) == FrameOutcome.Rendered ? new(FrameOutcome.Rendered, MaskKind.LowerFace) : FramePlan.Keep(outcome(output));

        public ValueTask PrepareAsync(FrameBlock block, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public IFramePainter CreatePainter() => throw new NotSupportedException();
    }
}
