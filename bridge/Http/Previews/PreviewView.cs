using System.ComponentModel;
using HeyGem.Bridge.Http.Jobs;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render.Report;

namespace HeyGem.Bridge.Http.Previews;

/// <summary>A preview as clients see it.</summary>
internal sealed record PreviewView
{
    public required string Id { get; init; }

    [Description("A cancelled preview is forgotten, so this is never cancelled.")]
    public required ItemState State { get; init; }

    [Description("Grows with every change, progress included; to give back as since.")]
    public required long Version { get; init; }

    [Description("While it is rendered.")]
    public required ProgressView? Progress { get; init; }

    [Description("Which stretch of the result it shows, once it is completed.")]
    public required StretchView? Stretch { get; init; }

    [Description("Where it lies on this machine until it goes, once it is completed.")]
    public required string? Path { get; init; }

    [Description("Why it failed.")]
    public required ErrorView? Error { get; init; }

    [Description("What the editor should know about it, each a sentence.")]
    public required IReadOnlyList<string> Warnings { get; init; }

    [Description("Runs of its frames that keep their source pixels.")]
    public required IReadOnlyList<KeptRange> KeptRanges { get; init; }

    [Description("Where the mouth is in it; null where it is nowhere.")]
    public required PictureBox? MouthBox { get; init; }

    public static PreviewView From(PreviewEntry entry) => new()
    {
        Id = entry.Id,
        State = entry.State,
        Version = entry.Version,
        Progress = ProgressView.From(entry.Progress),
        Stretch = entry.Result?.Report is { Preview: { } shown } report
            ? new StretchView(shown.Start, shown.End, report.Fps, shown.IsWhole) : null,
        Path = entry.Result?.OutputPath,
        Error = ErrorView.From(entry.Error),
        Warnings = entry.Result?.Report.Warnings ?? [],
        KeptRanges = entry.Result?.Report.KeptRanges ?? [],
        MouthBox = entry.Result?.Report.MouthBox,
    };
}

/// <summary>A stretch of a result.</summary>
/// <param name="Start">Its first frame, counted from the result's first.</param>
/// <param name="End">The first frame after it.</param>
/// <param name="Fps">Frames a second as a fraction, such as 30000/1001.</param>
/// <param name="IsWhole">Whether the whole clip was known, so that the render has these frames to the bit.</param>
internal sealed record StretchView(long Start, long End, string Fps, bool IsWhole);
