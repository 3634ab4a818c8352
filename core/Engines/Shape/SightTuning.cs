namespace HeyGem.Core.Engines.Shape;

/// <summary>
/// The numbers by which the far side of a turned face is left alone. Angles are degrees of yaw, lengths local units (1 is the distance of
/// the outer eye corners). Chosen on three heads turned in space up to 60 degrees.
/// </summary>
internal static class SightTuning
{
    /// <summary>Yaw up to which the whole face is seen: there the outline lies beyond all that moves.</summary>
    public const float TurnedFrom = 12;

    /// <summary>Yaw from which the outline counts fully.</summary>
    public const float TurnedTo = 20;

    /// <summary>
    /// Distance inside the outline up to which no colour is taken or put: on turned heads the mesh's outline lies outside the true one
    /// by up to .06, inside it by up to .04. Less lets the background in.
    /// </summary>
    public const float EdgeFrom = 0.045f;

    /// <summary>Distance from which all colour is; more blurs the far corner of the mouth.</summary>
    public const float EdgeTo = 0.12f;

    /// <summary>Distance up to which no point moves: what moves there takes the background along.</summary>
    public const float StillFrom = 0;

    /// <summary>Distance from which points move freely; more holds the far end of the lips.</summary>
    public const float StillTo = 0.07f;

    /// <summary>Vertex from whose height downwards the outline is measured: the root of the nose.</summary>
    public const int Top = 168;

    /// <summary>How far below the chin.</summary>
    public const float BelowChin = 0.1f;

    /// <summary>Between lower lip and chin the outline begins to move freely here, as a share of the way.</summary>
    public const float ChinFrom = 0.35f;

    /// <summary>And does so wholly from here on.</summary>
    public const float ChinTo = 0.9f;
}
