namespace HeyGem.Core.Engines.Mesh.References;

/// <summary>
/// The numbers by which reference frames are chosen and mixed. Openings and widths are in local units (1 is the distance of the outer eye
/// corners), speeds in local units a frame at 25 frames a second, angles in degrees.
/// </summary>
internal static class ReferenceTuning
{
    /// <summary>Opening between two frames that a lip reference covers with exp(-1/2); smaller asks for more references.</summary>
    public const float CoverOpening = 0.045f;

    /// <summary>The same for the width.</summary>
    public const float CoverWidth = 0.06f;

    /// <summary>The same for yaw and pitch.</summary>
    public const float CoverDegrees = 10;

    /// <summary>Least and most that sharpness, as a share of the median, counts for a candidate.</summary>
    public const float LeastQuality = 0.5f;

    /// <summary>See <see cref="LeastQuality"/>.</summary>
    public const float MostQuality = 1.15f;

    /// <summary>A lip reference that adds less than this share of all candidates is not taken.</summary>
    public const float LeastGain = 0.004f;

    /// <summary>Candidates that the cover looks at, at most; more are thinned evenly.</summary>
    public const int MostCandidates = 600;

    /// <summary>Share of the candidates, slowest first, that are still enough for lips.</summary>
    public const float StillShare = 0.7f;

    /// <summary>Least sharpness of a lip candidate, as a share of the median of its opening band.</summary>
    public const float LeastSharpness = 0.92f;

    /// <summary>
    /// Most sharpness of any candidate, as a multiple of the clip's median: above it something other than a face is seen, such as fingers.
    /// The five clips that this was set on have 1.10 to 1.60 at most, a hand before a mouth 1.9 to 3.4.
    /// </summary>
    public const float MostSharpness = 1.8f;

    /// <summary>
    /// Largest oddness of a lip candidate, as a multiple of the usual one; above it the lips do something that speech does not.
    /// </summary>
    public const float MostOddness = 1.6f;

    /// <summary>Bands of opening within which lip candidates are compared.</summary>
    public const int LipBands = 5;

    /// <summary>Quantile of opening whose frame is always a lip reference.</summary>
    public const float WideLips = 0.97f;

    /// <summary>Bands of opening from which inner references are taken, one for each third of yaw.</summary>
    public const int InnerBands = 6;

    /// <summary>Quantile of opening from which the widest inner reference is taken.</summary>
    public const float WideInner = 0.975f;

    /// <summary>What speed costs an inner reference against its sharpness as a multiple of the median.</summary>
    public const float SpeedCost = 20;

    /// <summary>Medians are held above this, so that they can be divided by.</summary>
    public const float LeastMedian = 1e-6f;

    /// <summary>
    /// Opening that an inner reference should have beyond the wanted one: lips can cover teeth, but stretched teeth grow pale and too
    /// long.
    /// </summary>
    public const float SpareOpening = 0.01f;

    /// <summary>A reference less open than that costs 1 for each of this.</summary>
    public const float LessOpening = 0.025f;

    /// <summary>A reference may be more open than the wanted mouth by this factor for free.</summary>
    public const float MoreFactor = 1.8f;

    /// <summary>And by this beside the factor.</summary>
    public const float MoreFree = 0.05f;

    /// <summary>A reference more open than that costs 1 for each of this.</summary>
    public const float MoreOpening = 0.08f;

    /// <summary>A narrower reference costs <see cref="WidthWeight"/> for each of this.</summary>
    public const float NarrowWidth = 0.045f;

    /// <summary>A wider one for each of this.</summary>
    public const float WideWidth = 0.09f;

    /// <summary>Weight of the width against the opening.</summary>
    public const float WidthWeight = 0.5f;

    /// <summary>A reference that looks elsewhere costs 1 for each of this in yaw.</summary>
    public const float YawDegrees = 10;

    /// <summary>The same for pitch.</summary>
    public const float PitchDegrees = 12;

    /// <summary>
    /// Cost of a reference from another shot: more than any misfit, so that material crosses a cut only where the shot has none.
    /// </summary>
    public const float OtherShot = 400;

    /// <summary>Opening at which the misfit counts fully; a closed mouth shows no teeth.</summary>
    public const float MisfitFrom = 0.05f;

    /// <summary>Share of the misfit that counts in a closed mouth.</summary>
    public const float ClosedMisfit = 0.05f;

    /// <summary>Opening below which a change of reference is not seen.</summary>
    public const float ChangeHidden = 0.02f;

    /// <summary>Opening above which it costs fully.</summary>
    public const float ChangeSeen = 0.07f;

    /// <summary>Cost of a change in a closed mouth.</summary>
    public const float ClosedChange = 0.15f;

    /// <summary>Difference of opening between own and wanted mouth that counts as 1.</summary>
    public const float OpeningOff = 0.01f;

    /// <summary>The same for the width.</summary>
    public const float WidthOff = 0.015f;

    /// <summary>Difference below which the frame is left as it is.</summary>
    public const float OffHidden = 0.6f;

    /// <summary>Difference above which it is drawn fully.</summary>
    public const float OffSeen = 1.3f;

    /// <summary>Strength below which nothing is drawn.</summary>
    public const float LeastStrength = 0.02f;

    /// <summary>Outer-eye distance in pixels below which the mouth is left alone.</summary>
    public const float SmallFrom = 38;

    /// <summary>Outer-eye distance in pixels above which it is drawn fully.</summary>
    public const float SmallTo = 46;

    /// <summary>Frames at 25 a second that the effect takes to come or go beside a kept frame.</summary>
    public const double EaseFramesAt25 = 4;

    /// <summary>Share of a pixel that must lie between the lips for its colour to count as the inside's.</summary>
    public const float InsideShare = 0.9f;

    /// <summary>The dark of a mouth is the mean of its darkest part, one of so many.</summary>
    public const int DarkPart = 7;

    /// <summary>Distance of two lip shapes at which a reference counts exp(-1/2), root mean square of the points, local units.</summary>
    public const float ShapeSpread = 0.022f;

    /// <summary>Share of a common shift of all lip points that is no difference of shape.</summary>
    public const float ShiftForgiven = 0.7f;

    /// <summary>What the best reference keeps where three are alike, before all shares are made to add up to 1.</summary>
    public const float BestAlone = 1e-3f;
}
