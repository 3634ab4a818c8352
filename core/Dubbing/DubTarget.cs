namespace HeyGem.Core.Dubbing;

/// <summary>A clip that is dubbed, and what is heard beside the speech.</summary>
/// <param name="ClipPath">The clip or still picture.</param>
/// <param name="OutputFolder">The folder of the results.</param>
public sealed record DubTarget(string ClipPath, string OutputFolder)
{
    /// <summary>Whether the clip's own sound stays, lowered under the cues.</summary>
    public bool KeepBackground { get; init; }

    /// <summary>
    /// A file that is heard under the speech instead, from the clip's first frame on: a music-and-effects track; or null.
    /// </summary>
    public string? BackgroundPath { get; init; }
}
