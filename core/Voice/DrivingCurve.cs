namespace HeyGem.Core.Voice;

/// <summary>
/// A <see cref="MouthCurve"/> read at a clip's frames after articulation rules: one value a video frame, speaker-neutral.
/// The mouth engine scales it to the clip's own range.
/// </summary>
public sealed record DrivingCurve
{
    /// <summary>
    /// Gap between the lips, 0..1, already 0 in closures and rests. Calibrated over the whole voice: 5 % of its speech lies at 0 and 95 %
    /// under 0.93.
    /// </summary>
    public required float[] Opening { get; init; }

    /// <summary>Mouth width, -1..1 about the voice's middle; 5 % of its speech lies at either end. 0 in rests.</summary>
    public required float[] Width { get; init; }

    /// <summary>Rounding and protrusion, 0..1.</summary>
    public required float[] Rounding { get; init; }

    /// <summary>1 where the lips must touch (p, b, m), 0 elsewhere, ramps between.</summary>
    public required float[] Closure { get; init; }

    /// <summary>1 where the lower lip must meet the upper teeth (f, v), 0 elsewhere, ramps between.</summary>
    public required float[] Labiodental { get; init; }

    /// <summary>1 where the voice rests and the mouth takes the clip's rest pose, 0 in speech, ramps between.</summary>
    public required float[] Rest { get; init; }

    /// <summary>How much of the wanted mouth is drawn, 0 (the clip's own stays) .. 1; null for all of it.</summary>
    public IReadOnlyList<float>? Share { get; init; }

    /// <summary>Video frames.</summary>
    public int FrameCount => Opening.Length;
}
