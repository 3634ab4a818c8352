using System.Globalization;
using System.Xml.Linq;
using HeyGem.Core.Errors;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Timelines.Xmeml;

/// <summary>Reads the first sequence of a Final Cut Pro 7 XML document, version 4 or 5, as Premiere, Resolve and others write it.</summary>
internal sealed class XmemlReader
{
    /// <summary>2.7 days at 30 frames a second; sums of times within it never overflow, at one frame a second either.</summary>
    private const long MostFrames = 7_000_000;

    private const long MostTicks = MostFrames * MediaTime.TicksPerSecond;
    private readonly MediaRoots _roots;
    private readonly Dictionary<string, XElement> _files = [];
    private readonly Dictionary<string, XElement> _items = [];
    private readonly Dictionary<string, MediaRoots.Place> _places = [];
    private readonly List<string> _notes = [];
    private FrameRate _rate;
    private long _frame;

    private XmemlReader(XElement sequence, MediaRoots roots)
    {
        Sequence = sequence;
        _roots = roots;
    }

    /// <summary>The sequence.</summary>
    public XElement Sequence { get; }

    /// <summary>What the sequence tells.</summary>
    public Timeline Timeline { get; private set; } = null!;

    /// <summary>The elements of the timeline's items by the items' ids.</summary>
    public IReadOnlyDictionary<string, XElement> Items => _items;

    /// <summary>Reads a document.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.TimelineUnreadable"/>: it holds no sequence with a rate.</exception>
    public static XmemlReader Read(XDocument document, string name, MediaRoots roots)
    {
        var sequences = document.Root!.Descendants("sequence")
            .Where(s => s.Element("media") is not null && !s.Ancestors("clipitem").Any()).ToList();
        var sequence = sequences.Count > 0
            ? sequences[0] : throw new HeyGemException(ErrorCode.TimelineUnreadable, $"{name} holds no sequence.");
        var reader = new XmemlReader(sequence, roots);
        reader.ReadSequence(document.Root, name);
        if (sequences.Count > 1)
        {
            reader._notes.Add($"The file holds {sequences.Count} sequences; the first, \"{reader.Timeline.Name}\", is read.");
        }

        return reader;
    }

    /// <summary>The rate that an element states, or null.</summary>
    public static FrameRate? RateOf(XElement? element)
    {
        var rate = element?.Element("rate");
        if (Number(rate?.Element("timebase")) is not (>= 1 and <= 1000 and var timebase))
        {
            return null;
        }

        var slowed = IsTrue(rate!.Element("ntsc")) && (timebase % 24 == 0 || timebase % 30 == 0);
        return slowed ? FrameRate.Of(timebase * 1000, 1001) : FrameRate.Of(timebase, 1);
    }

    private void ReadSequence(XElement root, string name)
    {
        _rate = RateOf(Sequence) ?? RateOf(Sequence.Element("timecode"))
            ?? throw new HeyGemException(ErrorCode.TimelineUnreadable, $"The sequence of {name} has no rate.");
        _frame = Ticks.FrameOf(_rate);
        foreach (var file in root.Descendants("file").Where(f => f.HasElements))
        {
            _files.TryAdd((string?)file.Attribute("id") ?? string.Empty, file);
        }

        var media = Sequence.Element("media")!;
        var timecode = Sequence.Element("timecode");
        var (from, to) = (Frames(Sequence.Element("in")), Frames(Sequence.Element("out")));
        List<Track> tracks = [.. Tracks(media.Element("video"), TrackKind.Video), .. Tracks(media.Element("audio"), TrackKind.Audio)];
        Timeline = new Timeline
        {
            Name = Text(Sequence.Element("name")),
            Rate = _rate,
            DropFrame = Text(timecode?.Element("displayformat")) == "DF" && _rate.Numerator % 30000 == 0 && _rate.Denominator == 1001,
            StartFrame = Math.Max(0, Frames(timecode?.Element("frame")) ?? 0),
            Marked = from >= 0 && to > from ? new TickRange(from.Value * _frame, to.Value * _frame) : null,
            Tracks = tracks,
            Notes = _notes,
        };
    }

    private IEnumerable<Track> Tracks(XElement? medium, TrackKind kind)
    {
        var index = 0;
        foreach (var track in medium?.Elements("track") ?? [])
        {
            // Premiere writes a stereo track as one track a channel; the editor counts them as one.
            if (kind == TrackKind.Audio && Number(track.Attribute("currentExplodedTrackIndex")?.Value) > 0)
            {
                continue;
            }

            var items = track.Elements().Where(e => e.Name.LocalName is "clipitem" or "generatoritem")
                .Select(e => Item(e, track, kind, index)).OfType<Item>().ToList();
            yield return new Track(kind, index, (string?)track.Attribute("MZ.TrackName") ?? string.Empty, items);
            index++;
        }
    }

