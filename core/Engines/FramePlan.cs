namespace HeyGem.Core.Engines;

/// <summary>What a plan does to a frame of the result.</summary>
/// <param name="Outcome">What will become of it. A frame that is drawn may still turn out as
/// <see cref="FrameOutcome.AlreadyRight"/>.</param>
/// <param name="Mask">Which samples may change; <see cref="MaskKind.None"/> where the frame keeps its pixels, for the reason that the
/// outcome names.</param>
public readonly record struct FramePlan(FrameOutcome Outcome, MaskKind Mask)
{
    /// <summary>Which share of the mouth something covers, 0..1; what covers it stays before what is drawn.</summary>
    public float Covered { get; init; }

    /// <summary>
    /// Gap of the inner lips that the frame will show, outer-eye distances; null where there is no face or the engine does not know.
    /// </summary>
    public float? Opening { get; init; }

    /// <summary>Whether a painter is asked at all.</summary>
    public bool Draws => Mask != MaskKind.None;

    /// <summary>A frame whose pixels stay the source's.</summary>
    public static FramePlan Keep(FrameOutcome outcome) => new(outcome, MaskKind.None);
}

/// <summary>The part of a face that an engine may change.</summary>
public enum MaskKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Lips, chin and the cheeks beside them, as far as the jaw's movement reaches; no fixed border.</summary>
    LowerFace,

    /// <summary>Everything within the face's own outline below the eyes, with a soft border.</summary>
    FaceOutline,
}
