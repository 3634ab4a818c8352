using System.Text.Json.Nodes;
using HeyGem.Core.Errors;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Timelines.Otio;

/// <summary>Reads an OpenTimelineIO timeline: a stack of tracks whose children follow each other.</summary>
internal sealed class OtioReader
{
    private readonly MediaRoots _roots;
    private readonly Dictionary<string, JsonObject> _items = [];
    private readonly List<string> _notes = [];

    private OtioReader(MediaRoots roots) => _roots = roots;

    /// <summary>What the file tells.</summary>
    public Timeline Timeline { get; private set; } = null!;

    /// <summary>The clips by the ids of their items.</summary>
    public IReadOnlyDictionary<string, JsonObject> Items => _items;

    /// <summary>Reads a timeline.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.TimelineUnreadable"/>.</exception>
    public static OtioReader Read(JsonObject root, string name, MediaRoots roots)
    {
        if (!IsA(root, "Timeline") || root["tracks"] is not JsonObject stack || stack["children"] is not JsonArray tracks)
        {
            throw new HeyGemException(ErrorCode.TimelineUnreadable, $"{name} is JSON, but no OpenTimelineIO timeline.");
        }

        var first = root["global_start_time"];
        var rate = OtioTime.RateOf(first) ?? FirstRate(tracks)
            ?? throw new HeyGemException(ErrorCode.TimelineUnreadable, $"No time of {name} has a rate.");
        var reader = new OtioReader(roots);
        List<Track> read = [];
        foreach (var kind in (TrackKind[])[TrackKind.Video, TrackKind.Audio])
        {
            var index = 0;
            foreach (var track in tracks.OfType<JsonObject>().Where(t => IsA(t, "Track") && Text(t["kind"]) == kind.ToString()))
            {
                read.Add(new Track(kind, index, Text(track["name"]), [.. reader.Children(track, kind, index)]));
                index++;
            }
        }

        reader.Timeline = new Timeline
        {
            Name = Text(root["name"]),
            Rate = rate,
            StartFrame = Math.Max(0, Ticks.NearestFrame(OtioTime.TicksOf(first) ?? 0, Ticks.FrameOf(rate))),
            Tracks = read,
            Notes = reader._notes,
        };
        return reader;
    }

    /// <summary>Whether an object is of a schema, in whatever version.</summary>
    public static bool IsA(JsonNode? node, string schema) => Text((node as JsonObject)?["OTIO_SCHEMA"]).Split('.')[0] == schema;

    /// <summary>The medium of a clip: its only one, or the active one of several.</summary>
    public static JsonObject? ReferenceOf(JsonObject clip) => clip["media_references"] is JsonObject several
        ? several[ActiveKey(clip)] as JsonObject : clip["media_reference"] as JsonObject;

    /// <summary>The name of the active medium.</summary>
    public static string ActiveKey(JsonObject clip) => Text(clip["active_media_reference_key"]) is { Length: > 0 } key
        ? key : "DEFAULT_MEDIA";

    public static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : string.Empty;

    private static FrameRate? FirstRate(JsonArray tracks) => tracks.OfType<JsonObject>()
        .SelectMany(t => t["children"] as JsonArray ?? []).Select(c => OtioTime.RateOf(c?["source_range"]?["duration"]))
            .FirstOrDefault(r => r is not null);

