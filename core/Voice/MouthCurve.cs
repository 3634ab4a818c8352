namespace HeyGem.Core.Voice;

/// <summary>
/// What the mouth does while a voice speaks, speaker-neutral, sampled every 20 ms: sample k stands for the time
/// k/50 s from the start of the voice range. All arrays have the same length. Made once per voice; clips of any frame rate read it.
/// </summary>
public sealed record MouthCurve
{
    /// <summary>Samples a second.</summary>
    public const int RateHz = 50;

    /// <summary>Gap between the lips, 0 (closed) .. 1 (widest vowel).</summary>
    public required float[] Opening { get; init; }

    /// <summary>Distance of the mouth's corners, -1 (pursed) .. 0 (rest) .. 1 (spread).</summary>
    public required float[] Width { get; init; }

    /// <summary>Rounding and protrusion, 0 .. 1.</summary>
    public required float[] Rounding { get; init; }

    /// <summary>Probability that both lips touch (p, b, m), 0..1.</summary>
    public required float[] Closure { get; init; }

    /// <summary>Probability that the lower lip touches the upper teeth (f, v), 0..1.</summary>
    public required float[] Labiodental { get; init; }

    /// <summary>Probability that nobody speaks, 0..1.</summary>
    public required float[] Silence { get; init; }

    /// <summary>Samples in each array.</summary>
    public int Length => Opening.Length;
}
