using System.Globalization;
using System.Xml.Linq;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Timelines.Fcpxml;

/// <summary>
/// Reads the first project of an FCPXML document, 1.8 to 1.11. The main storyline is V1 with its own sound on A1; what is connected lies
/// on lanes: pictures on lane 1 are V2, sounds on lane -1 are A2.
/// </summary>
internal sealed class FcpxmlReader
{
    private const int MostLanes = 100;

    private readonly MediaRoots _roots;
    private readonly Dictionary<string, XElement> _resources = [];
    private readonly Dictionary<string, XElement> _elements = [];
    private readonly Dictionary<(TrackKind Kind, int Track), List<Item>> _tracks = [];
    private readonly List<string> _notes = [];

    private FcpxmlReader(MediaRoots roots) => _roots = roots;

    /// <summary>What the file tells.</summary>
    public Timeline Timeline { get; private set; } = null!;

    /// <summary>The elements of the items by the items' ids.</summary>
    public IReadOnlyDictionary<string, XElement> Elements => _elements;

    /// <summary>Reads a document.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.TimelineUnreadable"/>.</exception>
    public static FcpxmlReader Read(XDocument document, string name, MediaRoots roots)
    {
        var reader = new FcpxmlReader(roots);
        foreach (var resource in document.Root!.Elements("resources").Elements())
        {
            reader._resources.TryAdd((string?)resource.Attribute("id") ?? string.Empty, resource);
        }

        var sequence = document.Root.Descendants("project").Elements("sequence").FirstOrDefault(s => s.Element("spine") is not null)
            ?? throw new HeyGemException(ErrorCode.TimelineUnreadable, $"{name} holds no project with a sequence.");
        var rate = FcpxmlTime.RateOf(reader.Resource(sequence, "format"))
            ?? throw new HeyGemException(ErrorCode.TimelineUnreadable, $"The format of {name} has no frame duration.");
        var start = FcpxmlTime.TicksOf(sequence, "tcStart") ?? 0;
        reader.ReadSpine(sequence.Element("spine")!, 0, start, 0);
        reader.Timeline = new Timeline
        {
            Name = (string?)sequence.Parent!.Attribute("name") ?? string.Empty,
            Rate = rate,
            DropFrame = (string?)sequence.Attribute("tcFormat") == "DF" && rate.Denominator == 1001 && rate.Numerator % 30000 == 0,
            StartFrame = Math.Max(0, Ticks.NearestFrame(start, Ticks.FrameOf(rate))),
            Tracks = [.. reader._tracks.OrderBy(t => t.Key.Kind).ThenBy(t => t.Key.Track)
                .Select(t => new Track(t.Key.Kind, t.Key.Track, string.Empty, t.Value))],
            Notes = reader._notes,
        };
        return reader;
    }

    /// <summary>The resource that an attribute of an element names.</summary>
    public XElement? Resource(XElement element, string attribute) =>
        (string?)element.Attribute(attribute) is { } id ? _resources.GetValueOrDefault(id) : null;

    /// <summary>The element of a clip that names its asset: itself, or the picture within an older <c>clip</c>.</summary>
    public static XElement Holder(XElement clip) =>
        clip.Name.LocalName == "clip" && (clip.Element("video") ?? clip.Element("audio")) is { } inner ? inner : clip;

    /// <summary>The medium of an asset: the original where there are proxies too.</summary>
    public static XAttribute? SourceOf(XElement? asset) => asset?.Elements("media-rep")
        .OrderByDescending(r => (string?)r.Attribute("kind") is null or "original-media").Select(r => r.Attribute("src")).FirstOrDefault()
        ?? asset?.Attribute("src");

    /// <summary>Where the clip's own clock stands at its first frame, in ticks.</summary>
    public long StartOf(XElement clip) => FcpxmlTime.TicksOf(clip, "start")
        ?? (clip.Name.LocalName == "asset-clip" ? FcpxmlTime.TicksOf(Resource(clip, "ref"), "start") : null) ?? 0;

    private void ReadSpine(XElement spine, long at, long clock, int lane)
    {
        var children = spine.Elements().ToList();
        for (var i = 0; i < children.Count; i++)
        {
            if (children[i].Name.LocalName != "transition")
            {
                ReadClip(children[i], at, clock, lane, Transition(children.ElementAtOrDefault(i - 1), at - clock),
                    Transition(children.ElementAtOrDefault(i + 1), at - clock));
            }
        }
    }

