namespace HeyGem.Core.Engines.Occlusion;

/// <summary>The numbers by which a clip's cover is decided and drawn around. Lengths are in outer-eye distances.</summary>
internal static class OcclusionTuning
{
    /// <summary>Share of the mouth beyond which a frame keeps its pixels.</summary>
    public const float MostShare = 0.5f;

    /// <summary>Frames to each side that are asked whether they see the thing, too.</summary>
    public const int Reach = 2;

    /// <summary>Frames of five that fill a gap of one.</summary>
    public const int FillFrom = 4;

    /// <summary>Frames of a shot in which a grey thing must be seen.</summary>
    public const int LeastGreyFrames = 4;

    /// <summary>Share of a shot's frames beyond which a grey thing may be a beard.</summary>
    public const float MostGreyShare = 0.7f;

    /// <summary>Share of its cells by which it must move over the face before its motion says anything.</summary>
    public const float LeastGreyMotion = 0.08f;

    /// <summary>Its motion in the frame, as a share of that over the face, up to which it is a thing.</summary>
    public const float MostGreyInPlace = 0.7f;

    /// <summary>
    /// Letters' motion in the frame, as a share of that over the face, from which they go with the face; and cells of theirs that differ by
    /// chance.
    /// </summary>
    public const float MostLettersWithFace = 1.3f;

    /// <summary>See <see cref="MostLettersWithFace"/>.</summary>
    public const float LetterNoise = 0.25f;

    /// <summary>Luma, 0..255, by which a pixel among letters is brighter than the face around, from which it may be a letter's.</summary>
    public const float BrightFrom = 16;

    /// <summary>Luma by which it is one.</summary>
    public const float BrightSure = 32;

    /// <summary>Share of the face's luma by which a pixel among letters is darker, from which it may be of a rim or a box.</summary>
    public const float DarkFrom = 0.18f;

    /// <summary>Share by which it is.</summary>
    public const float DarkSure = 0.32f;

    /// <summary>Half axes of the ellipse about the lips whose covered share counts.</summary>
    public const float MouthAcross = 0.27f;

    /// <summary>See <see cref="MouthAcross"/>.</summary>
    public const float MouthDown = 0.17f;

    /// <summary>Frames without cover that references are chosen from; with fewer of them, the least covered serve as well.</summary>
    public const int LeastClean = 12;

    /// <summary>How far the true edge may lie from the coarse mask's.</summary>
    public const float EdgeReach = 0.045f;

    /// <summary>Radius in which the colours of both sides of an edge are taken.</summary>
    public const float ColourReach = 0.09f;

    /// <summary>Place of a pixel's colour between skin (0) and thing (1) up to which it is free.</summary>
    public const float FreeBelow = 0.08f;

    /// <summary>Place from which it is covered; below a half, since a pixel too many is not seen and one too few is.</summary>
    public const float CoveredFrom = 0.5f;

    /// <summary>Radius from which skin is taken to stand in for what is covered.</summary>
    public const float FillReach = 0.04f;

    /// <summary>Least distance of both sides' colours, 0..255 scale, by which an edge is placed; below it the coarse edge stays.</summary>
    public const float LeastContrast = 14;
}
