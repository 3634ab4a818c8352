namespace HeyGem.Core.Engines.Mesh.References;

/// <summary>
/// The numbers by which references are brought to a frame's light. Lengths are in outer-eye distances, colours gamma-encoded R'G'B',
/// 0..255.
/// </summary>
internal static class LightTuning
{
    /// <summary>Half side of the square in which a place's colour is taken.</summary>
    public const float PlaceReach = 0.02f;

    /// <summary>Share of a place that must be seen on a turned head.</summary>
    public const float LeastSeen = 0.5f;

    /// <summary>Luma of a reference's place below which its ratio says nothing.</summary>
    public const float LeastLuma = 4;

    /// <summary>Places from which a light is believed.</summary>
    public const int LeastPlaces = 8;

    /// <summary>Least light, as a share of the reference's.</summary>
    public const float Least = 0.01f;

    /// <summary>Most light: references that are darker than that lack the detail.</summary>
    public const float Most = 3;

    /// <summary>
    /// Natural logarithm of a channel's ratio up to which the light is the same: what turns, jaws and the mesh's noise make of it.
    /// </summary>
    public const float OffFrom = 0.08f;

    /// <summary>And from which all of it is followed.</summary>
    public const float OffTo = 0.2f;

    /// <summary>Share of white over a picture from which it counts as a veil: a picture's darkest parts vary by so much.</summary>
    public const float VeilFrom = 0.05f;

    /// <summary>And from which all of it is followed.</summary>
    public const float VeilTo = 0.12f;

    /// <summary>Grey levels by which a picture's darkest parts must be brighter than the light on the skin would make them.</summary>
    public const float LiftFrom = 6;

    /// <summary>And from which light does not explain them.</summary>
    public const float LiftTo = 14;

    /// <summary>Most white: next to nothing is seen beyond.</summary>
    public const float MostVeil = 0.97f;

    /// <summary>Most white that is taken off a reference: what is left of it is drawn out to twice its contrast then.</summary>
    public const float MostLifted = 0.5f;

    /// <summary>Difference of the share that the picture's mean tells, up to which both agree.</summary>
    public const float MeanOffFrom = 0.08f;

    /// <summary>And from which they do not.</summary>
    public const float MeanOffTo = 0.16f;

    /// <summary>Grey levels by which skin may differ from what the veil would make of it.</summary>
    public const float SkinOffFrom = 10;

    /// <summary>And from which there is no veil.</summary>
    public const float SkinOffTo = 20;
}
