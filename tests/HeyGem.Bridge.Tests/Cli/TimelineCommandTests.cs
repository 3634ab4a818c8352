using System.Xml.Linq;
using HeyGem.Bridge.Cli;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Render;
using HeyGem.Core.Timelines;
using HeyGem.Core.Timelines.Files;

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

    [Fact]
    public async Task A_clip_that_fails_leaves_the_others()
    {
        var (file, order) = (TimelineFiles.Open(await CutAsync("fails.xml", "clip.mp4", "other.mp4"), []),
            Order(cli.PathOf("fails_lipsync.xml")));
        var selection = TimelineCommand.Select(file.Timeline, order);
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

    [Theory]
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
        Voice = new VoiceChoice.AnyTrack(),
        Clips = "V1",
        Roots = [],
        Handles = 0,
        Engine = "auto",
        Format = OutputFormat.Match,
    };

    private async Task<string> CutAsync(string name, params string[] clips)
    {
        clips = clips.Length > 0 ? clips : ["clip.mp4", "nowhere.mp4"];
        XElement Rate() => new("rate", new XElement("timebase", 25), new XElement("ntsc", "FALSE"));
        XElement Item(string file, int number, int length) => new("clipitem", new XAttribute("id", $"c{number}{file}"),
            new XElement("name", Path.GetFileNameWithoutExtension(file) == "voice" ? "voice" : file), Rate(),
            new XElement("start", number * 20), new XElement("end", (number * 20) + length), new XElement("in", 5),
                new XElement("out", 5 + length),
            new XElement("file", new XAttribute("id", $"f{file}"), new XElement("pathurl", new Uri(cli.PathOf(file)).AbsoluteUri), Rate(),
                new XElement("duration", 50)));
        var path = cli.PathOf(name);
        var sequence = new XElement("sequence", new XElement("name", "Cut"), Rate(), new XElement("media",
            new XElement("video", new XElement("track", clips.Select((c, i) => Item(c, i, 20)), new XElement("locked", "FALSE"))),
            new XElement("audio", new XElement("track", Item("voice.wav", 0, 40)))));
        await File.WriteAllTextAsync(path, new XElement("xmeml", new XAttribute("version", 4), sequence).ToString());
        return path;
    }
}
