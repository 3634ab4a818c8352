using HeyGem.Core.Engines;
using HeyGem.Core.Faces;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.People;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Render.People;

public sealed class ShownPeopleTests
{
    private static readonly FrameRate _rate = FrameRate.Of(25, 1);

    private static readonly ShotPerson[] _people =
    [
        new(new FrameRange(0, 10), 1, PersonState.Driven), new(new FrameRange(10, 5), 2, PersonState.OtherPerson),
        new(new FrameRange(15, 5), 0, PersonState.Nobody),
    ];

    [Fact]
    public void Shots_are_told_in_frames_of_the_result()
    {
        Assert.Equal(
            [new ReportShot(0, 10, 1, "driven"), new ReportShot(10, 15, 2, "other_person"), new ReportShot(15, 18, 0, "nobody")],
            ShownPeople.Of(_people, Plan(FitPolicy.Cut, 18)));
        Assert.Equal(
            [(0, 10, 1), (10, 15, 2), (15, 24, 0), (24, 29, 2), (29, 40, 1)],
            ShownPeople.Of(_people, Plan(FitPolicy.PingPong, 40)).Select(s => ((int)s.Start, (int)s.End, s.Person)));
        Assert.Equal(2, ShownPeople.Of(_people[..1], Plan(FitPolicy.Loop, 20, frames: 10)).Count);
        Assert.Empty(ShownPeople.Of([], Plan(FitPolicy.Cut, 18)));
    }

    [Fact]
    public void Kept_frames_of_others_are_told_as_such_and_those_of_nobody_as_before()
    {
        FrameOutcome[] outcomes = [.. Enumerable.Range(0, 18).Select(n => n < 10 ? FrameOutcome.Rendered : FrameOutcome.KeptNoFace)];
        outcomes[3] = FrameOutcome.KeptNoFace;

        var kept = KeptRanges.Of(outcomes, new float[18], ShownPeople.Of(_people, Plan(FitPolicy.Cut, 18)));

        Assert.Equal(
            [new KeptRange(3, 4, "no_face"), new KeptRange(10, 15, "other_person"), new KeptRange(15, 18, "no_face")], kept);
    }

    [Fact]
    public void An_editor_is_told_of_others_and_of_a_change_of_person()
    {
        Assert.Empty(ShownPeople.Warnings([new ReportShot(0, 9, 1, "driven"), new ReportShot(9, 12, 0, "nobody")]));
        Assert.Contains("1 of 3 shots shows another person, whose mouth is left alone: frames 10-14.", Assert.Single(
            ShownPeople.Warnings(ShownPeople.Of(_people, Plan(FitPolicy.Cut, 18)))), StringComparison.Ordinal);
        Assert.Contains("from frame 9 on", Assert.Single(
            ShownPeople.Warnings([new ReportShot(0, 9, 1, "driven"), new ReportShot(9, 12, 2, "driven")])), StringComparison.Ordinal);
    }

    private static SourcePlan Plan(FitPolicy fit, int count, int frames = 20) => SourcePlan.Of(
        new RenderSpec { ClipPath = "/c.mp4", VoicePath = "/v.wav", OutputFolder = "/o", Fit = fit },
        new ClipInfo
        {
            Path = "/c.mp4",
            Video = new VideoStreamInfo
            {
                Width = 64,
                Height = 64,
                Layout = PixelLayout.Yuv420P8,
                FrameRate = _rate,
                FrameCount = frames,
                Codec = "h264",
                PixelFormat = "yuv420p",
            },
        },
        new ClipInfo { Path = "/v.wav", Audio = new AudioStreamInfo("pcm", 16000, 1, MediaTime.Zero, _rate.StartOf(count)) });
}
