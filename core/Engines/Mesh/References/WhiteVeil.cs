using System.Numerics;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Mesh.References;

/// <summary>
/// White that is laid over a whole picture, as in a dissolve from or to white, haze or a flash that dies away: every colour c becomes
/// (1 - share) c + share x 255. What is darkest in the picture tells the share, where the light on the skin does not explain it; the
/// picture's mean and the skin must say the same, for a face that comes near or turns changes them otherwise.
/// </summary>
internal static class WhiteVeil
{
    private static readonly Vector3 _white = new(255);

    /// <summary>How much more white lies on one picture than on another, and how far that is believed.</summary>
    /// <param name="now">The picture's levels, grey levels.</param>
    /// <param name="then">The other's.</param>
    /// <param name="skinNow">Mean R'G'B' of the skin.</param>
    /// <param name="skinThen">Of the same places in the other picture.</param>
    /// <returns>The change, and 0..1 of it that counts.</returns>
    public static (LightChange Change, float Trust) Between(
        PictureLevels now, PictureLevels then, Vector3 skinNow, Vector3 skinThen)
    {
        var more = Share(now.Dark, then.Dark);
        if (more >= 0)
        {
            return (Under(more), Trust(more, (now, skinNow), (then, skinThen)));
        }

        var less = Share(then.Dark, now.Dark);
        var clear = Under(MathF.Min(less, LightTuning.MostLifted));
        return (
            new LightChange(Vector3.One / clear.Factor, -clear.Veil / clear.Factor),
            Trust(less, (then, skinThen), (now, skinNow)));
    }

    private static LightChange Under(float share) => new(new Vector3(1 - share), share * _white);

    /// <summary>The share of white that makes one grey level of another.</summary>
    private static float Share(float now, float then) =>
        Math.Clamp((now - then) / (255 - Math.Min(then, 254)), -1, LightTuning.MostVeil);

    private static float Trust(float share, (PictureLevels Levels, Vector3 Skin) now, (PictureLevels Levels, Vector3 Skin) then)
    {
        var off = MathF.Abs(Share(now.Levels.Mean, then.Levels.Mean) - share);
        var wrong = Vector3.Abs(Vector3.Lerp(then.Skin, _white, share) - now.Skin);
        var most = MathF.Max(wrong.X, MathF.Max(wrong.Y, wrong.Z));
        var lit = then.Levels.Dark * (now.Skin.Y / MathF.Max(1, then.Skin.Y));
        return Smooth.Step(share, LightTuning.VeilFrom, LightTuning.VeilTo)
            * Smooth.Step(now.Levels.Dark - lit, LightTuning.LiftFrom, LightTuning.LiftTo)
            * (1 - Smooth.Step(off, LightTuning.MeanOffFrom, LightTuning.MeanOffTo))
            * (1 - Smooth.Step(most, LightTuning.SkinOffFrom, LightTuning.SkinOffTo));
    }
}
