using HeyGem.Core.Render.Spec;

namespace HeyGem.Core.Queue.Model;

/// <summary>A job as somebody asks for it.</summary>
/// <param name="IdempotencyKey">The caller's own name for this request; the same key with the same body is the same job.</param>
/// <param name="BodyHash">A hash of everything else in the request, to tell a repetition from a mistake.</param>
/// <param name="Title">What the editor calls it, or null.</param>
/// <param name="Items">At least one item, in the order to render them.</param>
/// <param name="Id">The job's id, 32 hexadecimal digits; <see cref="NewId"/> makes one.</param>
public sealed record NewJob(string IdempotencyKey, string BodyHash, string? Title, IReadOnlyList<NewItem> Items, string Id)
{
    /// <summary>Whether the retention rule may remove the results once they are old.</summary>
    public bool Removable { get; init; }

    /// <summary>Which of the waiting jobs is rendered first.</summary>
    public JobPriority Priority { get; init; }

    /// <summary>The name of the timeline file that the results go into, or null where there is none.</summary>
    public string? Timeline { get; init; }

    /// <summary>128 random bits in hexadecimal, for jobs and items.</summary>
    public static string NewId() => System.Security.Cryptography.RandomNumberGenerator.GetHexString(32, lowercase: true);
}

/// <summary>One clip range with one voice range, as somebody asks for it.</summary>
/// <param name="Label">What the editor sees, usually the clip's name.</param>
/// <param name="ClientRef">The caller's own mark, given back unread, or null.</param>
/// <param name="Spec">What to render; its output folder is where the result is published.</param>
public sealed record NewItem(string Label, string? ClientRef, RenderSpec Spec)
{
    /// <summary>Where the disk of the result is mounted now; the queue fills it in.</summary>
    internal string? Disk { get; init; }
}
