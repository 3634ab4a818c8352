using System.ComponentModel;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Report;

namespace HeyGem.Bridge.Http.Jobs;

/// <summary>A job as clients see it.</summary>
internal sealed record JobView
{
    public required string Id { get; init; }

    public required string? Title { get; init; }

    [Description("The name of the timeline that has the results once they are there, where the job renders clips of one; else null.")]
    public required string? Timeline { get; init; }

    public required JobState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    [Description("Grows with every change, progress included, also over restarts of the bridge; to give back as since.")]
    public required long Version { get; init; }

    public required JobCountsView Counts { get; init; }

    [Description("Share of the whole job that is done, 0 to 1.")]
    public required double Fraction { get; init; }

    [Description("Estimate of the time left, or null when nothing is known yet or nothing is left.")]
    public required double? SecondsLeft { get; init; }

    [Description("One line to show, such as \"Processing 3/10: interview.mov\".")]
    public required string Message { get; init; }

    [Description("The clips in order; empty in a list of jobs.")]
    public required IReadOnlyList<ItemView> Items { get; init; }

    public static JobView From(JobSnapshot job) => new()
    {
        Id = job.Id,
        Title = job.Title,
        Timeline = job.Timeline,
        State = job.State,
        CreatedAt = job.CreatedAt,
        Version = job.Version,
        Counts = new JobCountsView(job.Counts.Total, job.Counts.Queued, job.Counts.Running, job.Counts.Completed, job.Counts.Failed,
            job.Counts.Cancelled),
        Fraction = job.Fraction,
        SecondsLeft = JobEstimate.SecondsLeft(job),
        Message = JobEstimate.Message(job),
        Items = [.. job.Items.Select(ItemView.From)],
    };
}

/// <summary>How the clips of a job stand.</summary>
internal sealed record JobCountsView(int Total, int Queued, int Running, int Completed, int Failed, int Cancelled);

/// <summary>One page of jobs, newest first.</summary>
/// <param name="Jobs">The jobs, without their clips.</param>
/// <param name="NextCursor">To give as cursor for the next page, or null on the last.</param>
internal sealed record JobPage(IReadOnlyList<JobView> Jobs, string? NextCursor);

/// <summary>One clip of a job as clients see it.</summary>
internal sealed record ItemView
{
    public required string Id { get; init; }

    public required string JobId { get; init; }

    [Description("Place in the job, from 0.")]
    public required int Position { get; init; }

    public required string Label { get; init; }

    public required string? ClientRef { get; init; }

    [Description("The clip that is rendered.")]
    public required SourceView Source { get; init; }

    public required ItemState State { get; init; }

    [Description("Which start of the clip this is; more than 1 after the bridge died while rendering it.")]
    public required int Attempt { get; init; }

    public required long Version { get; init; }

    [Description("Whether somebody asked it to stop and it is stopping.")]
    public required bool Cancelling { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset? FinishedAt { get; init; }

    [Description("While it is rendered.")]
    public required ProgressView? Progress { get; init; }

    [Description("When it is completed.")]
    public required OutputView? Output { get; init; }

    [Description("Why it failed; while it is queued, what it waits for, such as room on a disk.")]
    public required ErrorView? Error { get; init; }

    [Description("What the editor should know about a completed clip, each a sentence.")]
    public required IReadOnlyList<string> Warnings { get; init; }

    [Description("Runs of frames of a completed clip that kept their source pixels.")]
    public required IReadOnlyList<KeptRange> KeptRanges { get; init; }

    [Description("The moments of a completed clip that are worth a look, at most five, the worst first.")]
    public required IReadOnlyList<ReportMoment> Moments { get; init; }

    [Description("The engine that drew a completed clip, such as mesh.")]
    public required string? Engine { get; init; }

    [Description("What of a completed clip is new, where a range of an earlier result was corrected; else null.")]
    public required CorrectedFrames? Corrected { get; init; }

    [Description("How the cues of spoken captions lie in a completed clip; empty where the voice is sound.")]
    public required IReadOnlyList<SpokenCue> Cues { get; init; }

    [Description("Where the face is in a completed clip; null in one of an older version.")]
    public required PictureBox? FaceBox { get; init; }

    [Description("Where the mouth is in it.")]
    public required PictureBox? MouthBox { get; init; }

    public static ItemView From(ItemSnapshot item) => new()
    {
        Id = item.Id,
        JobId = item.JobId,
        Position = item.Position,
        Label = item.Label,
        ClientRef = item.ClientRef,
        Source = new SourceView(Path.GetFileName(item.ClipPath) ?? item.Label, item.StartSeconds),
        State = item.State,
        Attempt = item.Attempt,
        Version = item.Version,
        Cancelling = item.CancelRequested && item.State == ItemState.Running,
        StartedAt = item.StartedAt,
        FinishedAt = item.FinishedAt,
        Progress = ProgressView.From(item.Progress),
        Output = item.Output is { } o ? new OutputView(o.Path, Path.GetFileName(o.Path), o.Bytes, o.Sha256) : null,
        Error = ErrorView.From(item.Error),
        Warnings = item.Report?.Warnings ?? [],
        KeptRanges = item.Report?.KeptRanges ?? [],
        Moments = item.Report?.Moments ?? [],
        Engine = item.Report?.Engine,
        Corrected = item.Report?.Corrected,
        Cues = item.Report?.Cues ?? [],
        FaceBox = item.Report?.FaceBox,
        MouthBox = item.Report?.MouthBox,
    };
}

/// <summary>The clip that an item renders.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="StartSeconds">Where in it the render begins.</param>
internal sealed record SourceView(string FileName, double StartSeconds);

/// <summary>How far a render is.</summary>
internal sealed record ProgressView(
    RenderStage Stage, long FramesDone, long FramesTotal, double FramesPerSecond, double Fraction, double? SecondsLeft)
{
    public static ProgressView? From(RenderProgress? p) => p is null
        ? null : new ProgressView(p.Stage, p.FramesDone, p.FramesTotal, p.FramesPerSecond, p.Fraction, p.TimeLeft?.TotalSeconds);
}

/// <summary>A finished file.</summary>
/// <param name="Path">Where it lies on this machine.</param>
/// <param name="FileName">Its name.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash, lower-case hexadecimal.</param>
internal sealed record OutputView(string Path, string FileName, long Bytes, string Sha256);

/// <summary>Why a clip failed.</summary>
/// <param name="Code">The code to act on, such as <c>face.not_found</c>.</param>
/// <param name="Message">What happened.</param>
/// <param name="Hint">What the editor does about it.</param>
internal sealed record ErrorView(string Code, string Message, string Hint)
{
    public static ErrorView? From(ItemError? error) => error is null ? null : new ErrorView(error.Code, error.Message, error.Hint);
}
