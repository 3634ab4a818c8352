using System.Xml.Linq;
using HeyGem.Bridge.Cli;
using HeyGem.Bridge.Cli.Views;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Render;
using HeyGem.Core.Timelines;
using HeyGem.Core.Timelines.Files;
using HeyGem.Core.Timing;
using HeyGem.Testing;

namespace HeyGem.Bridge.Tests.Cli;

public sealed class TimelineCommandTests(CliFixture cli)
{
    [Fact]
    public async Task A_timeline_is_rendered_and_a_clip_that_is_missing_is_named()
    {
        var cut = await CutAsync("cut.xml");
        var listed = await cli.HeyGemAsync("timeline", cut, "--voice-track", "A1", "--dry-run", "--json", "--out", cli.PathOf("no.xml"));
        Assert.Equal(0, listed.ExitCode);
        Assert.Equal("offline", Assert.Single(listed.Events("skipped")).GetProperty("reason").GetString());
        Assert.False(File.Exists(cli.PathOf("no.xml")));

        var run = await cli.HeyGemAsync("timeline", cut, "--voice-track", "A1", "--json", "--handles", "2", "--out",
            cli.PathOf("cut_lipsync.xml"));

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var output = Assert.Single(run.Events("timeline")).GetProperty("output").GetString()!;
        var rendered = Assert.Single(run.Events("completed")).GetProperty("output").GetString()!;
        Assert.Equal(cli.PathOf("cut_lipsync renders"), Path.GetDirectoryName(rendered));
        var file = TimelineFiles.Open(output, []);
        var placed = Assert.Single(file.Timeline.Tracks.Single(t => t.Label == "V2").Items);
        Assert.Equal(file.Timeline.Tracks[0].Items[0].Span, placed.Span);
        Assert.Equal((rendered, false), (placed.Media!.Path, placed.Media.Offline));
        Assert.Equal(2 * file.Timeline.Frame, placed.Source.Start);
    }

    [Theory]
    [InlineData(0.4, 10, "voice_short")]
    [InlineData(0.79, 20, null)]
    [InlineData(2, 20, null)]
    public async Task A_voice_file_that_is_shorter_than_a_clip_is_told_before_anything_is_rendered(double seconds, int frames, string? note)
    {
        var voice = cli.PathOf($"brief {frames}{note}.wav");
        MadeVoice.Write(voice, MadeVoice.Samples(seconds));

        var run = await cli.HeyGemAsync(
            "timeline", await CutAsync("brief.xml"), "--voice", voice, "--dry-run", "--json", "--out", cli.PathOf("no.xml"));

        var chosen = Assert.Single(run.Events("chosen"));
        Assert.Equal(frames, chosen.GetProperty("frames").GetInt32());
        Assert.Equal(note is null ? [] : [note], chosen.GetProperty("notes").EnumerateArray().Select(n => n.GetString()!));
    }

    [Fact]
    public async Task A_clip_that_fails_leaves_the_others()
    {
        var (file, order) = (TimelineFiles.Open(await CutAsync("fails.xml", "clip.mp4", "other.mp4"), []),
            Order(cli.PathOf("fails_lipsync.xml")));
        var selection = order.Choice.Of(file.Timeline);
        Assert.Equal(2, selection.Clips.Count);
        using var view = RenderView.For(json: false);

        var exit = await TimelineCommand.RenderAllAsync(
            (spec, _, _) => spec.ClipPath.EndsWith("other.mp4", StringComparison.Ordinal)
                ? throw new HeyGemException(ErrorCode.FaceNotFound, "No face.")
                : Task.FromResult(new RenderResult(cli.PathOf("made_lipsync.mp4"), 1, string.Empty, FakeRender.Report)),
            file, selection, order, view, TestContext.Current.CancellationToken);

        Assert.Equal(1, exit);
        var names = XDocument.Load(order.Output).Descendants("clipitem").Elements("name").Select(e => e.Value);
        Assert.Equal(["clip.mp4", "other.mp4", "clip.mp4 (HeyGem)", "voice"], names);
    }

