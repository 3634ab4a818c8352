namespace HeyGem.Core.Dubbing;

/// <summary>What lies beside a dubbed result.</summary>
/// <param name="Voice">The speech alone, which drove the mouth.</param>
/// <param name="Mix">The result's sound where it is another; else null.</param>
/// <param name="Captions">The captions with the times of the speech.</param>
public sealed record DubFiles(string Voice, string? Mix, string Captions)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<string> All => [Voice, .. Mix is null ? (string[])[] : [Mix], Captions];
}
