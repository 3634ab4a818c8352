namespace HeyGem.Core.Voice;

/// <summary>How a voice's curve is turned into a clip's movement.</summary>
public sealed record VoiceDriveOptions
{
    /// <summary>
    /// How much later (positive) or earlier (negative) than usual the lips move, milliseconds. At 0 they lead the sound by 40 ms, as real
    /// lips do.
    /// </summary>
    public double OffsetMs { get; init; }

    /// <summary>How strongly the mouth articulates.</summary>
    public VoiceStyle Style { get; init; }
}
