using HeyGem.Core.Render.Spec;

namespace HeyGem.Core.Queue.Model;

/// <summary>
/// An item taken from the queue. The attempt is the proof of ownership: a claim of an earlier attempt changes nothing any more.
/// </summary>
/// <param name="JobId">The job.</param>
/// <param name="ItemId">The item.</param>
/// <param name="Attempt">Which start of the item this is, from 1.</param>
/// <param name="Spec">What to render.</param>
internal sealed record Claim(string JobId, string ItemId, int Attempt, RenderSpec Spec)
{
    /// <summary>The disk of the result when the job was accepted, as DiskId writes it, or null where that is not known.</summary>
    public string? Disk { get; init; }
}

/// <summary>An item that was running when the bridge died.</summary>
/// <param name="Claim">Its claim.</param>
/// <param name="StagedPath">Where its finished file lay before publishing, or null when it had not got that far.</param>
/// <param name="Output">What was to lie under the final name, or null.</param>
/// <param name="CancelRequested">Whether somebody had asked it to stop.</param>
internal sealed record Interrupted(Claim Claim, string? StagedPath, ItemOutput? Output, bool CancelRequested);
