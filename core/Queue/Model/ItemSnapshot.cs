using HeyGem.Core.Render;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Core.Queue.Model;

/// <summary>One item at one moment.</summary>
public sealed record ItemSnapshot
{
    /// <summary>The item's id, 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The id of its job.</summary>
    public required string JobId { get; init; }

    /// <summary>Its place in the job, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>What the editor sees.</summary>
    public required string Label { get; init; }

    /// <summary>The caller's own mark, or null.</summary>
    public required string? ClientRef { get; init; }

    /// <summary>Where it stands.</summary>
    public required ItemState State { get; init; }

    /// <summary>How often it was started and not given back in order.</summary>
    public required int Attempt { get; init; }

    /// <summary>Number of its last change, growing over all changes of the store and its progress.</summary>
    public required long Version { get; init; }

    /// <summary>Whether somebody asked it to stop.</summary>
    public required bool CancelRequested { get; init; }

    /// <summary>When it was last started, or null.</summary>
    public required DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was finished, or null.</summary>
    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How far it is while it runs, or null.</summary>
    public RenderProgress? Progress { get; init; }

    /// <summary>The published result of a completed item, or null.</summary>
    public ItemOutput? Output { get; init; }

    /// <summary>Why it failed, or what it waits for while it is queued, or null.</summary>
    public ItemError? Error { get; init; }

    /// <summary>Path of the clip that is rendered, or null where the stored form cannot be read.</summary>
    public required string? ClipPath { get; init; }

    /// <summary>Where in the clip the render begins, seconds; frames and timecode count at 25 frames a second.</summary>
    public required double StartSeconds { get; init; }

    /// <summary>
    /// What is rendered from what, where one item was asked for; null in a list and where the stored form cannot be read.
    /// </summary>
    public RenderSpec? Spec { get; init; }

    /// <summary>The report of a completed item, or null; also where the stored form cannot be read.</summary>
    public RenderReport? Report { get; init; }

    /// <summary>Paths of the files that lie beside the result of a completed item and belong to it, there or not.</summary>
    public IReadOnlyList<string> Beside() => Output is { } output && Report is { } report
        ? [.. report.Beside.Select(name => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(output.Path)!, name))] : [];
}

/// <summary>A published result.</summary>
/// <param name="Path">The finished file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash, lower-case hexadecimal.</param>
public sealed record ItemOutput(string Path, long Bytes, string Sha256);

/// <summary>Why an item failed.</summary>
/// <param name="Code">The code's wire name, such as <c>face.not_found</c>.</param>
/// <param name="Message">What happened, naming the file or value.</param>
/// <param name="Hint">What the editor does about it.</param>
public sealed record ItemError(string Code, string Message, string Hint);
