using System.Globalization;

namespace HeyGem.Core.Timelines;

/// <summary>One clip on a track.</summary>
public sealed record Item
{
    /// <summary>Names the item within its file; a format's own.</summary>
    public required string Id { get; init; }

    /// <summary>Which kind of track it lies on.</summary>
    public required TrackKind Kind { get; init; }

    /// <summary>Its track, counted from 0 within the kind, lowest first.</summary>
    public required int TrackIndex { get; init; }

    /// <summary>What the editor calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Where it lies on the sequence's clock.</summary>
    public required TickRange Span { get; init; }

    /// <summary>The part of its media that it shows, on the media's clock: ticks from the first frame of the file.</summary>
    public required TickRange Source { get; init; }

    /// <summary>Speed as a ratio; 1 is the speed of the recording. Decides only whether it is 1.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Whether it runs backwards.</summary>
    public bool Reversed { get; init; }

    /// <summary>Whether it or its track is switched off.</summary>
    public bool Disabled { get; init; }

    /// <summary>Whether it is an adjustment layer.</summary>
    public bool Adjustment { get; init; }

    /// <summary>What stands behind it, or null where the file names nothing.</summary>
    public ItemMedia? Media { get; init; }

    /// <summary>Label and marker colours, in the file's words.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>The part of the span in which nothing but this item shows: transitions at its ends are left out.</summary>
    public TickRange? Clear { get; init; }

    /// <summary>The track's name in an editor, <c>V1</c> or <c>A2</c>.</summary>
    public string TrackLabel => LabelOf(Kind, TrackIndex);

    internal static string LabelOf(TrackKind kind, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{(kind == TrackKind.Video ? 'V' : 'A')}{index + 1}");
}

/// <summary>What stands behind an item.</summary>
public sealed record ItemMedia
{
    /// <summary>Path on this machine, or null where there is no file: a title, a generator, a colour.</summary>
    public string? Path { get; init; }

    /// <summary>Where the file says it lies, for people.</summary>
    public string Stated { get; init; } = string.Empty;

    /// <summary>Whether the file is not there.</summary>
    public bool Offline { get; init; }

    /// <summary>Whether it is another sequence.</summary>
    public bool Nested { get; init; }

    /// <summary>Whether it is several cameras of one moment.</summary>
    public bool Multicam { get; init; }

    /// <summary>Whether it is a picture and a sound of different files, tied together.</summary>
    public bool Merged { get; init; }

    /// <summary>Whether it is a named part of a file whose in point may not count from the file's first frame.</summary>
    public bool Subclip { get; init; }

    /// <summary>Whether it is a still picture.</summary>
    public bool Still { get; init; }

    /// <summary>Length of the file in ticks, or null where unknown.</summary>
    public long? Duration { get; init; }

    /// <summary>Length of one frame in ticks, or null where unknown.</summary>
    public long? Frame { get; init; }
}
