namespace HeyGem.Core.Engines.Mesh.Clip;

/// <summary>
/// The numbers by which a clip is measured: its range of mouths. Openings and widths are in local units
/// (1 is the distance of the outer eye corners).
/// </summary>
internal static class ClipTuning
{
    /// <summary>3 % quantile of opening below which a person closes the lips fully.</summary>
    public const float ClosesBelow = 0.03f;

    /// <summary>Opening of a rest where they do not.</summary>
    public const float RestOpening = 0.02f;

    /// <summary>Least that the largest opening is taken as.</summary>
    public const float LeastCap = 0.14f;

    /// <summary>Opening of loud speech of a usual person, as far as the clip itself is not known.</summary>
    public const float UsualLoud = 0.155f;

    /// <summary>
    /// Opening of loud speech in a clip that never opens. A drawn mouth over closed lips reads smaller than it is: at .155 a hardly opening
    /// person read .11 where speech needs .12.
    /// </summary>
    public const float SilentLoud = 0.175f;

    /// <summary>Largest opening of a clip that never opens, and of loud speech in one that does.</summary>
    public const float MostLoud = 0.22f;

    /// <summary>Seconds of a face after which half of its range is believed.</summary>
    public const float SecondsToKnow = 3;

    /// <summary>The bend of a clip that never opens, so that its usual vowels are seen, too.</summary>
    public const float SilentBend = 0.7f;

    /// <summary>The usual bend of a voice's opening; see <see cref="MouthRange.Bend"/>. Talkers at hand have .65 to 1.</summary>
    public const float UsualBend = 0.8f;

    /// <summary>The usual vowel is held this far from the ends of the range, as a share of it.</summary>
    public const float LeastVowel = 0.05f;

    /// <summary>See <see cref="LeastVowel"/>.</summary>
    public const float MostVowel = 0.95f;

    /// <summary>Least power that an opening is raised to. With it both talkers at hand still stay below their own middle.</summary>
    public const float LeastBend = 0.65f;

    /// <summary>Least half swing of the width.</summary>
    public const float LeastSwing = 0.03f;

    /// <summary>Largest half swing of the width.</summary>
    public const float MostSwing = 0.07f;

    /// <summary>Half swing of a mouth that never opens, which does not tell what it would do in speech.</summary>
    public const float SilentSwing = 0.055f;

    /// <summary>Least speed of opening that is asked for, local units a second.</summary>
    public const float LeastSpeed = 1.0f;

    /// <summary>Largest speed of opening, local units a second.</summary>
    public const float MostSpeed = 2.5f;

    /// <summary>Speed of a clip that never opens, local units a second.</summary>
    public const float SilentSpeed = 1.7f;

    /// <summary>Narrowest mouth, as a share of the median width.</summary>
    public const float Narrowest = 0.75f;

    /// <summary>Widest mouth, as a share of the median width.</summary>
    public const float Widest = 1.2f;

    /// <summary>Quantile of opening that stands for the largest, percent.</summary>
    public const float LargestPercent = 97.5f;
}