    private Item? Item(XElement element, XElement track, TrackKind kind, int index)
    {
        var name = Text(element.Element("name"));
        var rate = RateOf(element) ?? _rate;
        var frame = Ticks.FrameOf(rate);
        var (from, to) = (Frames(element.Element("in")), Frames(element.Element("out")));
        if (XmemlPlace.Of(element, _frame, from is null || to is null ? null : (to - from) * frame) is not { } place
            || from is null || to is null)
        {
            _notes.Add($"\"{name}\" on {Timelines.Item.LabelOf(kind, index)} has no usable times and is left.");
            return null;
        }

        var source = new TickRange(
            Number(element.Element("pproTicksIn")) ?? from.Value * frame, Number(element.Element("pproTicksOut")) ?? to.Value * frame);
        var (speed, reversed) = XmemlSpeed.Of(element);
        var id = $"{(kind == TrackKind.Video ? 'v' : 'a')}{_items.Count}";
        _items.Add(id, element);
        // Sounds under a cross fade overlap; each is heard up to the middle.
        var heard = kind == TrackKind.Audio ? place.Middle : place.Span;
        return new Item
        {
            Id = id,
            Kind = kind,
            TrackIndex = index,
            Name = name,
            Span = heard,
            Source = new TickRange(source.Start + (heard.Start - place.Span.Start), source.End - (place.Span.End - heard.End)),
            Speed = speed,
            Reversed = reversed,
            Disabled = IsFalse(element.Element("enabled")) || IsFalse(track.Element("enabled")),
            Media = Media(element, frame, kind),
            Marks = [.. element.Elements("labels").Elements().Concat(element.Elements("marker").Elements("name")).Select(Text)
                .Where(t => t.Length > 0)],
            Clear = kind == TrackKind.Video && place.Clear != place.Span ? place.Clear : null,
        };
    }

    private ItemMedia? Media(XElement element, long frame, TrackKind kind)
    {
        if (element.Name.LocalName == "generatoritem")
        {
            return new ItemMedia();
        }

        if (element.Element("sequence") is not null || element.Element("multiclip") is not null)
        {
            return new ItemMedia { Nested = element.Element("sequence") is not null, Multicam = element.Element("multiclip") is not null };
        }

        if (FileOf(element) is not { } file)
        {
            return null;
        }

        var rate = RateOf(file);
        var one = rate is null ? frame : Ticks.FrameOf(rate.Value);
        var length = Frames(file.Element("duration"));
        var url = Text(file.Element("pathurl"));
        var place = url.Length > 0 ? Locate(url) : default;
        return new ItemMedia
        {
            Path = place.Path,
            Stated = place.Stated ?? string.Empty,
            Offline = place.Offline,
            Subclip = element.Element("subclipinfo") is not null,
            Still = IsTrue(element.Element("stillframe")),
            Duration = length > 0 ? length * one : null,
            Frame = kind == TrackKind.Video && file.Element("media") is { } media && media.Element("video") is null ? null : one,
        };
    }

    /// <summary>The definition of the file that an item names, which stands where the file is named first.</summary>
    public XElement? FileOf(XElement element) => element.Element("file") is not { } file ? null
        : file.HasElements ? file
        : _files.GetValueOrDefault((string?)file.Attribute("id") ?? string.Empty);

    private MediaRoots.Place Locate(string url)
    {
        if (!_places.TryGetValue(url, out var place))
        {
            _places.Add(url, place = _roots.Locate(url));
        }

        return place;
    }

    internal static string Text(XElement? element) => element?.Value.Trim() ?? string.Empty;

    internal static bool IsTrue(XElement? element) => Text(element).Equals("TRUE", StringComparison.OrdinalIgnoreCase)
        || Text(element) == "1";

    private static bool IsFalse(XElement? element) => Text(element).Equals("FALSE", StringComparison.OrdinalIgnoreCase);

    /// <summary>A count of frames within what a timeline can hold, or null.</summary>
    internal static long? Frames(XElement? element) => Number(element) is >= -1 and <= MostFrames and var frames ? frames : null;

    /// <summary>A whole number of ticks or less, or null.</summary>
    internal static long? Number(XElement? element) => Number(element?.Value);

    private static long? Number(string? text) =>
        long.TryParse(text?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number is >= -MostTicks and <= MostTicks ? number : null;
}
