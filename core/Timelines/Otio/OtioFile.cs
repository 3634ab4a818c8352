using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Timelines.Otio;

/// <summary>An OpenTimelineIO file. Schemas and fields that are not known here stay as they are.</summary>
internal sealed class OtioFile : TimelineFile
{
    private const int MostDepth = 200;

    private readonly JsonObject _root;
    private readonly MediaRoots _roots;
    private readonly OtioReader _reader;
    private readonly Dictionary<JsonObject, JsonObject> _newTracks = [];
    private readonly Dictionary<JsonObject, List<(TickRange Span, JsonObject Clip)>> _placed = [];

    private OtioFile(JsonObject root, string name, MediaRoots roots)
    {
        (_root, _roots) = (root, roots);
        _reader = OtioReader.Read(root, name, roots);
    }

    /// <inheritdoc/>
    public override Timeline Timeline => _reader.Timeline;

    /// <summary>Reads a file.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.TimelineUnreadable"/>.</exception>
    public static OtioFile Read(byte[] bytes, string name, MediaRoots roots)
    {
        try
        {
            var text = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes;
            var parsed = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = MostDepth });
            return new OtioFile(
                parsed as JsonObject ?? throw new HeyGemException(ErrorCode.TimelineUnreadable, $"{name} is JSON of another kind."), name,
                    roots);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new HeyGemException(ErrorCode.TimelineUnreadable,
                $"{name} is not whole JSON, or nested deeper than {MostDepth} levels.", e);
        }
    }

    /// <inheritdoc/>
    protected override void Lay(PlacedRender render)
    {
        var original = _reader.Items[render.Clip.Original.Id];
        var track = TrackAbove((JsonObject)original.Parent!.Parent!);
        var placed = _placed[track];
        placed.Add((render.Clip.Span, ClipFor(original, render)));
        placed.Sort((a, b) => a.Span.Start.CompareTo(b.Span.Start));
        var children = (JsonArray)track["children"]!;
        children.Clear();
        var end = 0L;
        foreach (var (span, clip) in placed)
        {
            if (span.Start > end)
            {
                children.Add((JsonNode)Gap(span.Start - end));
            }

            children.Add((JsonNode)clip);
            end = span.End;
        }
    }

    /// <inheritdoc/>
    public override void Write(Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Indented = true,
            IndentSize = 4,
            MaxDepth = MostDepth * 2,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
        _root.WriteTo(writer);
    }

    private JsonObject TrackAbove(JsonObject original)
    {
        if (_newTracks.TryGetValue(original, out var made))
        {
            return made;
        }

        var track = new JsonObject
        {
            ["OTIO_SCHEMA"] = "Track.1",
            ["metadata"] = new JsonObject(),
            ["name"] = "HeyGem",
            ["source_range"] = null,
            ["effects"] = new JsonArray(),
            ["markers"] = new JsonArray(),
            ["enabled"] = true,
            ["children"] = new JsonArray(),
            ["kind"] = "Video",
        };
        var tracks = (JsonArray)original.Parent!;
        tracks.Insert(tracks.IndexOf(original) + 1, track);
        _newTracks.Add(original, track);
        _placed.Add(track, []);
        return track;
    }

    private JsonObject Gap(long length) => new()
    {
        ["OTIO_SCHEMA"] = "Gap.1",
        ["metadata"] = new JsonObject(),
        ["name"] = string.Empty,
        ["source_range"] = OtioTime.Range(OtioTime.Of(0, Timeline.Rate), OtioTime.OfTicks(length, Timeline.Rate)),
        ["effects"] = new JsonArray(),
        ["markers"] = new JsonArray(),
        ["enabled"] = true,
    };

    /// <summary>The original's clip with another medium: its effects and what other programs keep in it stay.</summary>
    private JsonObject ClipFor(JsonObject original, PlacedRender render)
    {
        var clip = (JsonObject)original.DeepClone();
        var frame = Ticks.FrameOf(render.Rate);
        var start = OtioTime.Of(Ticks.FrameAt(render.Clip.Range.Marks.Start, frame), render.Rate);
        var whole = render.Clip.Span == render.Clip.Original.Span ? original["source_range"]?["duration"]?.DeepClone() : null;
        var range = OtioTime.Range(start, whole ?? OtioTime.OfTicks(render.Clip.Span.Length, Timeline.Rate));
        clip["name"] = render.Name;
        clip["source_range"] = range;
        clip["markers"] = new JsonArray(new JsonObject
        {
            ["OTIO_SCHEMA"] = "Marker.2",
            ["metadata"] = new JsonObject { ["HeyGem"] = new JsonObject { ["note"] = render.Note } },
            ["name"] = "HeyGem",
            ["color"] = "CYAN",
            ["marked_range"] = OtioTime.Range(start.DeepClone(), OtioTime.Of(0, render.Rate)),
        });
        (clip["metadata"]?["Resolve_OTIO"] as JsonObject)?.Remove("Link Group ID");
        var medium = new JsonObject
        {
            ["OTIO_SCHEMA"] = "ExternalReference.1",
            ["metadata"] = new JsonObject(),
            ["name"] = Path.GetFileName(render.Path),
            ["available_range"] = OtioTime.Range(OtioTime.Of(0, render.Rate), OtioTime.Of(render.Frames, render.Rate)),
            ["available_image_bounds"] = null,
            ["target_url"] = FileUrl.Of(_roots.Restate(render.Path), OtioReader.Text(OtioReader.ReferenceOf(original)?["target_url"])),
        };
        if (clip.ContainsKey("media_references"))
        {
            clip["media_references"] = new JsonObject { [OtioReader.ActiveKey(original)] = medium };
        }
        else
        {
            clip["media_reference"] = medium;
        }

        return clip;
    }
}
