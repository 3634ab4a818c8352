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

    /// <summary>Lets an effect come and go over some frames beside frames that are kept.</summary>
    /// <param name="strength">Strength a frame, 0 where the frame is kept; eased in place.</param>
    /// <param name="frames">Frames that the effect takes to come or go, at least 1.</param>
    public static void Ease(Span<float> strength, int frames)
    {
        Span<float> away = new float[strength.Length];
        for (var n = 0; n < strength.Length; n++)
        {
            away[n] = strength[n] == 0 ? 0 : n > 0 ? MathF.Min(away[n - 1] + 1, frames + 1) : frames + 1;
        }

        for (var n = strength.Length - 2; n >= 0; n--)
        {
            away[n] = MathF.Min(away[n], away[n + 1] + 1);
        }

        for (var n = 0; n < strength.Length; n++)
        {
            strength[n] *= Step(away[n], 0, frames + 1);
        }
    }
}
