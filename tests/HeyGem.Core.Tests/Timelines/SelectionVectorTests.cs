using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using HeyGem.Core.Timelines;
using HeyGem.Core.Timelines.Files;
using HeyGem.Core.Timing;
using HeyGem.Testing;

namespace HeyGem.Core.Tests.Timelines;

/// <summary>The cases that the panel's own rules run too; generate.py beside them works them out by counting.</summary>
public sealed class SelectionVectorTests
{
    private static readonly JsonArray _vectors = JsonNode.Parse(
        File.ReadAllText(Path.Combine(TestFolders.Repository, "tests", "vectors", "timeline.json")))!.AsArray();

    public static TheoryData<int, string> Cases() => new(_vectors.Select((v, i) => (i, Text(v!["name"]))));

    [Fact]
    public void There_are_cases_enough() => Assert.True(_vectors.Count >= 150);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_comes_out_as_counted(int number, string name)
    {
        var vector = _vectors[number]!;
        Assert.True(FrameRate.TryParse(Text(vector["rate"]), out var rate));
        Assert.True(Timecode.TryParse(Text(vector["starts"]), out var starts));
        var timeline = new Timeline
        {
            Name = name,
            Rate = rate,
            DropFrame = (bool)vector["dropFrame"]!,
            StartFrame = starts.ToFrames(rate),
            Tracks = [],
        };

        var selection = SelectionRules.Select(Items(vector["video"]!), new SelectionOptions
        {
            Voice = Choice(vector["voice"]!),
            Handles = (int)vector["handles"]!,
            SequenceFrame = timeline.Frame,
            Audio = Items(vector["audio"]!),
            IsOwnRender = path => path.StartsWith("/renders/", StringComparison.Ordinal),
        });

        var made = new JsonObject
        {
            ["clips"] = new JsonArray([.. selection.Clips.Select(c => Json(c, timeline))]),
            ["skipped"] = new JsonArray([.. selection.Skipped.Select(
                s => new JsonObject { ["name"] = s.Original.Name, ["reason"] = s.Reason.WireName() })]),
        };
        Assert.True(JsonNode.DeepEquals(vector["expect"], made), $"counted: {vector["expect"]}\nmade: {made}");
    }

    public static TheoryData<int, string> Lists() =>
        new(_vectors.Select((v, i) => (i, v)).Where(v => v.v!["edl"] is not null).Select(v => (v.i, Text(v.v!["name"]))));

    /// <summary>The panel reads no lists; it runs the items of these cases, which a list must come to here.</summary>
    [Theory]
    [MemberData(nameof(Lists))]
    public void An_edit_decision_list_comes_to_the_items_of_its_case(int number, string name)
    {
        var vector = _vectors[number]!;
        Assert.True(FrameRate.TryParse(Text(vector["rate"]), out var rate));
        var file = TimelineFiles.Parse(Encoding.UTF8.GetBytes(Text(vector["edl"])), name, new MediaRoots("/m", [], _ => true), rate);
        foreach (var clock in vector["clocks"]!.AsArray())
        {
            Assert.True(FrameRate.TryParse(Text(clock!["rate"]), out var own));
            var start = clock["start"] is { } text && Timecode.TryParse(Text(text), out var told) ? told : (Timecode?)null;
            file.Clock(Text(clock["path"]), new MediaClock(own, start, (long)clock["frames"]!));
        }

        Assert.Empty(file.Unclocked);
        Assert.Equal(Text(vector["starts"]), file.Timeline.TimecodeAt(0));
        foreach (var (kind, part) in new[] { (TrackKind.Video, "video"), (TrackKind.Audio, "audio") })
        {
            Assert.Equal(
                Items(vector[part]!).Select(i => (i.Name, i.TrackIndex, i.Span, i.Source, i.Media!.Path, i.Media.Frame, i.Media.Duration)),
                file.Timeline.Items(kind).Select(
                    i => (i.Name, i.TrackIndex, i.Span, i.Source, i.Media!.Path, i.Media.Frame, i.Media.Duration)));
        }
    }

    private static JsonObject Json(ClipSelection clip, Timeline timeline) => new JsonObject
    {
        ["name"] = clip.Original.Name,
        ["start"] = Text(clip.Span.Start),
        ["end"] = Text(clip.Span.End),
        ["timecode"] = timeline.TimecodeAt(clip.Span.Start),
        ["inFrame"] = Text(clip.Range.InFrame),
        ["outFrame"] = Text(clip.Range.OutFrame),
        ["handleBefore"] = Text(clip.Range.HandleBefore),
        ["handleAfter"] = Text(clip.Range.HandleAfter),
        ["marks"] = new JsonArray(Text(clip.Range.Marks.Start), Text(clip.Range.Marks.End)),
        ["voice"] = Json(clip.Voice),
        ["notes"] = new JsonArray([.. clip.Notes.Select(n => JsonValue.Create(n.WireName()))]),
    };

    private static JsonObject Json(VoiceRange voice)
    {
        if (voice.Pieces.Count > 0)
        {
            return new JsonObject
            {
                ["pieces"] = new JsonArray([.. voice.Pieces.Select(p => new JsonObject
                {
                    ["path"] = p.Path,
                    ["in"] = Text(p.Start),
                    ["out"] = Text(p.Start + p.Span.Length),
                    ["at"] = Text(p.Span.Start - voice.Span.Start),
                })]),
            };
        }

        var one = new JsonObject { ["path"] = voice.Media.Path, ["in"] = Text(voice.Media.Start) };
        if (voice.Media.End is { } end)
        {
            one["out"] = Text(end);
        }

        return one;
    }

    private static VoiceChoice Choice(JsonNode voice) => Text(voice["from"]) switch
    {
        "track" => new VoiceChoice.OneTrack((int)voice["track"]!),
        "file" => new VoiceChoice.OneFile(Text(voice["path"])),
        _ => new VoiceChoice.AnyTrack(),
    };

    private static IReadOnlyList<Item> Items(JsonNode items) => [.. items.AsArray().Select(i => new Item
    {
        Id = Text(i!["name"]),
        Kind = Text(i["kind"]) == "video" ? TrackKind.Video : TrackKind.Audio,
        TrackIndex = (int)i["track"]!,
        Name = Text(i["name"]),
        Span = new TickRange(Count(i["start"])!.Value, Count(i["end"])!.Value),
        Source = new TickRange(Count(i["in"])!.Value, Count(i["out"])!.Value),
        Speed = (double)i["speed"]!,
        Reversed = (bool)i["reversed"]!,
        Disabled = (bool)i["disabled"]!,
        Adjustment = (bool)i["adjustment"]!,
        Media = i["media"] is { } media ? Media(media) : null,
    })];

    private static ItemMedia Media(JsonNode media) => new()
    {
        Path = Text(media["path"]),
        Offline = (bool)media["offline"]!,
        Nested = (bool)media["nested"]!,
        Multicam = (bool)media["multicam"]!,
        Merged = (bool)media["merged"]!,
        Subclip = (bool)media["subclip"]!,
        Still = (bool)media["still"]!,
        Duration = Count(media["duration"]),
        Frame = Count(media["frame"]),
    };

    private static string Text(JsonNode? node) => (string)node!;

    private static string Text(long ticks) => ticks.ToString(CultureInfo.InvariantCulture);

    private static long? Count(JsonNode? node) => node is null ? null : long.Parse(Text(node), CultureInfo.InvariantCulture);
}
