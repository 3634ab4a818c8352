using System.Text;
using HeyGem.Core.Errors;
using HeyGem.Core.Timelines;
using HeyGem.Core.Timelines.Files;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Timelines;

public sealed class EdlFileTests(TimelineFixture fixture) : IClassFixture<TimelineFixture>
{
    [Theory]
    [InlineData("resolve-25.edl")]
    [InlineData("premiere-2997-drop.edl")]
    public void An_untouched_file_is_written_byte_for_byte(string name) =>
        Assert.Equal(TimelineFixture.Bytes(name), TimelineFixture.Written(fixture.Open(name)));

    [Fact]
    public void Clips_are_counted_from_the_first_frame_of_their_file_by_its_own_timecode()
    {
        var file = fixture.Open("resolve-25.edl");

        var selection = TimelineFixture.Select(file, handles: 5);

        Assert.Equal("01:00:00:00", file.Timeline.TimecodeAt(0));
        Assert.Equal([(0L, 100L, 245L, 355L), (112L, 200L, 132L, 230L), (200L, 250L, 745L, 805L)], selection.Clips.Select(c => (
            c.Span.Start / file.Timeline.Frame, c.Span.End / file.Timeline.Frame, c.Range.InFrame, c.Range.OutFrame)));
        Assert.Equal([("interview.mov", "speed"), ("BL", "no_media"), ("nowhere.mov", "offline")],
            selection.Skipped.Select(s => (s.Original.Name, s.Reason.WireName())));
        Assert.Contains("RED", selection.Clips[0].Original.Marks);
        Assert.All(selection.Clips, c => Assert.EndsWith("voice.wav", c.Voice.Media.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void A_render_takes_the_place_of_its_whole_clip_in_its_line_and_every_other_line_stays()
    {
        var file = fixture.Open("resolve-25.edl");
        file.Add(fixture.Render(TimelineFixture.Select(file, handles: 5).Clips[0]));

        var (before, after) = (Lines(TimelineFixture.Bytes("resolve-25.edl")), Lines(TimelineFixture.Written(file)));

        Assert.Equal(
        [
            "001  AX       V     C        10:00:10:00 10:00:14:00 01:00:00:00 01:00:04:00",
            "* FROM CLIP NAME: interview_lipsync.mp4",
            "* SOURCE FILE: /Volumes/Media/renders/interview_lipsync.mp4",
            "* COMMENT: interview.mov (HeyGem). All kept.",
            "* ASC_SOP (1.1 1.0 0.9)(0.0 0.0 0.0)(1.0 1.0 1.0)",
            "* ASC_SAT 0.9",
            "* LOC: 01:00:01:00 RED     look here",
            "",
        ], after[3..11]);
        Assert.Equal(before[..3], after[..3]);
        Assert.Equal(before[10..], after[11..]);
    }

    [Fact]
    public void A_dissolve_and_the_sound_of_an_event_go_on_beside_the_render_and_events_are_counted_anew()
    {
        var file = fixture.Open("resolve-25.edl");
        var clips = TimelineFixture.Select(file).Clips;
        file.Add(fixture.Render(clips[2]));
        file.Add(fixture.Render(clips[1]));

        var events = Lines(TimelineFixture.Written(file)).Where(l => l.Length > 0 && char.IsAsciiDigit(l[0])).ToList();

        Assert.Equal(
        [
            "001  AX       V     C        10:00:10:00 10:00:14:00 01:00:00:00 01:00:04:00",
            "002  AX       V     C        10:00:20:00 10:00:20:00 01:00:04:00 01:00:04:00",
            "002  AX       V     D    012 00:00:05:00 00:00:05:12 01:00:04:00 01:00:04:12",
            "003  AX       V     C        00:00:00:00 00:00:03:13 01:00:04:12 01:00:08:00",
            "004  AX       A     C        10:00:30:00 10:00:32:00 01:00:08:00 01:00:10:00",
            "005  AX       V     C        10:00:30:00 10:00:32:00 01:00:08:00 01:00:10:00",
            "006  AX       V     C        10:00:40:00 10:00:41:00 01:00:10:00 01:00:12:00",
            "007  BL       V     C        00:00:00:00 00:00:01:00 01:00:12:00 01:00:13:00",
            "008  AX       V     C        00:00:00:00 00:00:01:00 01:00:13:00 01:00:14:00",
            "009  AX       A2    C        00:00:01:00 00:00:15:00 01:00:00:00 01:00:14:00",
        ], events);
    }

    [Theory]
    [InlineData("resolve-25.edl")]
    [InlineData("premiere-2997-drop.edl")]
    public void What_is_written_is_read_again_with_the_renders_at_the_same_frames(string name)
    {
        var file = fixture.Open(name);
        var chosen = TimelineFixture.Select(file, handles: 3).Clips;
        foreach (var clip in chosen)
        {
            file.Add(fixture.Render(clip));
        }

        var bytes = TimelineFixture.Written(file);
        var read = TimelineFiles.Parse(bytes, "again", new MediaRoots(fixture.Media, fixture.Moved), file.Timeline.Rate);

        Assert.Equal((file.Timeline.StartFrame, file.Timeline.DropFrame), (read.Timeline.StartFrame, read.Timeline.DropFrame));
        var renders = read.Timeline.Items(TrackKind.Video).Where(i => i.Name.Contains("_lipsync", StringComparison.Ordinal)).ToList();
        Assert.Equal(chosen.Select(c => c.Span), renders.Select(i => i.Span));
        var gone = read.Timeline.Items(TrackKind.Video).Except(renders).Sum(i => i.Span.Length) + chosen.Sum(c => c.Span.Length);
        Assert.Equal(file.Timeline.Items(TrackKind.Video).Sum(i => i.Span.Length), gone);
        Assert.Equal(Sounds(file), Sounds(read));
    }

    [Fact]
    public void Drop_frame_is_counted_over_the_minute_and_the_hour_and_tells_the_rate()
    {
        var file = fixture.Open("premiere-2997-drop.edl");
        var clips = TimelineFixture.Select(file).Clips;

        Assert.Equal(FrameRate.Of(30000, 1001), file.Timeline.Rate);
        Assert.Equal([(0L, 6L, 1798L, 1804L), (6L, 66L, 1800L, 1860L)], clips.Select(c => (
            c.Span.Start / file.Timeline.Frame, c.Span.End / file.Timeline.Frame, c.Range.InFrame, c.Range.OutFrame)));
        Assert.Equal(["09:59:59;28", "10:00:00;04"], clips.Select(c => file.Timeline.TimecodeAt(c.Span.Start)));
    }

    [Theory]
    [InlineData("00:00:08:12 00:00:10:12", 8.5, 2)] // As many frames as on the record: of the list, 24 a second.
    [InlineData("00:00:08:12 00:00:10:13", 8.48, 2.04)] // All else: of the file, 25 a second.
    public void A_source_of_another_rate_is_counted_by_the_lists_frames_or_by_its_own(string source, double start, double length)
    {
        var text = $"TITLE: x\n001  AX  V  C  {source} 01:00:00:00 01:00:02:00\n* FROM CLIP NAME: a.mov\n";
        var file = TimelineFiles.Parse(Encoding.UTF8.GetBytes(text), "x", new MediaRoots(fixture.Media, []), FrameRate.Of(24, 1));
        file.Clock(Assert.Single(file.Unclocked), new MediaClock(FrameRate.Default, null, 9000));

        var item = Assert.Single(file.Timeline.Items(TrackKind.Video));

        Assert.Equal((Of(start), Of(length)), (item.Source.Start, item.Source.Length));
        static long Of(double seconds) => (long)Math.Round(seconds * MediaTime.TicksPerSecond);
    }

    [Theory]
    [InlineData("TITLE: x\n", ErrorCode.TimelineUnreadable, "no event")]
    [InlineData("TITLE: x\nFCM: NON-DROP FRAME\n001 AX V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n",
        ErrorCode.TimelineRateMissing, "frame rate")]
    public void A_list_without_events_or_without_a_rate_is_refused_with_what_to_do(string text, ErrorCode code, string words)
    {
        var refusal = Assert.Throws<HeyGemException>(
            () => TimelineFiles.Parse(Encoding.UTF8.GetBytes(text), "x", new MediaRoots(fixture.Media, [])));

        Assert.Equal(code, refusal.Code);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_with_impossible_times_and_sources_outside_their_file_are_named_and_left()
    {
        var file = fixture.Parse(Encoding.UTF8.GetBytes(
            "TITLE: x\n001 AX V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:99\n" +
            "002 AX V C 09:00:00:00 09:00:01:00 01:00:01:00 01:00:02:00\n" +
            "* SOURCE FILE: /Volumes/Media/interview.mov\n"));

        Assert.Equal(2, file.Timeline.Notes.Count);
        Assert.Equal("subclip", Assert.Single(TimelineFixture.Select(file).Skipped).Reason.WireName());
    }

    private static string[] Lines(byte[] bytes) => Encoding.UTF8.GetString(bytes).Split('\n');

    private static List<(TickRange, string)> Sounds(TimelineFile file) =>
        [.. file.Timeline.Items(TrackKind.Audio).Select(i => (i.Span, i.Name))];
}
