using HeyGem.Core.Timelines;
using HeyGem.Core.Timelines.Files;

namespace HeyGem.Core.Tests.Timelines;

/// <summary>A render that ended with its voice is shorter than its clip: no timeline may show frames that it does not have.</summary>
public sealed class ShortRenderTests(TimelineFixture fixture) : IClassFixture<TimelineFixture>
{
    public static TheoryData<string> Names() => TimelineFixture.Names();

    [Theory]
    [MemberData(nameof(Names))]
    public void It_lies_over_its_clip_as_far_as_it_goes(string name)
    {
        var file = fixture.Open(name);
        var frame = file.Timeline.Frame;
        var clip = TimelineFixture.Select(file, handles: 3).Clips[0];
        var whole = fixture.Render(clip);

        Assert.True(file.Add(whole with { Frames = whole.Frames / 2 }));

        var read = TimelineFiles.Parse(
            TimelineFixture.Written(file), "again", new MediaRoots(fixture.Media, fixture.Moved), file.Timeline.Rate);
        var placed = Assert.Single(read.Timeline.Items(TrackKind.Video), i => i.Media?.Path is { } path
            && path.Contains("_lipsync", StringComparison.Ordinal));
        var room = (whole.Frames / 2 * clip.Frame) - clip.Range.Marks.Start;
        Assert.Equal(clip.Span.Start, placed.Span.Start);
        Assert.InRange(placed.Span.Length, Math.Max(frame, room - frame), room);
        Assert.True(placed.Span.Length < clip.Span.Length, "it is shorter than its clip");
        Assert.Equal(placed.Span.Length, placed.Source.Length, (double)frame);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_that_ends_within_the_extra_frames_before_its_clip_is_not_laid(string name)
    {
        var file = fixture.Open(name);
        var clip = TimelineFixture.Select(file, handles: 3).Clips.First(c => c.Range.HandleBefore == 3);
        var before = TimelineFixture.Written(file);

        Assert.False(file.Add(fixture.Render(clip) with { Frames = 3 }));

        Assert.Equal(before, TimelineFixture.Written(file));
    }
}
