namespace HeyGem.Core.Engines.Mesh.Layers;

/// <summary>
/// The numbers of the lips' and the inner mouth's layers. Lengths are in local units (1 is the distance of the outer eye corners); shares
/// 0..1.
/// </summary>
internal static class LayerTuning
{
    /// <summary>How far below the middle of the closed lips the lips' ellipse has its centre.</summary>
    public const float LipsCentre = 0.025f;

    /// <summary>Half axis across of that ellipse.</summary>
    public const float LipsAcross = 0.50f;

    /// <summary>Half axis up.</summary>
    public const float LipsUp = 0.27f;

    /// <summary>Half axis down.</summary>
    public const float LipsDown = 0.44f;

    /// <summary>Radius in half axes at which the lips' layer begins to fade; it ends at 1.</summary>
    public const float LipsFade = 0.62f;

    /// <summary>Triangles with a corner beyond this radius are left out.</summary>
    public const float LipsTriangles = 1.9f;

    /// <summary>Opening of the frame above which its lips are taken apart before they are moved.</summary>
    public const float OwnOpen = 0.03f;

    /// <summary>By how much the material must be wider open than the wanted lips before its teeth are left behind.</summary>
    public const float SeamFrom = 0.02f;

    /// <summary>From where on they are left altogether.</summary>
    public const float SeamTo = 0.06f;

    /// <summary>How far the sampling of such lips begins outside their inner edge: the mesh errs by .01, and edges are soft.</summary>
    public const float SeamMargin = 0.022f;

    /// <summary>Half the thickness of the dark line between closed lips.</summary>
    public const float SeamHalf = 0.006f;

    /// <summary>Least of it, pixels.</summary>
    public const float LeastSeam = 0.5f;

    /// <summary>Share of the light that the line between closed lips lacks; more reads as a mouth that is not closed.</summary>
    public const float SeamDepth = 0.25f;

    /// <summary>The same in a slit, where the mouth's inside begins to show.</summary>
    public const float SlitDepth = 0.5f;

    /// <summary>How far above and below the line the lips' colour is taken.</summary>
    public const float SeamBeside = 0.03f;

    /// <summary>The line is a pixel or two: its soft mask times this, so that nothing is left of a tooth in its middle.</summary>
    public const float SeamCore = 1.7f;

    /// <summary>Margin of the inside's rectangle for its soft edge.</summary>
    public const float InnerMargin = 0.026f;

    /// <summary>Least blur of the inside's border, pixels.</summary>
    public const float LeastEdgeBlur = 0.6f;

    /// <summary>Blur of the inside's border.</summary>
    public const float EdgeBlur = 0.005f;

    /// <summary>How much wider than the reference the mouth must open for its gap to be filled with dark.</summary>
    public const float GapFilled = 0.03f;

    /// <summary>Stretch of the material below which it is all dark.</summary>
    public const float StretchDark = 0.15f;

    /// <summary>Range of stretch over which the dark fades in.</summary>
    public const float StretchRange = 0.55f;

    /// <summary>Share of light that the upper lip takes from teeth it has come down over.</summary>
    public const float ShadowDepth = 0.30f;

    /// <summary>Distance below the lip over which that shadow falls to 1/e.</summary>
    public const float ShadowReach = 0.02f;

    /// <summary>Share of light that is missing in the corners then.</summary>
    public const float CornerDepth = 0.45f;

    /// <summary>Distance from the middle, in half mouths, from which it is missing.</summary>
    public const float CornerFrom = 0.35f;

    /// <summary>Light in a closed mouth; less light enters a smaller mouth.</summary>
    public const float DarkLeast = 0.70f;

    /// <summary>What an open one has beyond that.</summary>
    public const float DarkMore = 0.30f;

    /// <summary>Opening up to which a mouth is darkest.</summary>
    public const float DarkFrom = 0.03f;

    /// <summary>Opening from which it is lightest.</summary>
    public const float DarkTo = 0.11f;

    /// <summary>Least scale across from reference to wanted mouth.</summary>
    public const float LeastGrow = 0.85f;

    /// <summary>Largest scale across.</summary>
    public const float MostGrow = 1.15f;

    /// <summary>Share of the gap that moves with the upper teeth while a mouth closes.</summary>
    public const float ClosingUpper = 0.62f;

    /// <summary>Share of the gap from which it moves with the lower teeth then.</summary>
    public const float ClosingLower = 1f;

    /// <summary>The same while it opens.</summary>
    public const float OpeningUpper = 0.25f;

    /// <summary>See <see cref="OpeningUpper"/>.</summary>
    public const float OpeningLower = 0.9f;

    /// <summary>By how much the lips must be closer than the reference's for their shadow to be full.</summary>
    public const float CoverFull = 0.06f;

    /// <summary>Distance beyond the reference's corner over which it ends in the dark.</summary>
    public const float BeyondReach = 0.035f;

    /// <summary>Gaps are not divided by less.</summary>
    public const float LeastGap = 1e-3f;

    /// <summary>Largest squeeze of the material, as a share of the gap: squeezing all of it into a slit would draw a black line.</summary>
    public const float MostSqueeze = 0.45f;
}
