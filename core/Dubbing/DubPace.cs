namespace HeyGem.Core.Dubbing;

/// <summary>
/// How far speech is hurried or slowed. Between 0.85 and 1.2 of a voice's own pace it still sounds like the voice; the numbers are those of
/// the product's description and were not tuned.
/// </summary>
internal static class DubPace
{
    /// <summary>The slowest pace: a cue that is shorter than its place is drawn out so far.</summary>
    public const double Least = 0.85;

    /// <summary>The fastest pace.</summary>
    public const double Most = 1.2;

    /// <summary>Least silence before the next cue, seconds, where speech runs over its place.</summary>
    public const double Gap = 0.05;
}
