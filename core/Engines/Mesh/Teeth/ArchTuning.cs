using System.Numerics;

namespace HeyGem.Core.Engines.Mesh.Teeth;

/// <summary>
/// The numbers of a row of teeth. Lengths are in local units (1 is the distance of the outer eye corners, about 90 mm); spreads are the
/// most that chance adds to either side, so that two people's teeth differ. Chosen by eye.
/// </summary>
internal static class ArchTuning
{
    /// <summary>Spread of a tooth's width, share of it.</summary>
    public const float WidthSpread = 0.03f;

    /// <summary>Spread of its edge's height.</summary>
    public const float EdgeSpread = 0.0014f;

    /// <summary>Spread of how round its corners are, share of it.</summary>
    public const float RoundSpread = 0.15f;

    /// <summary>How much the second tooth leans towards the middle, height per width.</summary>
    public const float SecondTilt = -0.04f;

    /// <summary>Spread of every tooth's lean.</summary>
    public const float TiltSpread = 0.03f;

    /// <summary>Light of a canine against the front teeth.</summary>
    public const float CanineLight = 0.95f;

    /// <summary>Light of the teeth behind it.</summary>
    public const float BackLight = 0.96f;

    /// <summary>Spread of a tooth's light, share of it.</summary>
    public const float LightSpread = 0.035f;

    /// <summary>How much yellower a canine is: red up by so much.</summary>
    public const float CanineWarmth = 0.022f;

    /// <summary>How much yellower the teeth behind it are.</summary>
    public const float BackWarmth = 0.015f;

    /// <summary>Spread of a tooth's warmth.</summary>
    public const float WarmthSpread = 0.012f;

    /// <summary>Blue that goes for each red that comes.</summary>
    public const float BluePerWarmth = 1.6f;

    /// <summary>The row's depth behind its front, for the square of the place across.</summary>
    public const float DepthSquare = 2.2f;

    /// <summary>The same for the fourth power: a parabola that steepens toward the molars.</summary>
    public const float DepthFourth = 40;

    /// <summary>Depth at which light has fallen to 1/e.</summary>
    public const float LightReach = 0.22f;

    /// <summary>Share of light that a tooth's sides lack.</summary>
    public const float SideLight = 0.10f;

    /// <summary>Half the length of the row that is looked at.</summary>
    public const float Reach = 0.31f;

    /// <summary>Step in which it is looked along.</summary>
    public const float Step = 0.0012f;

    /// <summary>Most shift on the plane for each unit behind it; turned heads show no more.</summary>
    public static readonly Vector2 MostParallax = new(0.7f);

    /// <summary>Distance from its place at which a tooth has turned out of sight.</summary>
    public const float HiddenFrom = 0.006f;

    /// <summary>Distance over which it goes.</summary>
    public const float HiddenOver = 0.004f;
}
