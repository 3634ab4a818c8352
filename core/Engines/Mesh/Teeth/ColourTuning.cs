using System.Numerics;

namespace HeyGem.Core.Engines.Mesh.Teeth;

/// <summary>
/// The numbers by which a drawn mouth takes its colours from the clip. Colours are gamma-encoded R'G'B', 0..255, factors of them without
/// a unit. Chosen by eye on drawn mouths, beside the clips' own; none is measured but where it says so.
/// </summary>
internal static class ColourTuning
{
    /// <summary>Skin in even daylight, over its own luma.</summary>
    public static readonly Vector3 DaylightSkin = new(1.18f, 0.945f, 0.85f);

    /// <summary>A tooth's luma over the lips'.</summary>
    public const float ToothOverLip = 1.60f;

    /// <summary>Its least luma over the skin's.</summary>
    public const float ToothOverSkin = 0.98f;

    /// <summary>Its most luma over the skin's: brighter teeth shine out of the face.</summary>
    public const float MostToothOverSkin = 1.20f;

    /// <summary>Its most luma.</summary>
    public const float MostToothLuma = 228;

    /// <summary>A tooth's most value in a channel.</summary>
    public const float MostTooth = 238;

    /// <summary>Ivory, over its own luma.</summary>
    public static readonly Vector3 Ivory = new(1.075f, 0.984f, 0.895f);

    /// <summary>The dark behind the teeth, over the lips' colour.</summary>
    public static readonly Vector3 Cavity = new(0.52f, 0.34f, 0.29f);

    /// <summary>The tongue in full light, over the lips' colour.</summary>
    public static readonly Vector3 Tongue = new(0.78f, 0.64f, 0.66f);

    /// <summary>Gum, over the lips' colour.</summary>
    public static readonly Vector3 Gum = new(0.86f, 0.74f, 0.76f);

    /// <summary>The inside of the cheeks, over the lips' colour.</summary>
    public static readonly Vector3 Cheek = new(0.44f, 0.30f, 0.29f);

    /// <summary>What full shade does to a colour: light that comes through lips is red.</summary>
    public static readonly Vector3 InShade = new(1.06f, 0.96f, 0.92f);

    /// <summary>Least luma of something white that tells the light.</summary>
    public const float LeastWhite = 40;

    /// <summary>Share of the light's own tint that teeth take.</summary>
    public const float TintShare = 0.7f;

    /// <summary>Least tint in each channel: pale skin is not green light, and greenish teeth are what an eye catches first.</summary>
    public static readonly Vector3 LeastTint = new(1, 0.95f, 0.94f);

    /// <summary>Most tint in each channel.</summary>
    public static readonly Vector3 MostTint = new(1.06f, 1, 1.03f);

    /// <summary>Radius of a place where skin is measured, local units.</summary>
    public const float SkinRadius = 0.045f;

    /// <summary>Share of a pixel that must lie on the lips to count.</summary>
    public const float LipShare = 0.9f;

    /// <summary>Share of a pixel that must lie on skin to count.</summary>
    public const float SkinShare = 0.5f;

    /// <summary>Share of a pixel that must lie in an eye to count.</summary>
    public const float EyeShare = 0.95f;

    /// <summary>Lips where none could be measured.</summary>
    public static readonly Vector3 UsualLip = new(150, 95, 90);

    /// <summary>Skin over the lips' colour where none could be measured.</summary>
    public const float SkinOverLip = 1.25f;

    /// <summary>Pixels from which a mean counts.</summary>
    public const int LeastPixels = 12;

    /// <summary>Pixels of both eyes from which their white counts.</summary>
    public const int LeastEyePixels = 60;

    /// <summary>Pixels of skin from which its noise counts.</summary>
    public const int LeastGrainPixels = 50;

    /// <summary>Median of the absolute value of normal noise with deviation 1.</summary>
    public const float MedianOfNormal = 0.6745f;

    /// <summary>Deviation of Immerkaer's mask over noise with deviation 1.</summary>
    public const float MaskGain = 6;

    /// <summary>Most noise that is drawn, grey levels.</summary>
    public const float MostGrain = 6;

    /// <summary>Least noise that is drawn, grey levels.</summary>
    public const float LeastGrain = 0.05f;

    /// <summary>A noise pixel's own share; with two of <see cref="GrainBeside"/> the variance stays 1.</summary>
    public const float GrainHere = 0.85f;

    /// <summary>Share of each neighbour in its row.</summary>
    public const float GrainBeside = 0.37f;

    /// <summary>Share of noise in full dark.</summary>
    public const float GrainInDark = 0.35f;

    /// <summary>What it has beyond that in light.</summary>
    public const float GrainInLight = 0.65f;

    /// <summary>Green value from which noise is whole.</summary>
    public const float GrainWholeFrom = 120;
}
