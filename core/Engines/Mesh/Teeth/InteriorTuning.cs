namespace HeyGem.Core.Engines.Mesh.Teeth;

/// <summary>
/// The numbers of a drawn inside of a mouth. Lengths are in local units (1 is the distance of the outer eye corners); places across are
/// in half mouths from the middle; shares of light 0..1.
/// </summary>
internal static class InteriorTuning
{
    /// <summary>Height of the upper teeth's edge below the closed lips' line.</summary>
    public const float UpperEdge = 0.026f;

    /// <summary>Height of the lower teeth's edge below it, when the mouth is closed.</summary>
    public const float LowerEdge = 0.024f;

    /// <summary>Share of the lower lip's way that the jaw goes.</summary>
    public const float JawShare = 0.70f;

    /// <summary>Height of an upper tooth.</summary>
    public const float Crown = 0.112f;

    /// <summary>Depth of the upper row's front behind the lips' plane.</summary>
    public const float UpperSet = 0.045f;

    /// <summary>Depth of the lower row's front behind it.</summary>
    public const float LowerSet = 0.065f;

    /// <summary>Standard deviation of the blur that makes it as soft as a picture.</summary>
    public const float Focus = 0.0085f;

    /// <summary>
    /// No shade makes it darker than this share of the dark: the darkest tenth in three talkers' mouths has .26 to .8 of their lips'
    /// luma.
    /// </summary>
    public const float Darkest = 0.8f;

    /// <summary>Blur, in steps of the painted grid, that hides the grid.</summary>
    public const float SharpestGrid = 1.2f;

    /// <summary>Width of a mouth whose teeth have their usual size.</summary>
    public const float UsualWidth = 0.50f;

    /// <summary>Least size of teeth.</summary>
    public const float LeastSize = 0.86f;

    /// <summary>Largest size of teeth.</summary>
    public const float MostSize = 1.06f;

    /// <summary>Opening up to which the inside is darkest.</summary>
    public const float LightFrom = 0.03f;

    /// <summary>Opening from which it is lightest.</summary>
    public const float LightTo = 0.11f;

    /// <summary>Light at the darkest.</summary>
    public const float LightLeast = 0.88f;

    /// <summary>What the lightest has beyond that.</summary>
    public const float LightMore = 0.12f;

    /// <summary>Light of the lower teeth against the upper ones.</summary>
    public const float LowerLight = 0.66f;

    /// <summary>Opening at which the lower teeth begin to show.</summary>
    public const float TeethFrom = 0.07f;

    /// <summary>Opening at which they show fully.</summary>
    public const float TeethTo = 0.15f;

    /// <summary>Opening at which the tongue begins to show.</summary>
    public const float TongueFrom = 0.05f;

    /// <summary>Opening at which it shows fully.</summary>
    public const float TongueTo = 0.12f;

    /// <summary>Share of light that is missing in the corners.</summary>
    public const float SideDepth = 0.62f;

    /// <summary>Place across from which it is missing.</summary>
    public const float SideFrom = 0.35f;

    /// <summary>Place across at which all of that share is missing.</summary>
    public const float SideTo = 1.02f;

    /// <summary>Light of the dark just under the upper teeth, as a share of the cavity's.</summary>
    public const float DarkTop = 0.85f;

    /// <summary>What it has beyond that further down.</summary>
    public const float DarkMore = 0.45f;

    /// <summary>How far down that is.</summary>
    public const float DarkDepth = 0.12f;

    /// <summary>Share of cheek in the dark of the corners.</summary>
    public const float CheekShare = 0.7f;

    /// <summary>Place across from which the cheek shows.</summary>
    public const float CheekFrom = 0.55f;

    /// <summary>Place across at which it shows by all of its share.</summary>
    public const float CheekTo = 1.0f;

    /// <summary>Height of the tongue's top above the lower teeth's edge.</summary>
    public const float TongueHeight = 0.038f;

    /// <summary>How much lower its sides are, for the square of the place across.</summary>
    public const float TongueDome = 0.06f;

    /// <summary>Height at which the tongue begins, from its top.</summary>
    public const float TongueEdgeFrom = -0.020f;

    /// <summary>Height at which it is whole.</summary>
    public const float TongueEdgeTo = 0.026f;

    /// <summary>Place across from which the tongue fades.</summary>
    public const float TongueSideFrom = 0.50f;

    /// <summary>Place across at which it has faded.</summary>
    public const float TongueSideTo = 0.90f;

    /// <summary>Height of the wet light on the tongue, from its top.</summary>
    public const float ShineAt = 0.020f;

    /// <summary>Strength of that light.</summary>
    public const float ShineMost = 0.24f;

