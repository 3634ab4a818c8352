namespace HeyGem.Core.Faces.Track;

/// <summary>
/// The numbers by which a dissolve is told from motion and from fades. Shares and distances are of the distance between the two
/// pictures. Measured on a dissolve of .6 s between two talkers, a fade, shaken cameras and five clips that only move: motion leaves
/// pictures that are alike by .88 and more.
/// </summary>
internal static class DissolveTuning
{
    /// <summary>Mean change of a small picture from first to last frame, grey levels of 8 bits.</summary>
    public const float LeastChange = 10;

    /// <summary>Least share of the second picture in the middle frame.</summary>
    public const float LeastMiddle = 0.3f;

    /// <summary>Largest share of the second picture in the middle frame.</summary>
    public const float MostMiddle = 0.7f;

    /// <summary>What may be left of a frame when its blend is taken away; people go on moving in a dissolve.</summary>
    public const float MostRest = 0.25f;

    /// <summary>Correlation from which two pictures are one.</summary>
    public const float MostAlike = 0.75f;

    /// <summary>Contrast of the weaker picture by that of the stronger one, below which it is a fade.</summary>
    public const float LeastContrast = 0.25f;

    /// <summary>Frames at 25 a second beside a dissolve over which the pictures stand.</summary>
    public const double BesideAt25 = 3;

    /// <summary>Largest change over these frames.</summary>
    public const float MostBeside = 0.2f;

    /// <summary>Share below which nothing is seen of a picture.</summary>
    public const float Pure = 0.03f;
}
