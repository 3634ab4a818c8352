using System.CommandLine;
using HeyGem.Bridge.Cli;
using HeyGem.Bridge.Cli.Views;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.People;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Bridge.Tests.Cli;

public sealed class OptionAdviceTests
{
    private static readonly FrameRate _rate = FrameRate.Of(25, 1);

    /// <summary>Warnings as the engine says them, each with the option that changes what it tells.</summary>
    public static TheoryData<string, string> Warnings => new()
    {
        { Assert.Single(Plan(clip: 50, voice: 3).Warnings), "--fit loop, pingpong or hold follows the voice instead." },
        { "'mix.mov' has 2 sounds, of which number 1 was heard.", "--audio-stream chooses another." },
        { "Of the 3 sounds of 'cam.mov' number 2 is heard: somebody speaks there.", "--audio-stream chooses another." },
        {
            "Of the 2 channels of 'cam.mov', sound 1, the mouth follows channel 2: somebody speaks there.",
            "--audio-channel chooses another."
        },
        {
            Assert.Single(ShownPeople.Warnings([new ReportShot(0, 9, 1, "driven"), new ReportShot(9, 12, 2, "other_person")])),
            "--person chooses who is driven."
        },
        {
            Assert.Single(ShownPeople.Warnings([new ReportShot(0, 9, 1, "driven"), new ReportShot(9, 12, 2, "driven")])),
            "--person chooses who is driven."
        },
    };

    [Theory]
    [MemberData(nameof(Warnings))]
    public void An_option_is_advised_where_the_command_has_it(string warning, string advice)
    {
        Assert.DoesNotContain("--", warning, StringComparison.Ordinal);
        Assert.Equal($"{warning} {advice}", new OptionAdvice(RenderCommand.Create()).Told(warning));
        foreach (var command in (Command?[])[TimelineCommand.Create(), DubCommand.Create(), CorrectCommand.Create(), null])
        {
            Assert.Equal(warning, new OptionAdvice(command).Told(warning));
        }
    }

    [Fact]
    public void What_no_option_changes_is_told_as_it_is()
    {
        var advice = new OptionAdvice(RenderCommand.Create());

        foreach (var warning in Plan(clip: 100, voice: 2).Warnings.Append("Nobody speaks in the voice: the mouth stays closed."))
        {
            Assert.Equal(warning, advice.Told(warning));
        }
    }

    private static SourcePlan Plan(int clip, double voice) => SourcePlan.Of(
        new RenderSpec { ClipPath = "/c.mp4", VoicePath = "/v.wav", OutputFolder = "/o" },
        new ClipInfo
        {
            Path = "/c.mp4",
            Video = new VideoStreamInfo
            {
                Width = 64,
                Height = 64,
                Layout = PixelLayout.Yuv420P8,
                FrameRate = _rate,
                FrameCount = clip,
                Codec = "h264",
                PixelFormat = "yuv420p",
            },
        },
        new ClipInfo { Path = "/v.wav", Audio = new AudioStreamInfo("pcm", 16000, 1, MediaTime.Zero, MediaTime.FromSeconds(voice)) });
}