    private IEnumerable<Item> Children(JsonObject track, TrackKind kind, int index)
    {
        var children = (track["children"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var at = 0L;
        for (var i = 0; i < children.Count; i++)
        {
            var child = children[i];
            if (IsA(child, "Transition"))
            {
                continue;
            }

            if (LengthOf(child) is not { } length || length < 0 || at > long.MaxValue / 4)
            {
                var what = Text(child["name"]);
                _notes.Add($"\"{what}\" on {Item.LabelOf(kind, index)} has no usable times; it and what follows it are left.");
                yield break;
            }

            var span = new TickRange(at, at + length);
            at = span.End;
            if (IsA(child, "Gap"))
            {
                continue;
            }

            var id = $"{(kind == TrackKind.Video ? 'v' : 'a')}{_items.Count}";
            _items.Add(id, child);
            var clear = new TickRange(
                span.Start + Overhang(children, i - 1, "out_offset"), span.End - Overhang(children, i + 1, "in_offset"));
            yield return ItemOf(child, id, kind, index) with
            {
                Span = span,
                Clear = kind == TrackKind.Video && clear != span ? clear : null,
                Disabled = IsOff(child) || IsOff(track),
            };
        }
    }

    private Item ItemOf(JsonObject child, string id, TrackKind kind, int index)
    {
        var (speed, reversed) = SpeedOf(child);
        var reference = IsA(child, "Clip") ? ReferenceOf(child) : null;
        var available = OtioTime.RangeOf(reference?["available_range"]);
        var shown = OtioTime.RangeOf(child["source_range"]) ?? available ?? default;
        var rate = OtioTime.RateOf(reference?["available_range"]?["duration"]) ?? OtioTime.RateOf(child["source_range"]?["start_time"]);
        return new Item
        {
            Id = id,
            Kind = kind,
            TrackIndex = index,
            Name = Text(child["name"]) is { Length: > 0 } name ? name : Text(reference?["name"]),
            Span = default,
            Source = new TickRange(shown.Start - (available?.Start ?? 0), shown.End - (available?.Start ?? 0)),
            Speed = speed,
            Reversed = reversed,
            Media = IsA(child, "Clip") ? MediaOf(reference, rate, available?.Length) : new ItemMedia { Nested = true },
            Marks = [.. (child["markers"] as JsonArray ?? []).Select(m => Text(m?["color"])).Append(Text(child["color"]))
                .Where(c => c.Length > 0)],
        };
    }

    private ItemMedia? MediaOf(JsonObject? reference, FrameRate? rate, long? length)
    {
        if (reference is null || IsA(reference, "MissingReference"))
        {
            return null;
        }

        if (IsA(reference, "GeneratorReference"))
        {
            return new ItemMedia();
        }

        var still = IsA(reference, "ImageSequenceReference");
        var place = _roots.Locate(Text(reference[still ? "target_url_base" : "target_url"]));
        return new ItemMedia
        {
            Path = place.Path,
            Stated = place.Stated,
            Offline = place.Offline && !still,
            Still = still,
            Duration = length > 0 ? length : null,
            Frame = rate is { } known ? Ticks.FrameOf(known) : null,
        };
    }

    /// <summary>How long a child of a track is: its own range, or its medium's, or that of what lies in it.</summary>
    private static long? LengthOf(JsonObject child) =>
        OtioTime.RangeOf(child["source_range"])?.Length
        ?? (IsA(child, "Clip") ? OtioTime.RangeOf(ReferenceOf(child)?["available_range"])?.Length
            : IsA(child, "Track") ? Sum(child)
            : IsA(child, "Stack") ? (child["children"] as JsonArray ?? []).OfType<JsonObject>().Select(LengthOf).DefaultIfEmpty(0).Max()
            : null);

    private static long? Sum(JsonObject track) => (track["children"] as JsonArray ?? []).OfType<JsonObject>()
        .Where(c => !IsA(c, "Transition")).Select(LengthOf).Aggregate((long?)0, (sum, one) => sum + one);

    private static long Overhang(List<JsonObject> children, int index, string side) =>
        index >= 0 && index < children.Count && IsA(children[index], "Transition")
            ? Math.Max(0, OtioTime.TicksOf(children[index][side]) ?? 0) : 0;

    private static bool IsOff(JsonObject one) => one["enabled"] is JsonValue value && value.TryGetValue<bool>(out var on) && !on;

    private static (double Speed, bool Reversed) SpeedOf(JsonObject child)
    {
        foreach (var effect in (child["effects"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (IsA(effect, "LinearTimeWarp") && OtioTime.Number(effect["time_scalar"]) is { } scalar)
            {
                return ((double)Math.Abs(scalar), scalar < 0);
            }

            if (IsA(effect, "LinearTimeWarp") || IsA(effect, "FreezeFrame") || IsA(effect, "TimeEffect"))
            {
                return (0, false);
            }
        }

        return (1, false);
    }
}
