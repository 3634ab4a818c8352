using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Shape;

/// <summary>
/// How far a head may be turned to a side for its mouth to be drawn, by every engine. Degrees as <see cref="HeadTurn"/> tells them.
/// </summary>
internal static class TurnTuning
{
    /// <summary>Turn at which the mouth begins to be left alone.</summary>
    public const float From = 45;

    /// <summary>Turn at which it is left alone: from 53 on landmarks jump by a quarter of the face's size.</summary>
    public const float To = 55;

    /// <summary>Turn below which a head that was turned away is taken to have come back.</summary>
    public const float Back = 35;

    /// <summary>Frames at 25 a second for which a head must stay less turned between two frames that are left alone.</summary>
    public const double BackFramesAt25 = 12;
}
