using HeyGem.Core.Timing;

namespace HeyGem.Core.Timelines;

/// <summary>A timeline as a file tells it. All times are on the sequence's clock, whose 0 is the first frame of the sequence.</summary>
public sealed record Timeline
{
    /// <summary>The sequence's name.</summary>
    public required string Name { get; init; }

    /// <summary>Frames a second of the sequence.</summary>
    public required FrameRate Rate { get; init; }

    /// <summary>Whether the sequence counts drop-frame timecode.</summary>
    public bool DropFrame { get; init; }

    /// <summary>The timecode of the sequence's first frame, as a count of frames since 00:00:00:00.</summary>
    public long StartFrame { get; init; }

    /// <summary>Where the sequence's in and out points lie; null where the file sets none.</summary>
    public TickRange? Marked { get; init; }

    /// <summary>The tracks of both kinds, each kind lowest first.</summary>
    public required IReadOnlyList<Track> Tracks { get; init; }

    /// <summary>What a person should know of the file, each a sentence.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Length of one frame of the sequence in ticks.</summary>
    public long Frame => Ticks.FrameOf(Rate);

    /// <summary>Every item of one kind of track, by track and then in the file's order.</summary>
    public IEnumerable<Item> Items(TrackKind kind) => Tracks.Where(t => t.Kind == kind).SelectMany(t => t.Items);

    /// <summary>The timecode that an editor reads at a time of the sequence, past midnight from 0 again.</summary>
    /// <param name="ticks">Ticks from the sequence's first frame; the nearest frame counts.</param>
    public string TimecodeAt(long ticks)
    {
        var frame = Ticks.NearestFrame(ticks, Frame) + StartFrame;
        return frame < 0 ? $"-{Timecode.FromFrames(-frame, Rate, DropFrame)}" : Timecode.FromFrames(frame, Rate, DropFrame).ToString();
    }
}

/// <summary>What a track carries.</summary>
public enum TrackKind
{
    /// <summary>Pictures.</summary>
    Video,

    /// <summary>Sound.</summary>
    Audio,
}

/// <summary>A track.</summary>
/// <param name="Kind">What it carries.</param>
/// <param name="Index">Counted from 0 within its kind, lowest first.</param>
/// <param name="Name">Its name, empty where it has none.</param>
/// <param name="Items">What lies on it, in the file's order.</param>
public sealed record Track(TrackKind Kind, int Index, string Name, IReadOnlyList<Item> Items)
{
    /// <summary><c>V1</c>, <c>A2</c>: the kind and the number that editors show, from 1.</summary>
    public string Label => Item.LabelOf(Kind, Index);
}
