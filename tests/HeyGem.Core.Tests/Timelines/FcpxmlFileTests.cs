using System.Globalization;
using System.Text;
using System.Xml.Linq;
using HeyGem.Core.Timelines;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Timelines;

public sealed class FcpxmlFileTests(TimelineFixture fixture) : IClassFixture<TimelineFixture>
{
    /// <summary>What may stand in a clip and in which order, as the published document type has it.</summary>
    private static readonly string[][] _order =
    [
        ["note"], ["conform-rate", "timeMap"], ["adjust-crop", "adjust-transform", "adjust-blend"],
        ["audio", "video", "clip", "title", "asset-clip", "ref-clip", "spine", "gap"], ["marker", "keyword"], ["filter-video"],
            ["metadata"],
    ];

    [Theory]
    [InlineData("final-cut-2997.fcpxml")]
    [InlineData("final-cut-25-old.fcpxml")]
    public void An_untouched_file_is_written_as_it_was(string name) =>
        Assert.Equal(Text(TimelineFixture.Bytes(name)),
            Text(TimelineFixture.Written(fixture.Open(name))).Replace(" />", "/>", StringComparison.Ordinal));

    [Theory]
    [InlineData("final-cut-2997.fcpxml")]
    [InlineData("final-cut-25-old.fcpxml")]
    public void Two_renders_add_two_connected_clips_and_their_assets_and_change_nothing_else(string name)
    {
        var file = fixture.Open(name);
        var chosen = TimelineFixture.Select(file, handles: 3).Clips.Where(c => c.Original.TrackIndex == 0).ToList();
        Assert.Equal(2, chosen.Count);
        foreach (var clip in chosen)
        {
            file.Add(fixture.Render(clip));
        }

        var read = fixture.Parse(TimelineFixture.Written(file));
        var placed = read.Timeline.Tracks.Single(t => t is { Kind: TrackKind.Video, Index: 1 }).Items;
        Assert.Equal(chosen.Select(c => c.Span), placed.Select(i => i.Span));
        Assert.Equal(chosen.Select(c => c.Range.Marks), placed.Select(i => i.Source));
        Assert.All(placed, i => Assert.EndsWith("_lipsync.mp4", i.Media!.Path, StringComparison.Ordinal));

        var after = XDocument.Parse(Text(TimelineFixture.Written(file)));
        foreach (var clip in after.Descendants("project").Descendants("spine").First().Descendants()
            .Where(e => e.Name == "asset-clip" || e.Name == "clip"))
        {
            var places = clip.Elements().Select(e => Array.FindIndex(_order, names => names.Contains(e.Name.LocalName))).ToList();
            Assert.DoesNotContain(-1, places);
            Assert.Equal(places.Order(), places);
        }

        after.Descendants("asset-clip").Concat(after.Descendants("asset"))
            .Where(e => ((string?)e.Attribute("ref") ?? (string?)e.Attribute("id"))!
                .StartsWith("heygem-", StringComparison.Ordinal)).Remove();
        foreach (var lane in after.Descendants("project").Descendants("spine").First().Descendants().Attributes("lane")
            .Where(l => l.Value == "2"))
        {
            lane.Value = "1";
        }

        Assert.Equal(
            XDocument.Parse(Text(TimelineFixture.Bytes(name))).Root!.ToString(),
            after.Root!.ToString().Replace("></asset-clip>", " />", StringComparison.Ordinal));
    }

    [Fact]
    public void Connected_clips_sounds_and_start_times_are_read_and_keyframes_stay_on_their_picture()
    {
        var file = fixture.Open("final-cut-2997.fcpxml");
        var selection = TimelineFixture.Select(file, handles: 5);
        var clip = selection.Clips[0];

        file.Add(fixture.Render(clip));

        Assert.Equal("interview.mov", Path.GetFileName(clip.Path));
        Assert.Equal((61L - 5, 151L + 5), (clip.Range.InFrame, clip.Range.OutFrame));
        Assert.Equal(["V1", "V2", "A1", "A2"], file.Timeline.Tracks.Select(t => t.Label));
        Assert.Equal(2, clip.Voice.Pieces.Count);
        Assert.Contains("graphic", selection.Skipped.Select(s => s.Reason.WireName()));
        Assert.Contains("nested", selection.Skipped.Select(s => s.Reason.WireName()));
        var made = XDocument.Parse(Text(TimelineFixture.Written(file))).Descendants("asset-clip")
            .Single(e => (string?)e.Attribute("ref") == "heygem-1");
        var first = made.Descendants("keyframe").First();
        Assert.Equal(made.Attribute("start")!.Value, first.Attribute("time")!.Value);
        Assert.Equal("5005/30000s", made.Attribute("start")!.Value);
        Assert.Single(made.Elements("filter-video"));
        Assert.Null(made.Attribute("audioRole"));
    }

    [Fact]
    public void What_cannot_be_rendered_is_named_and_dissolves_are_left()
    {
        var file = fixture.Open("final-cut-25-old.fcpxml");

        var selection = TimelineFixture.Select(file);

        Assert.Equal([("slow", "speed"), ("multi", "multicam")], selection.Skipped.Select(s => (s.Original.Name, s.Reason.WireName())));
        Assert.Equal(["0-90 of 50", "110-200 of 85"], selection.Clips.Select(c => string.Create(
            CultureInfo.InvariantCulture,
            $"{c.Span.Start / file.Timeline.Frame}-{c.Span.End / file.Timeline.Frame} of {c.Range.InFrame}")));
    }

    [Fact]
    public void A_clip_that_gives_only_its_sound_is_no_picture_and_what_is_left_is_named()
    {
        var timeline = fixture.Parse(Encoding.UTF8.GetBytes("""
            <fcpxml version="1.10"><resources><format id="r1" frameDuration="100/2500s"/>
            <asset id="r2" name="cam" start="0s" duration="20s" hasVideo="1" hasAudio="1" format="r1" src="file:///cam.mov"/></resources>
            <library><event><project name="p"><sequence format="r1" duration="30s" tcStart="3600s"><spine>
            <asset-clip ref="r2" name="seen" offset="3600s" duration="5s" srcEnable="video">
            <asset-clip ref="r2" lane="1" name="heard" offset="0s" duration="5s" srcEnable="audio">
            <asset-clip ref="r2" lane="1" name="on it" offset="0s" duration="5s"/></asset-clip></asset-clip>
            <audition><asset-clip ref="r2" name="pick" offset="3605s" start="5s" duration="5s"/></audition>
            <asset-clip ref="r2" name="whole" offset="3610s" srcEnable="video"/>
            </spine></sequence></project></event></library></fcpxml>
            """)).Timeline;

        Assert.Equal([(TrackKind.Video, 0, "seen"), (TrackKind.Video, 0, "whole"), (TrackKind.Audio, 1, "heard")],
            timeline.Tracks.SelectMany(t => t.Items).Select(i => (i.Kind, i.TrackIndex, i.Name)).Order());
        Assert.Equal(20 * MediaTime.TicksPerSecond, timeline.Tracks.SelectMany(t => t.Items).Single(i => i.Name == "whole").Span.Length);
        Assert.Equal(
            ["\"on it\" is connected to \"heard\" in a way that is not read and is left.",
                "\"pick\" is part of an audition and is left with what is connected to it."],
            timeline.Notes);
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
