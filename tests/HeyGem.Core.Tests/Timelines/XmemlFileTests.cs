using System.Globalization;
using System.Text;
using System.Xml.Linq;
using HeyGem.Core.Timelines;

namespace HeyGem.Core.Tests.Timelines;

public sealed class XmemlFileTests(TimelineFixture fixture) : IClassFixture<TimelineFixture>
{
    public static TheoryData<string> Names() =>
        [.. TimelineFixture.Names().Select(n => n.Data).Where(n => n.EndsWith(".xml", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_untouched_file_is_written_as_it_was(string name)
    {
        var bytes = TimelineFixture.Bytes(name);

        var written = TimelineFixture.Written(fixture.Open(name));

        Assert.True(XNode.DeepEquals(Xml(bytes), Xml(written)), name);
        Assert.Equal(Text(bytes), Text(written).Replace(" />", "/>", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_renders_add_a_track_with_two_items_and_change_nothing_else(string name)
    {
        var file = fixture.Open(name);
        var chosen = TimelineFixture.Select(file, handles: 3).Clips.Where(c => c.Original.TrackIndex == 0).Take(2).ToList();
        Assert.NotEmpty(chosen);
        foreach (var clip in chosen.AsEnumerable().Reverse())
        {
            file.Add(fixture.Render(clip));
        }

        var after = Xml(TimelineFixture.Written(file));
        var before = Xml(TimelineFixture.Bytes(name));
        var track = Assert.Single(after.Descendants("track"), t => t.Elements("clipitem").Any(IsOurs));
        Assert.Same(track, after.Descendants("video").First(v => v.Element("track") is not null).Elements("track").ElementAt(1));
        Assert.Equal(chosen.Select(c => Frames(c.Span.Start, file.Timeline)), track.Elements("clipitem").Select(i => Number(i, "start")));
        Assert.Equal(chosen.Select(c => Frames(c.Span.End, file.Timeline)), track.Elements("clipitem").Select(i => Number(i, "end")));

        var read = fixture.Parse(TimelineFixture.Written(file));
        var placed = read.Timeline.Tracks.Single(t => t.Kind == TrackKind.Video && t.Index == 1).Items;
        Assert.Equal(chosen.Select(c => c.Span), placed.Select(i => i.Span));
        Assert.All(placed, i => Assert.Equal(1, i.Speed));
        Assert.Equal(
            chosen.Select(c => c.Range.Marks.Start / c.Frame), placed.Select(i => Ticks.FrameAt(i.Source.Start, i.Media!.Frame!.Value)));

        (track.PreviousNode as XText)?.Remove();
        track.Remove();
        CountLinksDown(after);
        Assert.Equal(before.ToString(SaveOptions.DisableFormatting), after.ToString(SaveOptions.DisableFormatting));
    }

    [Fact]
    public void Effects_go_along_and_their_keyframes_stay_on_the_picture_that_they_were_set_on()
    {
        var file = fixture.Open("premiere-25.xml");
        file.Add(fixture.Render(TimelineFixture.Select(file, handles: 5).Clips[0]));

        var made = Xml(TimelineFixture.Written(file)).Descendants("clipitem").Single(IsOurs);

        Assert.Equal(["Basic Motion", "Opacity", "Lumetri Color"],
            made.Elements("filter").Elements("effect").Elements("name").Select(e => e.Value));
        // The original's keyframes lie at 60 and 140, and the render's first frame is its frame 45.
        Assert.Equal(["15", "95"], made.Descendants("when").Select(e => e.Value));
        Assert.Equal(("5", "105"), (made.Element("in")!.Value, made.Element("out")!.Value));
        Assert.Equal("Iris", made.Descendants("label2").Single().Value);
        Assert.Empty(made.Elements("link"));
        Assert.Equal("All kept.", made.Element("marker")!.Element("comment")!.Value);
        Assert.Equal("file://localhost/Volumes/Media/renders/interview%20%e8%ae%bf_lipsync.mp4",
            made.Descendants("pathurl").Single().Value);
    }

    [Fact]
    public void Tracks_that_a_stereo_sound_is_spread_over_count_as_the_editor_counts_them()
    {
        var timeline = fixture.Open("premiere-2997-drop.xml").Timeline;

        Assert.Equal(["V1", "A1", "A2"], timeline.Tracks.Select(t => t.Label));
        Assert.Equal("vo.wav", Assert.Single(timeline.Tracks[2].Items).Name);
        // 107892 frames are an hour of drop-frame: the clip begins at the second hour.
        Assert.Equal("02:00:00;00", timeline.TimecodeAt(timeline.Tracks[0].Items[0].Span.Start));
    }

    [Fact]
    public void A_cut_within_a_frame_of_slower_material_takes_all_of_that_frame()
    {
        var clip = Assert.Single(TimelineFixture.Select(fixture.Open("premiere-23976-in-2997.xml")).Clips);

        // 17 frames at 29.97 are 13.6 at 23.976, and 78 are 62.4.
        Assert.Equal((13, 63), (clip.Range.InFrame, clip.Range.OutFrame));
    }

    [Fact]
    public void A_dissolve_is_left_as_it_is_and_sounds_meet_in_its_middle()
    {
        var file = fixture.Open("final-cut-7-transitions.xml");

        var clips = TimelineFixture.Select(file).Clips;

        Assert.Equal([(0L, 90L), (110L, 200L)],
            clips.Select(c => (Frames(c.Span.Start, file.Timeline), Frames(c.Span.End, file.Timeline))));
        Assert.Equal([(100L, 190L), (60L, 150L)], clips.Select(c => (c.Range.InFrame, c.Range.OutFrame)));
        Assert.All(clips, c => Assert.Contains(SelectionNote.TransitionLeft, c.Notes));
        Assert.Equal(
            [(0L, 100L), (100L, 200L)],
            file.Timeline.Items(TrackKind.Audio).Select(i => (Frames(i.Span.Start, file.Timeline), Frames(i.Span.End, file.Timeline))));
    }

    [Fact]
    public void What_cannot_be_rendered_is_named()
    {
        var selection = TimelineFixture.Select(fixture.Open("left-alone.xml"));

        Assert.Equal(
            [
                ("nested", "nested"), ("Title", "graphic"), ("multi", "multicam"), ("slow", "speed"), ("back", "reversed"),
                    ("sub", "subclip"),
                ("still", "still"), ("off", "disabled"), ("lost id", "no_media"), ("gone", "offline"),
            ],
            selection.Skipped.Select(s => (s.Original.Name, s.Reason.WireName())));
        Assert.Equal("plain", Assert.Single(selection.Clips).Original.Name);
        Assert.Equal(@"D:\gone.mov", selection.Skipped[^1].Original.Media!.Stated);
    }

    [Fact]
    public void Plain_paths_stay_plain()
    {
        var file = fixture.Open("openshot-30.xml");
        file.Add(fixture.Render(Assert.Single(TimelineFixture.Select(file).Clips)));

        Assert.Contains("<pathurl>/Volumes/Media/renders/talk_lipsync.mp4</pathurl>", Text(TimelineFixture.Written(file)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_file_never_takes_the_place_of_another()
    {
        var (file, path) = (fixture.Open("resolve-24.xml"), Path.Combine(fixture.Media, "cut_lipsync.xml"));

        var names = new[] { file.Save(path), file.Save(path) };

        Assert.Equal([path, Path.Combine(fixture.Media, "cut_lipsync (2).xml")], names);
    }

    private static bool IsOurs(XElement item) =>
        ((string?)item.Attribute("id"))?.StartsWith("clipitem-heygem", StringComparison.Ordinal) == true;

    private static void CountLinksDown(XDocument document)
    {
        foreach (var index in document.Descendants("link").Where(l => l.Element("mediatype")!.Value == "video").Elements("trackindex"))
        {
            var number = int.Parse(index.Value, CultureInfo.InvariantCulture);
            index.Value = $"{(number > 1 ? number - 1 : number)}";
        }
    }

    private static long Frames(long ticks, Timeline timeline) => ticks / timeline.Frame;

    private static long Number(XElement item, string name) => long.Parse(item.Element(name)!.Value, CultureInfo.InvariantCulture);

    private static XDocument Xml(byte[] bytes) => XDocument.Load(new MemoryStream(bytes), LoadOptions.PreserveWhitespace);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
}