    /// <summary>Its variance down.</summary>
    public const float ShineDown = 0.00015f;

    /// <summary>Its variance across.</summary>
    public const float ShineAcross = 0.06f;

    /// <summary>Light of the tongue at its top.</summary>
    public const float TongueLeast = 0.80f;

    /// <summary>What it has beyond that further down.</summary>
    public const float TongueMore = 0.20f;

    /// <summary>How far down that is.</summary>
    public const float TongueDepth = 0.05f;

    /// <summary>Depth of the groove in the middle of the tongue, share of light.</summary>
    public const float GrooveDepth = 0.10f;

    /// <summary>Square of its width, place across.</summary>
    public const float GrooveWidth = 0.004f;

    /// <summary>Largest share of the tongue before the dark.</summary>
    public const float TongueShare = 0.90f;

    /// <summary>Half the soft border of a tooth's edge.</summary>
    public const float ToothEdge = 0.003f;

    /// <summary>Depth of the seam between lower teeth, share of light.</summary>
    public const float LowerSeam = 0.40f;

    /// <summary>Depth of the seam between upper teeth.</summary>
    public const float UpperSeam = 0.36f;

    /// <summary>Light that the lower teeth's edge has more.</summary>
    public const float LowerEdgeLight = 0.05f;

    /// <summary>Height over which it has.</summary>
    public const float LowerEdgeReach = 0.012f;

    /// <summary>Light that the lower teeth lose towards the gum.</summary>
    public const float LowerFall = 0.25f;

    /// <summary>Height at which they begin to.</summary>
    public const float LowerFallFrom = 0.01f;

    /// <summary>Height at which they have.</summary>
    public const float LowerFallTo = 0.08f;

    /// <summary>Light of the lower gum.</summary>
    public const float LowerGum = 0.8f;

    /// <summary>Height at which the lower gum begins.</summary>
    public const float LowerGumFrom = 0.085f;

    /// <summary>Height at which it has begun.</summary>
    public const float LowerGumTo = 0.10f;

    /// <summary>Light that the upper teeth's thin edge has less.</summary>
    public const float ThinDepth = 0.10f;

    /// <summary>Height at which the edge begins to be thin.</summary>
    public const float ThinFrom = 0.020f;

    /// <summary>Height at which it is thinnest.</summary>
    public const float ThinTo = 0.002f;

    /// <summary>Height at which an upper tooth's neck begins.</summary>
    public const float NeckFrom = 0.045f;

    /// <summary>Red that the neck has less.</summary>
    public const float NeckRed = 0.06f;

    /// <summary>Green that it has less.</summary>
    public const float NeckGreen = 0.11f;

    /// <summary>Blue that it has less.</summary>
    public const float NeckBlue = 0.20f;

    /// <summary>Height of the light on an upper tooth.</summary>
    public const float GlossAt = 0.040f;

    /// <summary>Its variance in height.</summary>
    public const float GlossDown = 0.00022f;

    /// <summary>Its place in the tooth, half teeth left of the middle.</summary>
    public const float GlossSide = 0.2f;

    /// <summary>Its variance across.</summary>
    public const float GlossAcross = 0.10f;

    /// <summary>Its strength.</summary>
    public const float GlossMost = 0.075f;

    /// <summary>Height over which the upper gum begins.</summary>
    public const float UpperGumReach = 0.012f;

    /// <summary>Half width of a seam.</summary>
    public const float SeamWidth = 0.0038f;

    /// <summary>What it has more at the edge, where it opens.</summary>
    public const float SeamMore = 0.0030f;

    /// <summary>Distance from the edge over which it opens.</summary>
    public const float SeamOpens = 0.022f;

    /// <summary>Light that enters the narrowest gap.</summary>
    public const float EntersLeast = 0.60f;

    /// <summary>What enters a wide one beyond that.</summary>
    public const float EntersMore = 0.40f;

    /// <summary>Gap up to which least enters.</summary>
    public const float EntersFrom = 0.010f;

    /// <summary>Gap from which all enters.</summary>
    public const float EntersTo = 0.060f;

    /// <summary>Least width of a gap.</summary>
    public const float LeastGapWidth = 0.01f;

    /// <summary>What is drawn beyond each corner, share of the gap's width.</summary>
    public const float GapMargin = 0.06f;

    /// <summary>Light that the upper lip's shadow takes.</summary>
    public const float LipShadow = 0.35f;

    /// <summary>Distance over which it falls to 1/e.</summary>
    public const float LipShadowReach = 0.011f;

    /// <summary>Light that the lower lip takes where it touches.</summary>
    public const float Contact = 0.30f;

    /// <summary>Distance over which that falls to 1/e.</summary>
    public const float ContactReach = 0.010f;
}
