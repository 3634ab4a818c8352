namespace HeyGem.Core.Engines.Shape;

/// <summary>
/// How far a fitted pose may be from the mean of its neighbours by the noise of landmarks alone. Measured on two talkers and a still
/// portrait that nobody shakes (184, 61 and 126 frames): 95 of 100 frames stay below. Larger values let the mouth slip behind a shaken
/// camera by up to half the value; smaller ones let the noise of still heads through.
/// </summary>
internal static class PoseNoise
{
    /// <summary>Shift in the picture, outer-eye distances (seen .006; a shake of 1 % of the picture is .014 and more).</summary>
    public const float Shift = 0.006f;

    /// <summary>Change of size, natural logarithm (seen .002).</summary>
    public const float Growth = 0.004f;

    /// <summary>Nod and turn, radians (seen .006).</summary>
    public const float Turn = 0.01f;

    /// <summary>Tilt in the picture, radians (seen .003).</summary>
    public const float Tilt = 0.005f;

    /// <summary>From this multiple on a difference is motion altogether.</summary>
    public const float Sure = 3;
}
