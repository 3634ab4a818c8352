using System.Globalization;
using HeyGem.Core.Errors;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Timelines.Edl;

/// <summary>Reads an edit decision list: events one below the other, each with its times on the source and on the record.</summary>
internal sealed class EdlReader
{
    private const long MostFrames = 7_000_000;

    private readonly MediaRoots _roots;
    private readonly Dictionary<string, MediaClock> _clocks;
    private readonly List<string> _notes = [];

    private EdlReader(MediaRoots roots, Dictionary<string, MediaClock> clocks) => (_roots, _clocks) = (roots, clocks);

    /// <summary>What the list tells, with what is known of its media.</summary>
    public Timeline Timeline { get; private set; } = null!;

    /// <summary>Each picture's event, by the id of its item.</summary>
    public Dictionary<string, EdlEvent> Pictures { get; } = [];

    /// <summary>Reads the events of a list. What stands above the first one stands alone.</summary>
    public static (List<string> Above, List<EdlEvent> Events) Events(IReadOnlyList<string> lines)
    {
        List<string> above = [];
        List<EdlEvent> events = [];
        var drop = false;
        foreach (var line in lines)
        {
            if (line.TrimStart().StartsWith("FCM:", StringComparison.OrdinalIgnoreCase))
            {
                drop = line.Contains("DROP", StringComparison.OrdinalIgnoreCase)
                    && !line.Contains("NON", StringComparison.OrdinalIgnoreCase);
            }

            if (EdlEvent.Read(line, drop) is { } one)
            {
                events.Add(one);
            }
            else
            {
                (events.Count > 0 ? events[^1].Below : above).Add(line);
            }
        }

        return (above, events);
    }

    /// <summary>The rate of a list: what it is given, or 29.97 and 59.94 where its timecode drops frames.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.TimelineRateMissing"/>: neither.</exception>
    public static FrameRate RateOf(IReadOnlyList<EdlEvent> events, FrameRate? told, string name)
    {
        var times = events.SelectMany(e => e.Times).OfType<Timecode>().ToList();
        return told ?? (times.Any(t => t.DropFrame) ? FrameRate.Of(times.Any(t => t.Frames > 29) ? 60000 : 30000, 1001)
            : throw new HeyGemException(
                ErrorCode.TimelineRateMissing, $"{name} is an edit decision list, which does not tell its frame rate."));
    }

    public static EdlReader Read(
        IReadOnlyList<EdlEvent> events, string title, FrameRate rate, MediaRoots roots, Dictionary<string, MediaClock> clocks)
    {
        var reader = new EdlReader(roots, clocks);
        var usable = events.Where(reader.IsUsable(rate)).ToList();
        var first = usable.Count > 0 ? usable.Min(e => e.Times[2]!.Value.ToFrames(rate)) : 0;
        List<Item> pictures = [];
        SortedDictionary<int, List<Item>> sounds = [];
        foreach (var (one, index) in usable.Select((e, i) => (e, i)))
        {
            var (start, end) = (one.Times[2]!.Value.ToFrames(rate) - first, one.Times[3]!.Value.ToFrames(rate) - first);
            if (start == end)
            {
                continue; // What a dissolve comes from stands as a line of its own.
            }

            var span = new TickRange(Ticks.StartOf(start, rate), Ticks.StartOf(end, rate));
            if (one.HasVideo)
            {
                var item = reader.ItemOf(one, $"v{index}", TrackKind.Video, 0, span, rate);
                reader.Pictures.Add(item.Id, one);
                pictures.Add(item);
            }

            foreach (var channel in one.Audio)
            {
                if (!sounds.TryGetValue(channel, out var track))
                {
                    sounds.Add(channel, track = []);
                }

                track.Add(reader.ItemOf(one, $"a{channel}-{index}", TrackKind.Audio, channel, span, rate));
            }
        }

        reader.Timeline = new Timeline
        {
            Name = title,
            Rate = rate,
            DropFrame = usable.Any(e => e.Times[2]!.Value.DropFrame),
            StartFrame = first,
            Tracks = [new Track(TrackKind.Video, 0, string.Empty, pictures),
                .. sounds.Select(s => new Track(TrackKind.Audio, s.Key, string.Empty, s.Value))],
            Notes = reader._notes,
        };
        return reader;
    }

    private Func<EdlEvent, bool> IsUsable(FrameRate rate) => one =>
    {
        var fits = one.Times.All(t => t is { } time && (time with { DropFrame = false }).ExistsAt(rate))
            && one.Times.Skip(2).All(t => t!.Value.ExistsAt(rate)) && one.Times[3]!.Value.ToFrames(rate) is var end
            && end >= one.Times[2]!.Value.ToFrames(rate) && end < MostFrames;
        if (!fits)
        {
            _notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"Event {one.Number} has no usable times at {rate.PerSecond:0.###} frames a second; it is left."));
        }

        return fits;
    };

    private Item ItemOf(EdlEvent one, string id, TrackKind kind, int track, TickRange span, FrameRate rate)
    {
        var (media, clock) = MediaOf(one);
        var (speed, reversed) = SpeedOf(one, rate);
        var source = clock is null ? span with { Start = 0, End = span.Length } : EdlSource.Of(one, span, rate, clock);
        if (source.Start < 0 || (clock?.Frames is { } frames && Ticks.FrameAt(source.End, Ticks.FrameOf(clock.Rate)) > frames))
        {
            _notes.Add($"Event {one.Number} begins before or ends after what \"{media!.Stated}\" has by its timecode; it is left.");
            media = media with { Subclip = true };
        }

        var clear = span with { Start = Math.Min(span.End, span.Start + Ticks.StartOf(one.Transition, rate)) };
        return new Item
        {
            Id = id,
            Kind = kind,
            TrackIndex = track,
            Name = EdlSource.NameOf(one),
            Span = span,
            Source = source,
            Speed = speed,
            Reversed = reversed,
            Media = media,
            Marks = [.. one.Below.Select(MarkOf).OfType<string>()],
            Clear = kind == TrackKind.Video && clear != span ? clear : null,
        };
    }

    private (ItemMedia? Media, MediaClock? Clock) MediaOf(EdlEvent one)
    {
        if (one.IsKey)
        {
            return (new ItemMedia(), null);
        }

        if (one.Reel.Equals("BL", StringComparison.OrdinalIgnoreCase) || EdlSource.FileOf(one) is not { } file)
        {
            return (null, null);
        }

        var place = _roots.Find(file);
        var clock = _clocks.GetValueOrDefault(place.Path);
        return (new ItemMedia
        {
            Path = place.Path,
            Stated = place.Stated,
            Offline = place.Offline,
            Duration = clock?.Frames is { } frames ? Ticks.StartOf(frames, clock.Rate) : null,
            Frame = clock is null ? null : Ticks.FrameOf(clock.Rate),
        }, clock);
    }

    /// <summary>A line <c>M2 REEL 047.3 TIME</c> tells at how many frames a second the source runs.</summary>
    private static (double Speed, bool Reversed) SpeedOf(EdlEvent one, FrameRate rate)
    {
        foreach (var line in one.Below)
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words is ["M2", _, var number, ..]
                && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var fps) && double.IsFinite(fps))
            {
                return Math.Abs(fps - rate.PerSecond) < 0.1 ? (1, false) : (Math.Abs(fps) / rate.PerSecond, fps < 0);
            }
        }

        return (1, false);
    }

    private static string? MarkOf(string line) => EdlEvent.NameOf(line) == "LOC"
        && line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            is [_, var colour, ..] ? colour : null;
}