    [Fact]
    public async Task What_is_rendered_by_Ctrl_C_lies_in_the_new_timeline()
    {
        var (file, order) = (TimelineFiles.Open(await CutAsync("stopped.xml", "clip.mp4", "other.mp4"), []),
            Order(cli.PathOf("stopped_lipsync.xml")));
        using var view = RenderView.For(json: false);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAsync<OperationCanceledException>(() => TimelineCommand.RenderAllAsync(
            async (spec, _, token) =>
            {
                if (spec.ClipPath.EndsWith("other.mp4", StringComparison.Ordinal))
                {
                    await stop.CancelAsync();
                    token.ThrowIfCancellationRequested();
                }

                return new RenderResult(cli.PathOf("made_lipsync.mp4"), 1, string.Empty, FakeRender.Report);
            },
            file, order.Choice.Of(file.Timeline), order, view, stop.Token));

        var names = XDocument.Load(order.Output).Descendants("clipitem").Elements("name").Select(e => e.Value);
        Assert.Equal(["clip.mp4", "other.mp4", "clip.mp4 (HeyGem)", "voice"], names);
    }

    [Fact(Explicit = true)]
    public async Task An_edit_decision_list_is_rendered_in_place_by_the_clocks_of_its_media()
    {
        var cut = cli.PathOf("cut.edl");
        await File.WriteAllTextAsync(cut, "TITLE: Cut\n001  AX  V   C        00:00:00:05 00:00:01:05 01:00:00:00 01:00:01:00\n" +
            "* FROM CLIP NAME: clip.mp4\n002  AX  A2  C        00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n" +
            "* FROM CLIP NAME: voice.wav\n",
            TestContext.Current.CancellationToken);
        var without = await cli.HeyGemAsync("timeline", cut, "--out", cli.PathOf("x.edl"), "--json");
        Assert.Equal("timeline.rate_missing", Assert.Single(without.Events("failed")).GetProperty("code").GetString());

        var run = await cli.HeyGemAsync("timeline", cut, "--rate", "25", "--out", cli.PathOf("cut_lipsync.edl"), "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var file = TimelineFiles.Open(Assert.Single(run.Events("timeline")).GetProperty("output").GetString()!, [], FrameRate.Default);
        var placed = Assert.Single(file.Timeline.Items(TrackKind.Video));
        Assert.Equal(Assert.Single(run.Events("completed")).GetProperty("output").GetString(), placed.Media!.Path);
        Assert.Equal((new TickRange(0, 25 * file.Timeline.Frame), false), (placed.Span, placed.Media.Offline));
    }

    [Theory]
    [InlineData(2, "argument.invalid", "--rate", "fast")]
    [InlineData(2, "argument.invalid", "--clips", "W1")]
    [InlineData(2, "argument.invalid", "--handles", "9999")]
    [InlineData(2, "argument.invalid", "--media-root", "nowhere")]
    [InlineData(2, "argument.invalid", "--voice-track", "V2")]
    [InlineData(1, "timeline.nothing_chosen", "--clips", "marked:Rose")]
    public async Task What_cannot_be_done_is_told_with_a_code(int exit, string code, string option, string value)
    {
        var run = await cli.HeyGemAsync("timeline", await CutAsync($"refused {code}{value}.xml"), "--out", cli.PathOf("x.xml"), "--json",
            option, value);

        Assert.Equal(exit, run.ExitCode);
        Assert.Equal(code, Assert.Single(run.Events("failed")).GetProperty("code").GetString());
    }

    private TimelineOrder Order(string output) => new()
    {
        Cut = "cut",
        Output = output,
        Renders = cli.PathOf("renders"),
        Choice = new TimelineChoice(),
        Roots = [],
        Engine = "auto",
        Format = OutputFormat.Match,
    };

    private async Task<string> CutAsync(string name, params string[] clips)
    {
        var path = cli.PathOf(name);
        await File.WriteAllTextAsync(path, CutFile.Xmeml(clips.Length > 0 ? clips : ["clip.mp4", "nowhere.mp4"], "voice.wav", cli.PathOf));
        return path;
    }
}
