namespace HeyGem.Core.Engines.Mesh;

/// <summary>
/// The numbers by which the layers of a drawn mouth are put together. Openings are in local units (1 is the distance of the outer eye
/// corners), strengths 0..1.
/// </summary>
internal static class MeshTuning
{
    /// <summary>Cost a frame of a reference without any detail in its teeth, in the units of the inner path.</summary>
    public const float BlurCost = 4;

    /// <summary>A reference whose crispness is this share of the median has no flaw.</summary>
    public const float GoodCrispness = 0.75f;

    /// <summary>Crispness is not divided by less.</summary>
    public const float LeastCrispness = 1e-3f;

    /// <summary>
    /// Opening at which a half open mouth reads wider than drawn by most. On two talkers our mesh reads .06 as .077 and .08 as .10, while
    /// closed mouths and wide ones read as they are.
    /// </summary>
    public const float BiasAt = 0.075f;

    /// <summary>How far from there it still does.</summary>
    public const float BiasReach = 0.03f;

    /// <summary>By how much it does at most.</summary>
    public const float BiasMost = 0.018f;

    /// <summary>Opening of the frame at which its own teeth begin to show through.</summary>
    public const float OwnInsideFrom = 0.02f;

    /// <summary>Opening of the frame at which they show fully.</summary>
    public const float OwnInsideTo = 0.05f;

    /// <summary>Strength below which the lips are left to the base layer.</summary>
    public const float LeastLips = 0.03f;

    /// <summary>Strength below which the inside is not drawn.</summary>
    public const float LeastInner = 0.02f;

    /// <summary>Luma samples of 8 bits by which a key's darkest parts may be brighter than the darkest key's, under no veil.</summary>
    public const float ClearDark = 12;
}
