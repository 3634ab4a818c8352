using System.Text.Json.Nodes;
using HeyGem.Core.Timelines;

namespace HeyGem.Core.Tests.Timelines;

public sealed class OtioFileTests(TimelineFixture fixture) : IClassFixture<TimelineFixture>
{
    [Theory]
    [InlineData("resolve-24.otio")]
    [InlineData("otio-2997.otio")]
    public void An_untouched_file_is_written_as_it_was(string name) =>
        Assert.Equal(Canonical(TimelineFixture.Bytes(name)), Canonical(TimelineFixture.Written(fixture.Open(name))));

    [Theory]
    [InlineData("resolve-24.otio")]
    [InlineData("otio-2997.otio")]
    public void Two_renders_add_a_track_and_change_nothing_else(string name)
    {
        var file = fixture.Open(name);
        var chosen = TimelineFixture.Select(file, handles: 3).Clips;
        Assert.Equal(2, chosen.Count);
        foreach (var clip in chosen.Reverse())
        {
            file.Add(fixture.Render(clip));
        }

        var placed = fixture.Parse(TimelineFixture.Written(file)).Timeline.Tracks.Single(t => t is { Kind: TrackKind.Video, Index: 1 });
        Assert.Equal("HeyGem", placed.Name);
        Assert.Equal(chosen.Select(c => c.Span), placed.Items.Select(i => i.Span));
        Assert.Equal(chosen.Select(c => c.Range.Marks), placed.Items.Select(i => i.Source));

        var after = JsonNode.Parse(TimelineFixture.Written(file))!;
        after["tracks"]!["children"]!.AsArray().RemoveAt(1);
        Assert.Equal(Canonical(TimelineFixture.Bytes(name)), after.ToJsonString());
    }

    [Fact]
    public void Media_that_begin_at_a_timecode_are_counted_from_their_first_frame_and_effects_go_along()
    {
        var file = fixture.Open("resolve-24.otio");
        var clip = TimelineFixture.Select(file).Clips[0];

        file.Add(fixture.Render(clip));

        Assert.Equal("01:00:00:00", file.Timeline.TimecodeAt(clip.Span.Start));
        Assert.Equal((240, 340), (clip.Range.InFrame, clip.Range.OutFrame));
        Assert.Equal(2, clip.Voice.Pieces.Count);
        Assert.Contains("GREEN", clip.Original.Marks);
        var made = JsonNode.Parse(TimelineFixture.Written(file))!["tracks"]!["children"]![1]!["children"]![0]!;
        Assert.Equal("Transform", (string?)made["effects"]![0]!["metadata"]!["Resolve_OTIO"]!["Effect Name"]);
        Assert.Null(made["metadata"]!["Resolve_OTIO"]!["Link Group ID"]);
        Assert.Equal("/Volumes/Media/renders/interview_lipsync.mp4", (string?)made["media_references"]!["DEFAULT_MEDIA"]!["target_url"]);
    }

    [Fact]
    public void What_cannot_be_rendered_is_named_and_dissolves_are_left()
    {
        var file = fixture.Open("otio-2997.otio");

        var selection = TimelineFixture.Select(file);

        Assert.Equal([("nest", "nested"), ("fast", "speed"), ("none", "no_media")],
            selection.Skipped.Select(s => (s.Original.Name, s.Reason.WireName())));
        Assert.Equal([(0L, 80L), (100L, 180L)],
            selection.Clips.Select(c => (c.Span.Start / file.Timeline.Frame, c.Span.End / file.Timeline.Frame)));
        Assert.Equal([(100L, 180L), (60L, 140L)], selection.Clips.Select(c => (c.Range.InFrame, c.Range.OutFrame)));
    }

    private static string Canonical(byte[] bytes) => JsonNode.Parse(bytes)!.ToJsonString();
}
