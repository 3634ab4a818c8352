using System.Numerics;

namespace HeyGem.Core.Engines.Mesh.Teeth;

/// <summary>What the drawn inner mouth takes from the clip, so that it belongs to the same picture. Gamma-encoded R'G'B', 0..255.</summary>
/// <param name="Lip">Mean of the lips' red.</param>
/// <param name="Skin">Mean of the skin beside the mouth.</param>
/// <param name="White">Something white in the same light, such as the white of the eye, or null: then the skin tells the light.</param>
/// <param name="Grain">Standard deviation of the picture's fine noise on skin, grey levels.</param>
internal sealed record MouthColours(Vector3 Lip, Vector3 Skin, Vector3? White, float Grain)
{
    /// <summary>A number that is the same for the same colours, for all that is drawn by chance.</summary>
    public int Seed => (int)MathF.Round(Lip.X) + (257 * (int)MathF.Round(Skin.Y)) + (65_537 * (int)MathF.Round(Lip.Z));

    /// <summary>
    /// Brightest colour of a front tooth in full light: ivory in the light that the skin is in, never brighter than the picture bears.
    /// </summary>
    public Vector3 Tooth
    {
        get
        {
            var level = MathF.Min(
                MathF.Max(ColourTuning.ToothOverLip * Luma(Lip), ColourTuning.ToothOverSkin * Luma(Skin)),
                MathF.Min(ColourTuning.MostToothOverSkin * Luma(Skin), ColourTuning.MostToothLuma));
            return Vector3.Clamp(level * ColourTuning.Ivory * Light, Vector3.Zero, new Vector3(ColourTuning.MostTooth));
        }
    }

    /// <summary>The dark behind the teeth.</summary>
    public Vector3 Cavity => Lip * ColourTuning.Cavity;

    /// <summary>The tongue in full light.</summary>
    public Vector3 Tongue => Lip * ColourTuning.Tongue;

    /// <summary>Gum above and below the crowns.</summary>
    public Vector3 Gum => Lip * ColourTuning.Gum;

    /// <summary>
    /// The light's own tint: what the white shows, or else how the skin differs from skin in daylight. Only ever towards red, at most 6 %
    /// in a channel.
    /// </summary>
    private Vector3 Light
    {
        get
        {
            var white = White is { } seen && Luma(seen) > ColourTuning.LeastWhite
                ? seen / Luma(seen) : Skin / MathF.Max(1, Luma(Skin)) / ColourTuning.DaylightSkin;
            return Vector3.Clamp(
                Vector3.Lerp(Vector3.One, white, ColourTuning.TintShare), ColourTuning.LeastTint, ColourTuning.MostTint);
        }
    }

    private static float Luma(Vector3 colour) => Vector3.Dot(colour, new Vector3(0.299f, 0.587f, 0.114f));
}
