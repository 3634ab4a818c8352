namespace HeyGem.Core.Engines.Mesh.Targets;

/// <summary>
/// The numbers by which a wanted mouth becomes a shape. Lengths are in local units (1 is the distance of the outer eye corners); x is
/// across from the middle of the face, y down from between the eyes.
/// </summary>
internal static class TargetTuning
{
    /// <summary>Share of a gap that the upper lip makes; the lower lip makes the rest.</summary>
    public const float UpperShare = 0.3f;

    /// <summary>Share of a gap that the lower lip makes.</summary>
    public const float LowerShare = 0.7f;

    /// <summary>Widths below this cannot be scaled.</summary>
    public const float LeastWidth = 1e-3f;

    /// <summary>Largest distance from the middle that a point is scaled by, in half mouths.</summary>
    public const float MostAcross = 1.15f;

    /// <summary>Swings below this are not divided by.</summary>
    public const float LeastSwing = 1e-3f;

    /// <summary>Most that a measured mouth is taken to rest open.</summary>
    public const float MostClosed = 0.02f;

    /// <summary>Least gain of a measured mouth over to another clip.</summary>
    public const float LeastCarry = 0.6f;

    /// <summary>Largest gain of a measured mouth.</summary>
    public const float MostCarry = 1.2f;

    /// <summary>Share of a measured width that is carried over.</summary>
    public const float WidthCarry = 0.8f;

    /// <summary>Between lips and chin the lips' hold on a point begins to end here, as a share of the way.</summary>
    public const float LipsFrom = 0.1f;

    /// <summary>And has ended here.</summary>
    public const float LipsTo = 0.9f;

    /// <summary>Height at which a point of the face begins to move with the mouth.</summary>
    public const float MovesFrom = 0.30f;

    /// <summary>Height from which it moves fully.</summary>
    public const float MovesTo = 0.62f;

    /// <summary>Distance across at which that begins to end.</summary>
    public const float MovesSideFrom = 0.40f;

    /// <summary>Distance across at which it has ended.</summary>
    public const float MovesSideTo = 0.60f;

    /// <summary>Half axis across of the ellipse around the mouth within which points do not widen.</summary>
    public const float WidensAcross = 0.5f;

    /// <summary>Height of that ellipse's centre.</summary>
    public const float WidensCentre = 0.83f;

    /// <summary>Half axis down of that ellipse.</summary>
    public const float WidensDown = 0.32f;

    /// <summary>Radius in half axes at which points begin to stay.</summary>
    public const float WidensFrom = 0.62f;

    /// <summary>Radius in half axes at which they stay.</summary>
    public const float WidensTo = 1.15f;

    /// <summary>Difference of opening by which the likeness of own and wanted mouth falls to 1/e.</summary>
    public const float LikeOpening = 0.03f;

    /// <summary>The same for the width.</summary>
    public const float LikeWidth = 0.05f;

    /// <summary>Share by which a wanted width beyond the median is drawn wider than asked, since it reads narrower.</summary>
    public const float WidthMore = 0.20f;

    /// <summary>Share by which the frame's own width beyond the median is taken off again.</summary>
    public const float WidthLess = 0.12f;

    /// <summary>Narrowest drawn mouth, as a share of the median.</summary>
    public const float Narrowest = 0.7f;

    /// <summary>Widest drawn mouth, as a share of the median.</summary>
    public const float Widest = 1.25f;

    /// <summary>Opening above which the frame's own gaps tell the shape of its opening.</summary>
    public const float OwnProfileFrom = 0.01f;

    /// <summary>Least share of a gap in the opening that is taken from the frame.</summary>
    public const float LeastGapShare = -0.5f;
}
