using System.ComponentModel;
using HeyGem.Core.Timelines;

namespace HeyGem.Bridge.Http.Timelines;

/// <summary>What a timeline holds and what of it would be rendered.</summary>
internal sealed record TimelineReply
{
    [Description("The sequence's name.")]
    public required string Name { get; init; }

    [Description("The file's name.")]
    public required string FileName { get; init; }

    [Description("The file's hash, to give back when clips of it are rendered.")]
    public required string Sha256 { get; init; }

    [Description("Frames a second of the sequence as a fraction.")]
    public required string Rate { get; init; }

    [Description("The timecode of its first frame.")]
    public required string Start { get; init; }

    [Description("Whether the sequence has in and out points, which selected means.")]
    public required bool HasInOut { get; init; }

    [Description("The tracks, pictures first.")]
    public required IReadOnlyList<TrackView> Tracks { get; init; }

    [Description("Every label and marker of its clips.")]
    public required IReadOnlyList<string> Marks { get; init; }

    [Description("What a person should know of the file, each a sentence.")]
    public required IReadOnlyList<string> Notes { get; init; }

    [Description("The clips that can be rendered.")]
    public required IReadOnlyList<TimelineClipView> Clips { get; init; }

    [Description("The others that were asked for, each with its reason.")]
    public required IReadOnlyList<SkippedRow> Skipped { get; init; }

    [Description("Files that chosen clips and their voices need and that are not in a media folder of this machine.")]
    public required IReadOnlyList<MissingMediaView> Missing { get; init; }
}

/// <summary>A track of a timeline.</summary>
/// <param name="Label">V1, A2, ...</param>
/// <param name="Name">Its name, empty where it has none.</param>
/// <param name="Clips">How many clips it has.</param>
internal sealed record TrackView(string Label, string Name, int Clips);

/// <summary>A clip that can be rendered.</summary>
/// <param name="Row">What --dry-run says of it.</param>
/// <param name="Picture">Address of a small JPEG of its first frame.</param>
internal sealed record TimelineClipView(ChosenRow Row, string Picture);

/// <summary>A file that is not there.</summary>
/// <param name="Path">Where the timeline says that it lies.</param>
/// <param name="Outside">Whether that is a place of this machine outside the media folders, where nothing is looked for.</param>
internal sealed record MissingMediaView(string Path, bool Outside);