    /// <summary>Reads a clip and what is connected to it. Its offset is on its parent's clock; what is connected to it is on its
    /// own.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="at">Where the parent begins on the sequence.</param>
    /// <param name="clock">What the parent's clock shows there.</param>
    /// <param name="lane">The clip's lane; 0 in the main storyline.</param>
    /// <param name="before">The transition before it, on the sequence.</param>
    /// <param name="after">The transition after it.</param>
    private void ReadClip(XElement clip, long at, long clock, int lane, TickRange? before, TickRange? after)
    {
        // An asset-clip may leave its length to its asset. An audition has none: it holds several clips, of which one is shown.
        if ((FcpxmlTime.TicksOf(clip, "duration") ?? FcpxmlTime.TicksOf(Resource(clip, "ref"), "duration")) is not (>= 0 and var length))
        {
            _notes.Add(clip.Name.LocalName == "audition"
                ? $"\"{NameOf(clip.Elements().FirstOrDefault() ?? clip)}\" is part of an audition and is left with what is connected to it."
                : $"\"{NameOf(clip)}\" has no usable times and is left with what is connected to it.");
            return;
        }

        var start = at + (FcpxmlTime.TicksOf(clip, "offset") ?? clock) - clock;
        var span = new TickRange(start, start + length);
        if (clip.Name.LocalName != "gap")
        {
            var clear = new TickRange(Math.Max(span.Start, before?.End ?? span.Start), Math.Min(span.End, after?.Start ?? span.End));
            AddItems(clip, span, clear, lane);
        }

        foreach (var child in clip.Elements().Where(e => Holder(clip) != e && e.Attribute("lane") is not null))
        {
            if (!int.TryParse((string)child.Attribute("lane")!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var own)
                || Math.Abs(own) > MostLanes || lane != 0)
            {
                _notes.Add($"\"{NameOf(child)}\" is connected to \"{NameOf(clip)}\" in a way that is not read and is left.");
                continue;
            }

            if (child.Name.LocalName == "spine")
            {
                ReadSpine(child, start + (FcpxmlTime.TicksOf(child, "offset") ?? 0) - StartOf(clip), 0, own);
            }
            else
            {
                ReadClip(child, start, StartOf(clip), own, null, null);
            }
        }
    }

    private void AddItems(XElement clip, TickRange span, TickRange clear, int lane)
    {
        var holder = Holder(clip);
        var asset = Resource(holder, "ref");
        var isAsset = asset?.Name.LocalName == "asset";
        var pictured = (!isAsset || (string?)asset!.Attribute("hasVideo") == "1") && (string?)clip.Attribute("srcEnable") is not "audio";
        var first = isAsset ? FcpxmlTime.TicksOf(asset, "start") ?? 0 : 0;
        var clock = holder == clip ? StartOf(clip)
            : StartOf(clip) - (FcpxmlTime.TicksOf(holder, "offset") ?? 0) + (FcpxmlTime.TicksOf(holder, "start") ?? first);
        var item = new Item
        {
            Id = string.Empty,
            Kind = TrackKind.Video,
            TrackIndex = Math.Abs(lane),
            Name = (string?)clip.Attribute("name") ?? (string?)asset?.Attribute("name") ?? string.Empty,
            Span = span,
            Source = new TickRange(clock - first, clock - first + span.Length),
            Speed = IsRetimed(clip) ? 0 : 1,
            Disabled = (string?)clip.Attribute("enabled") == "0",
            Media = MediaOf(clip, asset),
            Marks = [.. clip.Elements().Where(e => e.Name.LocalName is "marker" or "keyword" or "chapter-marker")
                .Select(e => (string?)e.Attribute("value")).OfType<string>()],
        };
        if (pictured && lane >= 0)
        {
            Add(clip, item with { Clear = clear == span ? null : clear });
        }

        if (isAsset && (string?)asset!.Attribute("hasAudio") == "1" && (string?)clip.Attribute("srcEnable") is not "video")
        {
            Add(clip, item with { Kind = TrackKind.Audio });
        }
    }

    private void Add(XElement clip, Item item)
    {
        var id = $"{(item.Kind == TrackKind.Video ? 'v' : 'a')}{_elements.Count}";
        _elements.Add(id, clip);
        if (!_tracks.TryGetValue((item.Kind, item.TrackIndex), out var track))
        {
            _tracks.Add((item.Kind, item.TrackIndex), track = []);
        }

        track.Add(item with { Id = id });
    }

    private ItemMedia? MediaOf(XElement clip, XElement? asset)
    {
        switch (clip.Name.LocalName)
        {
            case "ref-clip":
                return new ItemMedia { Nested = true };
            case "mc-clip":
                return new ItemMedia { Multicam = true };
            case "sync-clip":
                return new ItemMedia { Merged = true };
            case "title":
                return new ItemMedia();
        }

        if (asset is null)
        {
            return null;
        }

        if (asset.Name.LocalName != "asset")
        {
            return new ItemMedia();
        }

        var format = Resource(asset, "format");
        var place = _roots.Locate((string?)SourceOf(asset) ?? string.Empty);
        return new ItemMedia
        {
            Path = place.Path,
            Stated = place.Stated,
            Offline = place.Offline,
            Still = (string?)format?.Attribute("name") is { } name && name.Contains("RateUndefined", StringComparison.Ordinal),
            Duration = FcpxmlTime.TicksOf(asset, "duration") is > 0 and var length ? length : null,
            Frame = FcpxmlTime.RateOf(format) is { } rate ? Ticks.FrameOf(rate) : null,
        };
    }

    private static string NameOf(XElement clip) => (string?)clip.Attribute("name") ?? clip.Name.LocalName;

    private static bool IsRetimed(XElement clip) => clip.Element("timeMap") is not null
        || clip.Elements("conform-rate").Any(c => (string?)c.Attribute("scaleEnabled") != "0" && c.Attribute("srcFrameRate") is not null);

    private static TickRange? Transition(XElement? element, long shift) => element?.Name.LocalName == "transition"
        && FcpxmlTime.TicksOf(element, "offset") is { } offset && FcpxmlTime.TicksOf(element, "duration") is { } length
        ? new TickRange(offset + shift, offset + length + shift) : null;
}
