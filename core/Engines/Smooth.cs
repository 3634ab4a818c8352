namespace HeyGem.Core.Engines;

/// <summary>Smooth steps between two thresholds.</summary>
internal static class Smooth
{
    /// <summary>0 below <paramref name="from"/>, 1 above <paramref name="to"/>, a cubic between.</summary>
    public static float Step(float x, float from, float to)
    {
        var t = Math.Clamp((x - from) / (to - from), 0, 1);
        return t * t * (3 - (2 * t));
    }
}
