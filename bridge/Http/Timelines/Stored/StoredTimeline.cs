using System.Text.Json;
using HeyGem.Core.Render.Placement;
using HeyGem.Core.Timelines;
using HeyGem.Core.Timelines.Files;
using HeyGem.Core.Timing;

namespace HeyGem.Bridge.Http.Timelines.Stored;

/// <summary>
/// How the timeline of a job was read. With the file's bytes it gives the same selection again whatever has happened to its media since, so
/// that results find their clips.
/// </summary>
internal sealed record StoredTimeline
{
    /// <summary>The form of this record.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The file's name.</summary>
    public required string FileName { get; init; }

    /// <summary>The folder that relative paths count from.</summary>
    public required string Folder { get; init; }

    /// <summary>Frames a second of an edit decision list, a fraction.</summary>
    public string? Rate { get; init; }

    /// <summary>Folders of the timeline's machine and where they were on this one.</summary>
    public required IReadOnlyList<StoredRoot> Roots { get; init; }

    /// <summary>Which clips were asked for.</summary>
    public required string Clips { get; init; }

    /// <summary>Extra frames.</summary>
    public int Handles { get; init; }

    /// <summary>The voice's track, counted from 0, or null.</summary>
    public int? VoiceTrack { get; init; }

    /// <summary>The voice file, or null.</summary>
    public string? VoiceFile { get; init; }

    /// <summary>How long the sound of the voice file is, ticks; null where that was not known.</summary>
    public long? VoiceLength { get; init; }

    /// <summary>The media that were there and might be used.</summary>
    public required IReadOnlyList<string> Present { get; init; }

    /// <summary>How media count their frames where the file does not tell.</summary>
    public IReadOnlyList<StoredClock> Clocks { get; init; } = [];

    /// <summary>The id of each item's clip, by the item's place in the job.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];

    /// <summary>The stored form.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);

    /// <summary>Reads the stored form; null where it cannot be read.</summary>
    public static StoredTimeline? TryRead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<StoredTimeline>(bytes, JsonSerializerOptions.Web) is { Version: 1 } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What was asked for.</summary>
    public TimelineChoice Choice() => new()
    {
        Clips = Clips,
        Handles = Handles,
        Voice = VoiceFile is { } file ? new VoiceChoice.OneFile(file, VoiceLength)
            : VoiceTrack is { } track ? new VoiceChoice.OneTrack(track) : new VoiceChoice.AnyTrack(),
    };

    /// <summary>The file read again as it was read then.</summary>
    public TimelineFile Open(byte[] bytes)
    {
        var present = Present.ToHashSet();
        var file = Parse(bytes, present.Contains);
        TimelineClocks.Tell(file, Clocks.ToDictionary(c => c.Path, c => c.ToClock()));
        return file;
    }

    /// <summary>The file read with another word on what is there.</summary>
    public TimelineFile Parse(byte[] bytes, Func<string, bool> exists) => TimelineFiles.Parse(
        bytes,
        FileName,
        new MediaRoots(Folder, [.. Roots.Select(r => (r.From, r.To))], exists),
        Rate is not null && FrameRate.TryParse(Rate, out var rate) ? rate : null);
}

/// <summary>A folder of another machine and where it was on this one.</summary>
internal sealed record StoredRoot(string From, string To);

/// <summary>How a media file counts its frames.</summary>
internal sealed record StoredClock(string Path, string Rate, string? Start, long? Frames)
{
    public static StoredClock Of(string path, MediaClock clock) =>
        new(path, $"{clock.Rate.Numerator}/{clock.Rate.Denominator}", clock.Start?.ToString(), clock.Frames);

    public MediaClock ToClock() => new(
        FrameRate.TryParse(Rate, out var rate) ? rate : FrameRate.Default,
        Start is not null && Timecode.TryParse(Start, out var start) ? start : null,
        Frames);
}
